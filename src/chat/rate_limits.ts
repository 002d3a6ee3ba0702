import { ProtocolError } from "../protocol/errors.ts";
import type { RateLimit } from "../protocol/limits.ts";

/** A token bucket: `burst` at once, `rate` a second in the long run. Times are milliseconds of a monotonic clock. */
export class TokenBucket {
  /** What it limits, for the figures. */
  readonly of: string;
  readonly #limit: RateLimit;
  #tokens: number;
  #filledAt: number;

  constructor(limit: RateLimit, now: number, { of = "" } = {}) {
    this.of = of;
    this.#limit = limit;
    this.#tokens = limit.burst;
    this.#filledAt = now;
  }

  /** Takes one token. Gives 0, or the seconds until there is one. */
  take(now: number): number {
    const { rate, burst } = this.#limit;
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#filledAt) / 1000) * rate);
    this.#filledAt = now;
    if (this.#tokens >= 1) {
      this.#tokens -= 1;
      return 0;
    }
    return (1 - this.#tokens) / rate;
  }

  /** Gives back a token that was taken for nothing. */
  giveBack(): void {
    this.#tokens = Math.min(this.#limit.burst, this.#tokens + 1);
  }

  /** Whether the bucket is as good as new, so that it need not be kept. */
  isFull(now: number): boolean {
    return this.#tokens + ((now - this.#filledAt) / 1000) * this.#limit.rate >= this.#limit.burst;
  }
}

/** One bucket a key, for keys that nobody else keeps, such as addresses; forgets full ones. */
export class KeyedBuckets {
  readonly #limit: RateLimit;
  readonly #of: { of?: string };
  readonly #buckets = new Map<string, TokenBucket>();
  #sweepAt = 1_000;

  constructor(limit: RateLimit, of: { of?: string } = {}) {
    this.#limit = limit;
    this.#of = of;
  }

  /** @throws ProtocolError `rate_limited` with the seconds to wait */
  take(key: string, now: number): void {
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      if (this.#buckets.size >= this.#sweepAt) this.#sweep(now);
      this.#buckets.set(key, bucket = new TokenBucket(this.#limit, now, this.#of));
    }
    takeToken(bucket, now);
  }

  /** Gives back a token that was taken for nothing. */
  giveBack(key: string): void {
    this.#buckets.get(key)?.giveBack();
  }

  #sweep(now: number): void {
    for (const [key, bucket] of this.#buckets) if (bucket.isFull(now)) this.#buckets.delete(key);
    this.#sweepAt = Math.max(1_000, 2 * this.#buckets.size);
  }
}

/** @throws ProtocolError `rate_limited` with the seconds to wait */
export function takeToken(bucket: TokenBucket, now: number): void {
  const wait = bucket.take(now);
  if (wait > 0) {
    throw new ProtocolError("rate_limited", undefined, {
      retryAfter: Math.max(0.001, Math.ceil(wait * 1000) / 1000),
      limit: bucket.of,
    });
  }
}
