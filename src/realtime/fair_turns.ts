interface Piece {
  size: number;
  work(): void;
}

export interface FairTurnsOptions {
  /** Milliseconds of work in one turn, after which no further piece begins; asked for when a turn begins. */
  budget(): number;
  /** What may wait in all, in the unit of the pieces' sizes. */
  most: number;
}

/**
 * Does work as it comes, but not too much of it in one turn of the event loop: what is beyond waits for the next turns,
 * in which everyone who waits has one piece of work done after the other. Who asks for much waits for themselves.
 */
export class FairTurns {
  readonly #options: FairTurnsOptions;
  /** By whose it is, in the order in which they are served. */
  readonly #waiting = new Map<string, Piece[]>();
  #size = 0;
  #budget: number;
  #spent = 0;
  #turnEnds = false;

  constructor(options: FairTurnsOptions) {
    this.#options = options;
    this.#budget = options.budget();
  }

  /**
   * Does the work, now or later, after all other work of the same owner. It must not throw. Where too much waits
   * already it is done now, whatever the turn has left: nobody can be told to send no more.
   * @param size how much it keeps while it waits
   */
  run(owner: string, size: number, work: () => void): void {
    if (this.#spent < this.#budget && this.#waiting.size === 0) return this.#do(work);
    let pieces = this.#waiting.get(owner);
    if (pieces === undefined) this.#waiting.set(owner, pieces = []);
    pieces.push({ size, work });
    this.#size += size;
    while (this.#size > this.#options.most && pieces.length > 0) this.#doFirst(owner, pieces);
  }

  #doFirst(owner: string, pieces: Piece[]): void {
    const { size, work } = pieces.shift()!;
    this.#size -= size;
    if (pieces.length === 0) this.#waiting.delete(owner);
    this.#do(work);
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
    this.#budget = this.#options.budget();
    while (this.#waiting.size > 0 && this.#spent < this.#budget) {
      const [owner, pieces] = this.#waiting.entries().next().value!;
      this.#waiting.delete(owner);
      if (pieces.length > 1) this.#waiting.set(owner, pieces);
      this.#doFirst(owner, pieces);
    }
  }
}
