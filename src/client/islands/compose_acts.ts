import type { RoomModel } from "../state/rooms.ts";
import type { MessageEntry } from "../state/timeline.ts";
import { composing } from "./composing.ts";
import { focusComposer } from "./panels.ts";

export function beginReply(room: RoomModel, { seq }: MessageEntry): void {
  composing.value = { kind: "reply", room: room.id, seq };
  focusComposer();
}

export function beginEdit(room: RoomModel, { seq }: MessageEntry): void {
  composing.value = { kind: "edit", room: room.id, seq };
  focusComposer();
}

/** The newest message of the reader, where it can be edited. */
export function lastOwn(room: RoomModel): MessageEntry | undefined {
  return room.timeline.entries.peek().findLast((entry): entry is MessageEntry =>
    entry.kind === "message" && entry.own && !entry.message.deleted && !entry.message.forwarded
  );
}
