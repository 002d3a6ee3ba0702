import { encode } from "../protocol/codec.ts";
import type { ServerEvent } from "../protocol/events.ts";

/** What goes out together, encoded once for all who get it. */
export class Batch {
  readonly count: number;
  /** The messages joined by commas. */
  readonly joined: string;
  #frame: string | undefined;
  #followed: { by: Batch; both: Batch } | undefined;

  constructor(count: number, joined: string) {
    this.count = count;
    this.joined = joined;
  }

  /** The frame of it alone, the same string for all: it is made once. */
  get frame(): string {
    return this.#frame ??= this.count === 1 ? this.joined : `[${this.joined}]`;
  }

  /** This batch and the next one as one. Those who wait for the same two get the same one. */
  and(next: Batch): Batch {
    if (this.#followed?.by !== next) {
      const both = new Batch(this.count + next.count, `${this.joined},${next.joined}`);
      this.#followed = { by: next, both };
    }
    return this.#followed.both;
  }
}

export function toBatch(encoded: readonly string[]): Batch {
  return new Batch(encoded.length, encoded.join(","));
}

export function encodeBatch(events: readonly ServerEvent[]): Batch {
  return toBatch(events.map(encode));
}
