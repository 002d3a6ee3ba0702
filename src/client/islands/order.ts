import { signal } from "@preact/signals";
import type { User } from "../../protocol/models.ts";
import type { RoomModel } from "../state/rooms.ts";
import { ownAccount } from "./own.ts";
import { dialog } from "./panels.ts";

/** Whom the open dialog is about, and where. */
export const moderated = signal<{ room: RoomModel; user: User } | undefined>(undefined);

/** Opens what can be done about somebody who breaks the order of a room. */
export function openModeration(room: RoomModel, user: User): void {
  moderated.value = { room, user };
  dialog.value = "moderate";
}

/** Whether the reader runs the server. */
export function runsServer(): boolean {
  const role = ownAccount()?.role;
  return role === "owner" || role === "admin";
}

/** Whether the reader keeps order in a room; the server has the last word. */
export function keepsOrder({ facts }: RoomModel): boolean {
  if (facts.archived.value || facts.kind.value === "direct") return false;
  return facts.role.value !== "member" || (facts.kind.value === "public" && runsServer());
}

/** Whether the reader is muted in a room; that may end by itself. */
export function isMuted({ facts }: RoomModel): boolean {
  const muted = facts.muted.value;
  return muted !== null && (muted.until === undefined || Date.parse(muted.until) > Date.now());
}

/** Whether the reader may not write to a room just now; the note above the box says why. */
export function isHeldBack(room: RoomModel): boolean {
  const { facts } = room;
  return isMuted(room) || (facts.mayWriteAt.value > performance.now() && !keepsOrder(room));
}
