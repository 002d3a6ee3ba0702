import { signal } from "@preact/signals";

/** The waiting message that is being changed, by its client id. */
export const editedPending = signal<string | undefined>(undefined);
