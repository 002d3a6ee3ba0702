import type { Clock } from "./clock.ts";

/** Work that is done at once, but no oftener than each so many ms: what is asked for in between is done once, then. */
export class Spaced {
  readonly #clock: Clock;
  readonly #spacing: number;
  readonly #work: () => void;
  #doneAt = -Infinity;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, spacing: number, work: () => void) {
    this.#clock = clock;
    this.#spacing = spacing;
    this.#work = work;
  }

  ask(): void {
    const wait = this.#doneAt + this.#spacing - this.#clock.now();
    if (wait > 0) this.after(wait);
    else if (this.#cancel === undefined) this.now();
  }

  /** Whatever was done before. */
  now(): void {
    this.cancel();
    this.#doneAt = this.#clock.now();
    this.#work();
  }

  /** In so many ms, unless it is to be done sooner. */
  after(ms: number): void {
    this.#cancel ??= this.#clock.after(ms, () => this.now());
  }

  /** What was asked for is not done. */
  cancel(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
