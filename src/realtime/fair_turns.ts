/**
 * Does work as it comes, but not too much of it in one turn of the event loop: what is beyond waits for the next turns,
 * in which everyone who waits has one piece of work done after the other. Who asks for much waits for themselves.
 */
export class FairTurns {
  readonly #budget: number;
  /** By whose it is, in the order in which they are served. */
  readonly #waiting = new Map<string, (() => void)[]>();
  #spent = 0;
  #turnEnds = false;

  /** @param budget milliseconds of work in one turn, after which no further piece begins */
  constructor(budget: number) {
    this.#budget = budget;
  }

  /** Does the work, now or later, after all other work of the same owner. It must not throw. */
  run(owner: string, work: () => void): void {
    if (this.#spent < this.#budget && this.#waiting.size === 0) return this.#do(work);
    const pieces = this.#waiting.get(owner);
    if (pieces === undefined) this.#waiting.set(owner, [work]);
    else pieces.push(work);
  }

  #do(work: () => void): void {
    if (!this.#turnEnds) {
      this.#turnEnds = true;
      setImmediate(() => this.#beginTurn());
    }
    const began = performance.now();
    work();
    this.#spent += performance.now() - began;
  }

  #beginTurn(): void {
    this.#turnEnds = false;
    this.#spent = 0;
    while (this.#waiting.size > 0 && this.#spent < this.#budget) {
      const [owner, pieces] = this.#waiting.entries().next().value!;
      this.#waiting.delete(owner);
      const work = pieces.shift()!;
      if (pieces.length > 0) this.#waiting.set(owner, pieces);
      this.#do(work);
    }
  }
}
