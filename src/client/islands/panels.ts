import { signal } from "@preact/signals";
import type { Scroller } from "./scroller.ts";

export type DialogName =
  | "browse"
  | "create"
  | "direct"
  | "invite"
  | "room"
  | "rename"
  | "sign_out"
  | "switcher"
  | "saved"
  | "forward"
  | "context"
  | "search"
  | "shortcuts"
  | "appearance"
  | "message"
  | "react"
  | "delete"
  | "versions"
  | "pins"
  | "keep_name"
  | "password"
  | "status"
  | "devices"
  | "transfer"
  | "owner"
  | "passkeys"
  | "reset"
  | "moderate"
  | "sent_away"
  | "mentions"
  | "order";

/** The dialog that is open. */
export const dialog = signal<DialogName | undefined>(undefined);
/** Whether the people of the room are listed beside it. */
export const peopleShown = signal(false);
/** On a narrow page: whether the list of rooms is shown in place of the room. */
export const listShown = signal(false);
/** The log on the page, for the keys that scroll it from elsewhere. */
export const log = signal<Scroller | undefined>(undefined);

/** Puts the caret into the message box; says whether there is one. */
export function focusComposer(): boolean {
  const composer = document.getElementById("composer");
  composer?.focus();
  return composer !== null;
}
