import { signal } from "@preact/signals";
import { RoomThreads } from "../state/room_threads.ts";
import { Thread } from "../state/thread.ts";
import { markUnread } from "../state/messages.ts";
import { currentRoom, type RoomModel } from "../state/rooms.ts";
import type { MessageEntry } from "../state/timeline.ts";
import { faultOf } from "./acts.ts";
import { focusComposer, peopleShown } from "./panels.ts";
import { say } from "./toast.tsx";

/** The reply whose text is in the box of the open thread, to be changed. */
export const editedReply = signal<number | undefined>(undefined);

/** Opens the thread of a message beside its room. */
export function openThread(room: RoomModel, { seq }: Pick<MessageEntry, "seq">): void {
  peopleShown.value = false;
  room.threads.show(seq);
}

/** Closes the thread and gives the focus back to its message; says whether one was open. */
export function closeThread(): boolean {
  const threads = currentRoom.peek()?.threads;
  const thread = threads?.open.peek();
  if (threads === undefined || thread === undefined) return false;
  threads.close();
  editedReply.value = undefined;
  const row = document.querySelector<HTMLElement>(`main [data-seq="${thread.message}"]`);
  if (row === null) focusComposer();
  else (row.querySelector<HTMLElement>(".replies") ?? row).focus();
  return true;
}

/** Makes a message and all after it unread, to be read later. */
export function leaveUnread(room: RoomModel, { seq }: Pick<MessageEntry, "seq">): void {
  markUnread(room.id, seq).catch((error) => say(faultOf(error)));
}

RoomThreads.make = (options) => new Thread(options);
