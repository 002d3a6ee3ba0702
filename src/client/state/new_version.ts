import { signal } from "@preact/signals";

/** Takes the newer version of the page; undefined while there is none. */
export const newVersion = signal<(() => void) | undefined>(undefined);
