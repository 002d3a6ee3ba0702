import { signal } from "@preact/signals";

/** The message that the mouse is over, or that has the focus. */
export const pointed = signal<number | undefined>(undefined);
