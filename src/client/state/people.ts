import { type Signal, signal } from "@preact/signals";
import type { User } from "../../protocol/models.ts";

/** The newest name known of each person. */
export class People {
  readonly #names = new Map<string, { name: Signal<string>; at: string }>();
  #latest = "";

  /**
   * Somebody's name as it was `at` that time, by the stamp of the event that says so (ISO 8601); without one, as it is
   * now. Pages and rooms come in any order, so that only the stamps tell which of two names is the newer one.
   */
  learn(user: User, at: string = this.#latest): void {
    if (at > this.#latest) this.#latest = at;
    const known = this.#names.get(user.id);
    if (known === undefined) this.#names.set(user.id, { name: signal(user.name), at });
    else if (at >= known.at) {
      known.at = at;
      known.name.value = user.name;
    }
  }

  nameOf(user: User): string {
    if (!this.#names.has(user.id)) this.learn(user, "");
    return this.#names.get(user.id)!.name.value;
  }
}

export const people = new People();

/** The person's newest name known; a component that calls this in its render follows it. */
export function nameOf(user: User): string {
  return people.nameOf(user);
}
