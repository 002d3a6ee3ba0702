import type { RoomModel } from "../state/rooms.ts";
import type { MessageEntry } from "../state/timeline.ts";
import { openAbout } from "./acts.ts";
import { beginEdit, beginReply } from "./compose_acts.ts";
import { focusComposer } from "./panels.ts";
import { leaveUnread, openThread } from "./threads.ts";

const ROWS = ".message";

/** Goes to the newest message that is in view, for the keys below; says whether there is one. */
export function focusMessages(): boolean {
  const log = document.querySelector<HTMLElement>("[role=log]");
  const view = log?.getBoundingClientRect();
  const rows = [...log?.querySelectorAll<HTMLElement>(ROWS) ?? []];
  const row = rows.findLast((row) => row.getBoundingClientRect().top < view!.bottom - 8);
  row?.focus();
  return row !== undefined;
}

/** The keys of the log: arrows go from message to message, and letters do something with the one that has the focus. */
export function onLogKeyDown(room: RoomModel, event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
  const done = event.target.matches(ROWS)
    ? onMessageKey(room, event.target, event.key)
    : event.target.matches("[role=log]") && event.key === "ArrowUp" && focusMessages();
  if (done) event.preventDefault();
}

function onMessageKey(room: RoomModel, row: HTMLElement, key: string): boolean {
  if (key === "ArrowUp" || key === "ArrowDown") return step(row, key === "ArrowUp" ? -1 : 1);
  if (key === "Escape") return focusComposer();
  const entry = row.dataset.seq === undefined ? undefined : room.timeline.find(Number(row.dataset.seq));
  if (entry === undefined || entry.message.deleted) return false;
  const act = ACTS[key];
  if (act === undefined || (act.own && !entry.own)) return false;
  if (key === "e" && entry.message.forwarded) return false;
  act.run(room, entry);
  return true;
}

interface Act {
  own?: true;
  run(room: RoomModel, entry: MessageEntry): void;
}

const ACTS: Partial<Record<string, Act>> = {
  "Enter": { run: (room, entry) => openAbout("message", room, entry) },
  "+": { run: (room, entry) => openAbout("react", room, entry) },
  "r": { run: beginReply },
  "t": { run: openThread },
  "u": { run: leaveUnread },
  "e": { own: true, run: beginEdit },
  "Delete": { own: true, run: (room, entry) => openAbout("delete", room, entry) },
};

/** To the next message up or down, as far as they are drawn; below the last one is the message box. */
function step(row: HTMLElement, by: number): boolean {
  const rows = [...row.closest("[role=log]")!.querySelectorAll<HTMLElement>(ROWS)];
  const next = rows[rows.indexOf(row) + by];
  if (next === undefined) return by > 0 && focusComposer();
  next.focus();
  return true;
}
