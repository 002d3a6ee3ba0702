import { useComputed, useSignalEffect } from "@preact/signals";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { CHUNK, type Chunked, chunked } from "../format/chunks.ts";
import type { Range } from "../format/window.ts";
import { markSeen } from "../state/messages.ts";
import type { RoomModel } from "../state/rooms.ts";
import type { View } from "../state/timeline.ts";
import { t, tn } from "../strings/t.ts";
import { Beginning } from "./beginning.tsx";
import { Icon } from "./icon.tsx";
import { parts } from "./message_parts.ts";
import type { Anchor } from "./mounted.ts";
import { pageVisible } from "./page.ts";
import { sooner } from "./page_keys.ts";
import { log } from "./panels.ts";
import { pointed } from "./pointed.ts";
import { Rows } from "./rows.tsx";
import { Scroller } from "./scroller.ts";

export interface MessageListProps {
  room: RoomModel;
}

const places = new Map<string, Anchor | undefined>();

/** The log of a room: a window of it is mounted, and the reader's place in it is kept. */
export function MessageList({ room }: MessageListProps) {
  const { timeline } = room;
  const scroller = useMemo(() => new Scroller(room.timeline.ready.peek() ? places.get(room.id) : undefined), [
    room,
  ]);
  const made = useRef<Chunked | undefined>(undefined);
  const logElement = useRef<HTMLDivElement>(null);
  const listElement = useRef<HTMLDivElement>(null);
  useKeepPlace(room, scroller, { log: logElement, list: listElement });
  useReading(room, scroller);
  useLongPress(room, logElement);
  const more = parts.value;

  scroller.version.value;
  made.current = chunked(timeline.entries.value, timeline.divider.value, made.current);
  const { chunks } = made.current;
  const { range, above, below } = scroller.window(chunks);
  const ready = timeline.ready.value;
  useLayoutEffect(() => {
    timeline.look(viewOf(chunks, range));
    scroller.settle();
  });
  useLayoutEffect(() => {
    if (ready && scroller.atBottom.peek()) revealDivider(scroller, chunks);
  }, [ready]);

  return (
    <div class="log-frame" onPointerLeave={() => pointed.value = undefined}>
      <div
        class="log"
        role="log"
        aria-live="off"
        aria-label={t("Messages in {room}", { room: room.name.value })}
        tabIndex={0}
        ref={logElement}
        onKeyDown={(event) => onLogKey(room, event)}
        onPointerOver={(event) => event.pointerType === "mouse" && point(event.target)}
        onFocusIn={(event) => point(event.target)}
      >
        <Beginning room={room} />
        <div class="list" ref={listElement}>
          <div class="spacer" style={{ height: `${above}px` }} />
          {chunks.slice(range.from, range.to).map((chunk) => (
            <Rows key={chunk.key} id={chunk.key} rows={chunk.rows} room={room} />
          ))}
          <div class="spacer" style={{ height: `${below}px` }} />
        </div>
      </div>
      {more && <more.MessageTools room={room} log={logElement} />}
      <Jump room={room} scroller={scroller} />
    </div>
  );
}

function Jump({ room, scroller }: { room: RoomModel; scroller: Scroller }) {
  const shown = useComputed(() => !scroller.atBottom.value && room.timeline.ready.value);
  if (!shown.value) return null;
  const unread = room.unread.value;
  return (
    <button type="button" class="jump" onClick={() => scroller.follow()}>
      <Icon name="down" size={16} />
      {unread > 0 ? tn(unread, "{n} new message", "{n} new messages") : t("Jump to latest")}
    </button>
  );
}

/** Arrows go to the messages, where the log has the focus; all else is for a message that has it. */
function onLogKey(room: RoomModel, event: KeyboardEvent): void {
  const more = parts.peek();
  if (more !== undefined) return more.onLogKeyDown(room, event);
  const { key, target, currentTarget } = event;
  if (key === "ArrowUp" && target === currentTarget) sooner(event, ({ focusMessages }) => focusMessages());
}

/** The message that is pointed at shows what can be done with it. */
function point(target: EventTarget | null): void {
  const seq = (target as Element).closest<HTMLElement>("[data-seq]")?.dataset.seq;
  pointed.value = seq === undefined ? undefined : Number(seq);
}

/** A finger that rests on a message shows all that can be done with it. */
function useLongPress(room: RoomModel, log: LogElements["log"]): void {
  useSignalEffect(() =>
    parts.value?.listenToLongPress(log.current!, (row) => {
      const entry = room.timeline.find(Number(row.dataset.seq));
      if (entry === undefined || entry.message.deleted) return false;
      parts.peek()!.openAbout("message", room, entry);
      return true;
    })
  );
}

interface LogElements {
  log: { readonly current: HTMLElement | null };
  list: { readonly current: HTMLElement | null };
}

/** Ties the scroller to the page while the list is there, and keeps the place for the next visit of the room. */
function useKeepPlace(room: RoomModel, scroller: Scroller, elements: LogElements): void {
  useLayoutEffect(() => {
    scroller.onNearTop = () => {
      const { loading, atStart, ready } = room.timeline;
      if (ready.peek() && !loading.peek() && !atStart.peek()) room.timeline.loadOlder().catch(() => {});
    };
    scroller.attach(elements.log.current!, elements.list.current!);
    log.value = scroller;
    return () => {
      places.set(room.id, scroller.place);
      if (scroller.atBottom.peek()) room.timeline.look(undefined);
      scroller.detach();
      log.value = undefined;
    };
  }, [scroller]);
}

/** Tells the core that the newest message has been seen: the page is visible and the log at its end. */
function useReading(room: RoomModel, scroller: Scroller): void {
  useSignalEffect(() => {
    const seen = pageVisible.value && scroller.atBottom.value && room.timeline.ready.value;
    const isNew = room.unread.value > 0 || room.mentions.value > 0;
    if (!seen || !isNew || room.held.value) return;
    // What the server has counted and the log has not yet is seen when it is there.
    room.head.value;
    markSeen(room.id);
  });
}

/** Numbers of the log in the mounted chunks. */
function viewOf(chunks: Chunked["chunks"], { from, to }: Range): View | undefined {
  const [first, last] = [chunks[from], chunks[to - 1]];
  return first && last && { from: first.key * CHUNK, to: (last.key + 1) * CHUNK - 1 };
}

/** Where more is new than fits the view, reading begins at the first of it. */
function revealDivider(scroller: Scroller, chunks: Chunked["chunks"]): void {
  const chunk = chunks.find(({ rows }) => rows.some((row) => row.kind === "divider"));
  if (chunk !== undefined && !scroller.sees("divider")) scroller.reveal("divider", chunk.key, 0.2);
}
