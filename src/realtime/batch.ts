import { encode } from "../protocol/codec.ts";
import type { ServerEvent } from "../protocol/events.ts";

/** Characters of a frame to which nothing more is joined: memory for larger ones is not at hand, but made anew each time. */
const FULL = 128 * 1024;

interface Earlier {
  frames: readonly string[];
  count: number;
  size: number;
}

const NOTHING: Earlier = { frames: [], count: 0, size: 0 };

/** What goes out together, encoded once for all who get it. */
export class Batch {
  /** How many messages there are, and their characters. */
  readonly count: number;
  readonly size: number;
  /** The messages of the last frame joined by commas, and how many they are. */
  readonly #joined: string;
  readonly #last: number;
  readonly #earlier: Earlier;
  #frames: readonly string[] | undefined;
  #followed: { by: Batch; both: Batch } | undefined;

  constructor(count: number, joined: string, earlier = NOTHING) {
    this.#last = count;
    this.#joined = joined;
    this.#earlier = earlier;
    this.count = earlier.count + count;
    this.size = earlier.size + joined.length;
  }

  /** Mostly one, the same string for all who get it. */
  get frames(): readonly string[] {
    const last = () => this.#last === 1 ? this.#joined : `[${this.#joined}]`;
    return this.#frames ??= [...this.#earlier.frames, last()];
  }

  /** This batch and the next one as one. Those who wait for the same two get the same one. */
  and(next: Batch): Batch {
    if (this.#followed?.by !== next) this.#followed = { by: next, both: this.#join(next) };
    return this.#followed.both;
  }

  #join(next: Batch): Batch {
    if (next.#earlier !== NOTHING) {
      const { frames, count, size } = next.#earlier;
      const earlier = {
        frames: [...this.frames, ...frames],
        count: this.count + count,
        size: this.size + size,
      };
      return new Batch(next.#last, next.#joined, earlier);
    }
    if (this.#joined.length > FULL) return new Batch(next.#last, next.#joined, this);
    return new Batch(this.#last + next.#last, `${this.#joined},${next.#joined}`, this.#earlier);
  }
}

export function toBatch(encoded: readonly string[]): Batch {
  return new Batch(encoded.length, encoded.join(","));
}

export function encodeBatch(events: readonly ServerEvent[]): Batch {
  return toBatch(events.map(encode));
}
