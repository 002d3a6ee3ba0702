import { signal } from "@preact/signals";
import type { User } from "../../protocol/models.ts";
import { localShelf } from "./drafts.ts";

/** Where the browser keeps it: what is drawn before the server answers is folded, too. */
export const BLOCKED = "parley:blocked";

/** Whom the reader has blocked. */
export const blocked = signal<readonly User[]>(JSON.parse(localShelf()?.getItem(BLOCKED) ?? "[]"));

/** Whether the reader has blocked somebody; a component that calls this in its render follows it. */
export function isBlocked(id: string): boolean {
  return blocked.value.some((user) => user.id === id);
}
