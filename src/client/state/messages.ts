import { pageKeeper } from "./keeper.ts";
import { pageOutbox } from "./pending.ts";
import { pageRooms } from "./rooms.ts";

/** Shown at once, kept until the server has it. */
export function post(room: string, text: string): void {
  pageOutbox.add(room, text);
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
export function markRead(room: string): void {
  pageRooms.get(room)?.markRead();
  pageKeeper.touch();
}

/** May be called on each key; the server hears it every three seconds at most. */
export function sendTyping(room: string): void {
  pageRooms.get(room)?.sendTyping();
}
