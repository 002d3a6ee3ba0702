import { encode } from "../protocol/codec.ts";
import type { ServerEvent } from "../protocol/events.ts";

/** Characters of a frame to which nothing more is joined: memory for larger ones is not at hand, but made anew each time. */
const FULL = 128 * 1024;

/** What goes out together, encoded once for all who get it. */
export class Batch {
  /** How many messages there are, and their characters. */
  readonly count: number;
  readonly size: number;
  /** The messages of the last frame joined by commas, and how many they are. */
  readonly #joined: string;
  readonly #last: number;
  /** The frames before it. */
  readonly #earlier: Batch | undefined;
  #frames: readonly string[] | undefined;
  #followed: { by: Batch; both: Batch } | undefined;

  constructor(count: number, joined: string, earlier?: Batch) {
    this.#last = count;
    this.#joined = joined;
    this.#earlier = earlier;
    this.count = count + (earlier?.count ?? 0);
    this.size = joined.length + (earlier?.size ?? 0);
  }

  /** Mostly one, the same string for all who get it. */
  get frames(): readonly string[] {
    return this.#frames ??= [
      ...this.#earlier?.frames ?? [],
      this.#last === 1 ? this.#joined : `[${this.#joined}]`,
    ];
  }

  /** This batch and the next one as one. Those who wait for the same two get the same one. */
  and(next: Batch): Batch {
    if (this.#followed?.by !== next) this.#followed = { by: next, both: this.#join(next) };
    return this.#followed.both;
  }

  #join(next: Batch): Batch {
    const before = next.#earlier === undefined ? this : this.and(next.#earlier);
    if (before.#joined.length > FULL) return new Batch(next.#last, next.#joined, before);
    return new Batch(before.#last + next.#last, `${before.#joined},${next.#joined}`, before.#earlier);
  }
}

export function toBatch(encoded: readonly string[]): Batch {
  return new Batch(encoded.length, encoded.join(","));
}

export function encodeBatch(events: readonly ServerEvent[]): Batch {
  return toBatch(events.map(encode));
}
