import { type ReadonlySignal, signal } from "@preact/signals";

type Parts = typeof import("./later.ts");

const loaded = signal<Parts | undefined>(undefined);
let loading: Promise<Parts> | undefined;

/** What is fetched once the log is drawn: quotes, reactions, and what can be done with a message. */
export const parts: ReadonlySignal<Parts | undefined> = loaded;

/** Fetches them, once. */
export function loadParts(): Promise<Parts> {
  loading ??= import("./later.ts").then((parts) => loaded.value = parts, (error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
