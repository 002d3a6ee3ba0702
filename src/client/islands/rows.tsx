import type { Chunk, Row } from "../format/chunks.ts";
import { dayName } from "../format/times.ts";
import type { RoomModel } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { Hole } from "./hole.tsx";
import { Message } from "./message.tsx";
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
      {rows.map((row) => <OneRow key={row.key} row={row} day={day} room={room} />)}
    </div>
  );
}

function OneRow({ row, day, room }: { row: Row; day: number; room: RoomModel }) {
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
    case "hole":
      return <Hole entry={row.entry} timeline={room.timeline} />;
  }
}
