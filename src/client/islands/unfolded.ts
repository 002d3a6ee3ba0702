import { signal } from "@preact/signals";
import type { Message } from "../../protocol/models.ts";
import { isBlocked } from "../state/blocked.ts";

/** A message in its room's log, or a piece of it. */
export interface Foldable {
  seq: number;
  message: Pick<Message, "author" | "deleted">;
}

const opened = signal<ReadonlySet<string>>(new Set());

/** Whether a message is folded to a line: somebody wrote it whom the reader has blocked, and it was not opened. */
export function isFolded(room: { id: string }, { seq, message }: Foldable): boolean {
  return isBlocked(message.author.id) && !message.deleted && !opened.value.has(`${room.id} ${seq}`);
}

/** Opens a folded message wherever it is shown, until the page is loaded anew. */
export function unfold(room: { id: string }, { seq }: { seq: number }): void {
  opened.value = new Set(opened.peek()).add(`${room.id} ${seq}`);
}
