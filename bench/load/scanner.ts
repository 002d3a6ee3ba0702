import { DIGITS, MARK, MARKS, nowMicros, readDigits, TEXT_BYTES } from "./text.ts";

/** More than a frame's head and the changing digits of a message's numbers together. */
const SLACK = 40;
const LEARN = 20;

/**
 * Counts the texts in what one connection receives, without taking frames apart: it looks for the marker, skips what a
 * message is known to be long at least, and looks again. Costs some 20 ns a text where many come at once.
 */
export class Scanner {
  count = 0;
  /** Microseconds from due to here, of each text, where they are asked for. */
  samples: number[] | undefined;
  /** Bytes that surely lie between two markers. */
  #stride = TEXT_BYTES;
  #learned = 0;
  #least = Infinity;
  /** Where to look next, from the beginning of the next chunk. */
  #next = 0;
  /** Bytes since the last marker began. */
  #since = 0;
  /** How many of the marker's bytes ended the last chunk. */
  #partial = 0;

  take(bytes: Uint8Array): void {
    const { length } = bytes;
    let at = this.#next;
    let last = -this.#since;
    let partial = this.#partial;
    // What one read brings came at one time.
    const now = this.samples === undefined ? 0 : nowMicros();
    while (at < length) {
      if (bytes[at] !== MARK) {
        partial = 0;
        at++;
        continue;
      }
      at++;
      if (++partial < MARKS) continue;
      partial = 0;
      const begin = at - MARKS;
      this.count++;
      if (this.#learned < LEARN) this.#learn(begin - last);
      // Digits that are cut by the end of a chunk are left out of the samples.
      if (this.samples !== undefined && at + DIGITS <= length) {
        this.samples.push(now - readDigits(bytes, at));
      }
      last = begin;
      at = begin + this.#stride;
    }
    this.#next = at - length;
    this.#since = length - last;
    this.#partial = partial;
  }

  #learn(distance: number): void {
    if (this.count === 1) return;
    this.#least = Math.min(this.#least, distance);
    if (++this.#learned === LEARN) this.#stride = Math.max(TEXT_BYTES, this.#least - SLACK);
  }
}
