import type { VNode } from "preact";
import type { Chunk, Row } from "../format/chunks.ts";
import { dayName } from "../format/times.ts";
import type { RoomModel } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { Message } from "./message.tsx";
import { parts } from "./message_parts.ts";
import { Notices } from "./notices.tsx";
import { today } from "./page.ts";

export interface RowsProps {
  /** The key of the chunk. */
  id: number;
  rows: Chunk["rows"];
  room: RoomModel;
}

/** The rows of one chunk. It reads a signal, so it is drawn again only when its props or that signal change. */
export function Rows({ id, rows, room }: RowsProps) {
  const day = today.value;
  return (
    <div class="chunk" data-chunk={id}>
      {rows.map((row) => drawnRow({ row, day, room }))}
    </div>
  );
}

interface RowProps {
  row: Row;
  day: number;
  room: RoomModel;
}

const drawn = new WeakMap<Row, { day: number; node: VNode }>();

/** The same node for the same row, so that of the rows of a chunk only the new ones are drawn. */
function drawnRow(props: RowProps): VNode {
  const { row, day } = props;
  const known = drawn.get(row);
  if (known?.day === day) return known.node;
  const node = <OneRow key={row.key} {...props} />;
  drawn.set(row, { day, node });
  return node;
}

function OneRow({ row, day, room }: RowProps) {
  switch (row.kind) {
    case "day":
      return (
        <h2 class="day" data-row={row.key}>
          <span>{dayName(row.at, day)}</span>
        </h2>
      );
    case "divider":
      return (
        <p class="divider" data-row={row.key}>
          <span>{t("New messages")}</span>
        </p>
      );
    case "posted":
      return <Message room={room} entry={row.entry} head={row.head} />;
    case "notices":
      return <Notices run={row.run} row={row.key} />;
    case "hole": {
      const more = parts.value;
      if (more === undefined) return <p class="hole" data-row={row.key} />;
      return <more.Hole entry={row.entry} timeline={room.timeline} />;
    }
  }
}
