import { signal } from "@preact/signals";
import { isBlocked } from "../state/blocked.ts";
import type { RoomModel } from "../state/rooms.ts";
import type { MessageEntry } from "../state/timeline.ts";

const opened = signal<ReadonlySet<string>>(new Set());

/** Whether a message is folded to a line: somebody wrote it whom the reader has blocked, and it was not opened. */
export function isFolded(room: RoomModel, { seq, message }: MessageEntry): boolean {
  return isBlocked(message.author.id) && !message.deleted && !opened.value.has(`${room.id} ${seq}`);
}

/** Opens a folded message, until the page is loaded anew. */
export function unfold(room: RoomModel, { seq }: MessageEntry): void {
  opened.value = new Set(opened.peek()).add(`${room.id} ${seq}`);
}
