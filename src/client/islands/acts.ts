import { effect, signal } from "@preact/signals";
import { CommandError } from "../state/connection.ts";
import { react } from "../state/message_changes.ts";
import type { RoomModel } from "../state/rooms.ts";
import type { MessageEntry } from "../state/timeline.ts";
import { t } from "../strings/t.ts";
import { reader } from "./own.ts";
import { dialog, type DialogName } from "./panels.ts";
import { say } from "./toast.tsx";

/** The message that the open dialog is about. */
export const acted = signal<{ room: RoomModel; seq: number } | undefined>(undefined);

/** Opens a dialog about a message. */
export function openAbout(name: DialogName, room: RoomModel, entry: MessageEntry): void {
  acted.value = { room, seq: entry.seq };
  dialog.value = name;
}

/** The message that the open dialog is about, as it is now; a component that calls this in its render follows it. */
export function actedMessage(): { room: RoomModel; entry: MessageEntry } | undefined {
  const about = acted.value;
  if (about === undefined) return undefined;
  about.room.timeline.entries.value;
  const entry = about.room.timeline.find(about.seq) ?? about.room.threads.find(about.seq);
  return entry === undefined || entry.message.deleted ? undefined : { room: about.room, entry };
}

/** Gives a message an emoji, or takes it back where the reader gave it. */
export function toggle(room: RoomModel, entry: MessageEntry, emoji: string): void {
  const given = entry.message.reactions?.find((reaction) => reaction.emoji === emoji);
  const mine = given !== undefined && isMine(given);
  react({ room: room.id, message: entry.seq }, emoji, !mine).catch((error) => say(faultOf(error)));
}

/** Whether the reader is among those who gave a reaction. */
export function isMine({ users, mine }: { users: readonly string[]; mine?: boolean }): boolean {
  return mine === true || users.includes(reader()?.id ?? "");
}

/** Why something could not be done, in words for the reader. */
export function faultOf(error: unknown): string {
  if (!(error instanceof CommandError)) throw error;
  if (error.code === "lost") return t("This needs a connection: try again when you are back online");
  return error.message;
}

// A dialog that is closed is about nothing.
effect(() => {
  if (dialog.value === undefined) acted.value = undefined;
});
