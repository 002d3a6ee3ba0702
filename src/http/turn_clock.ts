/** Tells the turns of the event loop apart, for all who ask in one of them at once. */
export class TurnClock {
  #turn = 0;
  #armed = false;
  #once: Promise<void> | undefined;

  /** The number of this turn. */
  now(): number {
    this.#arm();
    return this.#turn;
  }

  /** Begins work once for all who ask for it in this turn; who asks in the next one has it done anew. */
  once(work: () => Promise<void>): Promise<void> {
    this.#arm();
    return this.#once ??= work();
  }

  #arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    setImmediate(() => {
      this.#armed = false;
      this.#turn++;
      this.#once = undefined;
    });
  }
}
