import { signal } from "@preact/signals";

/** What the message box is used for, where that is not simply a new message. */
export interface Composing {
  kind: "reply" | "edit";
  room: string;
  /** The message that is answered or edited. */
  seq: number;
}

export const composing = signal<Composing | undefined>(undefined);
