import { type Signal, signal } from "@preact/signals";
import type { User } from "../../protocol/models.ts";

/** The newest name known of each person. */
export class People {
  readonly #names = new Map<string, { name: Signal<string>; at: string }>();
  /** All that anyone has been called, in lower case. */
  readonly #known = new Set<string>();
  #latest = "";

  /**
   * Somebody's name as it was `at` that time, by the stamp of the event that says so (ISO 8601); without one, as it is
   * now. Pages and rooms come in any order, so that only the stamps tell which of two names is the newer one.
   */
  learn(user: User, at: string = this.#latest): void {
    if (at > this.#latest) this.#latest = at;
    this.#known.add(user.name.toLocaleLowerCase());
    const known = this.#names.get(user.id);
    if (known === undefined) this.#names.set(user.id, { name: signal(user.name), at });
    else if (at >= known.at) {
      known.at = at;
      known.name.value = user.name;
    }
  }

  /** Whether anyone of that name, in any case, was heard of. */
  isKnown(name: string): boolean {
    return this.#known.has(name.toLocaleLowerCase());
  }

  /** The name of somebody who is known by their id alone. */
  nameOfId(id: string): string | undefined {
    return this.#names.get(id)?.name.value;
  }

  nameOf(user: User): string {
    if (!this.#names.has(user.id)) this.learn(user, "");
    return this.#names.get(user.id)!.name.value;
  }
}

export const people = new People();

/** As nameOf(), for who is known by their id alone: undefined where they were not met yet. */
export function nameOfId(id: string): string | undefined {
  return people.nameOfId(id);
}

/** The person's newest name known; a component that calls this in its render follows it. */
export function nameOf(user: User): string {
  return people.nameOf(user);
}

/** Whether anyone of that name was heard of here; not followed by components. */
export function isKnownName(name: string): boolean {
  return people.isKnown(name);
}
