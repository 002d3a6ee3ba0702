import type { About } from "../outbox.ts";
import { pageConnection } from "./connection.ts";
import { pageKeeper } from "./keeper.ts";
import { pageOutbox } from "./pending.ts";
import { pageRooms } from "./rooms.ts";

/** Shown at once, kept until the server has it. */
export function post(room: string, text: string, about?: About): void {
  pageOutbox.add(room, text, about);
}

/** Tries a failed message again. */
export function retry(clientId: string): void {
  pageOutbox.retry(clientId);
}

/** Gives a message that waits another text. */
export function editPending(clientId: string, text: string): void {
  pageOutbox.edit(clientId, text);
}

/** Keeps a message that waits from being sent, for a minute at most, in all tabs. */
export function holdPending(clientId: string): void {
  pageOutbox.hold(clientId);
}

export function releasePending(clientId: string): void {
  pageOutbox.release(clientId);
}

/** Takes a message back that is not on its way. */
export function discard(clientId: string): void {
  pageOutbox.discard(clientId);
}

/** The newest message of this room was seen. */
export function markSeen(room: string): void {
  pageRooms.get(room)?.seen();
  pageKeeper.touch();
}

/** All rooms are read. */
export function markAllRead(): void {
  for (const room of pageRooms.list.peek()) room.markRead();
  pageKeeper.touch();
}

/** A message and all that comes after it are unread. @throws CommandError */
export async function markUnread(room: string, seq: number): Promise<void> {
  await pageRooms.get(room)?.markUnread(seq);
  pageKeeper.touch();
}

/** Follows a thread, or does so no more; the server tells all of the person's pages. @throws CommandError */
export async function followThread(room: string, message: number, follow: boolean): Promise<void> {
  await pageConnection.request("thread.follow", { room, message, follow });
}

/** This room is read. */
export function markRead(room: string): void {
  pageRooms.get(room)?.markRead();
  pageKeeper.touch();
}

/** May be called on each key; the server hears it every three seconds at most. */
export function sendTyping(room: string): void {
  pageRooms.get(room)?.sendTyping();
}
