import { type Signal, signal } from "@preact/signals";
import type { User } from "../../protocol/models.ts";
import type { Clock } from "./clock.ts";

const TYPING_LASTS = 6_000;

/** Who types in a room; whoever is not heard of for a while has stopped. */
export class Typing {
  readonly users: Signal<User[]> = signal([]);
  readonly #clock: Clock;
  readonly #ends = new Map<string, () => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  started(user: User): void {
    this.#ends.get(user.id)?.();
    this.#ends.set(user.id, this.#clock.after(TYPING_LASTS, () => this.stopped(user.id)));
    if (!this.users.peek().some(({ id }) => id === user.id)) this.users.value = [...this.users.peek(), user];
  }

  stopped(id: string): void {
    const end = this.#ends.get(id);
    if (end === undefined) return;
    end();
    this.#ends.delete(id);
    this.users.value = this.users.peek().filter((user) => user.id !== id);
  }

  clear(): void {
    for (const id of [...this.#ends.keys()]) this.stopped(id);
  }
}
