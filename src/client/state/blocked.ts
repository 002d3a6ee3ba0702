import { type ReadonlySignal, signal } from "@preact/signals";
import type { User } from "../../protocol/models.ts";
import { localShelf } from "./drafts.ts";

const KEY = "parley:blocked";

const users = signal<readonly User[]>(recall());

/** Whom the reader has blocked. Kept by the browser: what is drawn before the server answers is folded, too. */
export const blocked: ReadonlySignal<readonly User[]> = users;

/** Whether the reader has blocked somebody; a component that calls this in its render follows it. */
export function isBlocked(id: string): boolean {
  return users.value.some((user) => user.id === id);
}

/** These are all whom the reader has blocked. */
export function setBlocked(all: readonly User[]): void {
  users.value = all;
  try {
    if (all.length === 0) localShelf()?.removeItem(KEY);
    else localShelf()?.setItem(KEY, JSON.stringify(all));
  } catch {
    // No space: the server tells it again.
  }
}

/** One more, or one less. */
export function changeBlocked(id: string, user?: User): void {
  const others = users.peek().filter((other) => other.id !== id);
  setBlocked(user === undefined ? others : [...others, user]);
}

function recall(): User[] {
  try {
    return JSON.parse(localShelf()?.getItem(KEY) ?? "[]") as User[];
  } catch {
    return [];
  }
}
