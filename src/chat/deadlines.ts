/** Calls for each of many things when the same wait is over for it, with one timer for all. */
export class Deadlines<T> {
  readonly #wait: number;
  readonly #due: (thing: T) => void;
  /** When each is due. The wait being the same, the first to be due stands first. */
  readonly #times = new Map<T, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param wait milliseconds */
  constructor(wait: number, due: (thing: T) => void) {
    this.#wait = wait;
    this.#due = due;
  }

  /** Begins the wait of a thing, anew where it had begun. */
  begin(thing: T): void {
    this.#times.delete(thing);
    this.#times.set(thing, performance.now() + this.#wait);
    this.#timer ??= setTimeout(() => this.#tell(), this.#wait);
  }

  /** Ends a thing's wait; it is not called for. */
  end(thing: T): void {
    if (this.#times.delete(thing) && this.#times.size === 0) this.close();
  }

  /** Ends all waits. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#times.clear();
  }

  #tell(): void {
    const now = performance.now();
    const due: T[] = [];
    let next: number | undefined;
    for (const [thing, time] of this.#times) {
      if (time > now) {
        next = time;
        break;
      }
      due.push(thing);
    }
    for (const thing of due) this.#times.delete(thing);
    this.#timer = next === undefined ? undefined : setTimeout(() => this.#tell(), Math.ceil(next - now));
    for (const thing of due) this.#due(thing);
  }
}
