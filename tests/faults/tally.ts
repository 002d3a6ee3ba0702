/** What all clients of a load count together. */
export class Tally {
  planned = 0;
  sent = 0;
  acked = 0;
  received = 0;
  opened = 0;
  lost = 0;
  /** Attempts that came to nothing. */
  refused = 0;
  /** Events that were missing, and were asked for. */
  gaps = 0;
  /** Events that came again, and were dropped. */
  repeats = 0;
  readonly errors = new Map<string, number>();
  readonly closes = new Map<number, number>();
  readonly outcomes = new Map<string, number>();
  /** Closes that were told before, as 1012, with a moment to come back. */
  hinted = 0;
  /** When each ack came, milliseconds. */
  lastAck = -Infinity;
  /** Called at each ack. */
  onAck: ((id: string, now: number) => void) | undefined;
  /** When each socket opened. */
  readonly openedAt: number[] = [];
  readonly ackMs = new Samples();
  readonly deliveryMs = new Samples();
}

const MOST = 200_000;

/** Durations, of which so many are kept; then each second one is dropped. */
export class Samples {
  #values: number[] = [];
  #every = 1;
  #count = 0;

  add(value: number): void {
    if (this.#count++ % this.#every !== 0) return;
    this.#values.push(value);
    if (this.#values.length < MOST) return;
    this.#values = this.#values.filter((_, index) => index % 2 === 0);
    this.#every *= 2;
  }

  clear(): void {
    this.#values = [];
    this.#every = 1;
    this.#count = 0;
  }

  get count(): number {
    return this.#count;
  }

  /** As in `percentile(0.99)`; NaN where there is none. */
  percentile(part: number): number {
    return percentile(this.#values, part);
  }
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN;
}

export function increment<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
