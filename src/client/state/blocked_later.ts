import { effect } from "@preact/signals";
import type { User } from "../../protocol/models.ts";
import { BLOCKED, blocked } from "./blocked.ts";
import { localShelf } from "./drafts.ts";

/** Keeps in this browser whom the reader has blocked, from now on. */
export function keepBlocked(): void {
  effect(() => {
    const all = blocked.value;
    try {
      if (all.length === 0) localShelf()?.removeItem(BLOCKED);
      else localShelf()?.setItem(BLOCKED, JSON.stringify(all));
    } catch {
      // No space: the server tells it again.
    }
  });
}

/** One more, or one less. */
export function changeBlocked(id: string, user?: User): void {
  const others = blocked.peek().filter((other) => other.id !== id);
  blocked.value = user === undefined ? others : [...others, user];
}
