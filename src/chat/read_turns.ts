/**
 * Lets long reads begin one a turn of the event loop, in the order in which they came: whoever asks for much waits for
 * themselves, and everyone else is served in between.
 */
export class ReadTurns {
  readonly #waiting: (() => void)[] = [];

  /** Resolves when it is one's turn. */
  next(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    if (this.#waiting.length === 1) this.#beginLater();
    return promise;
  }

  #beginLater(): void {
    setImmediate(() => {
      this.#waiting.shift()!();
      if (this.#waiting.length > 0) this.#beginLater();
    });
  }
}
