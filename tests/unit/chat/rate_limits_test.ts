import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { KeyedBuckets, takeToken, TokenBucket } from "../../../src/chat/rate_limits.ts";
import { ProtocolError } from "../../../src/protocol/errors.ts";

Deno.test("TokenBucket gives its burst at once, and then one token a rate's time", () => {
  const bucket = new TokenBucket({ rate: 5, burst: 3 }, 1_000);
  assertEquals([1, 2, 3].map(() => bucket.take(1_000)), [0, 0, 0]);
  assertAlmostEquals(bucket.take(1_000), 0.2);
  assert(bucket.take(1_199) > 0);
  assertEquals(bucket.take(1_201), 0);
  assert(bucket.take(1_202) > 0);
});

Deno.test("TokenBucket never holds more than its burst", () => {
  const bucket = new TokenBucket({ rate: 5, burst: 2 }, 0);
  assertEquals([1, 2, 3].map(() => bucket.take(1_000_000) === 0), [true, true, false]);
});

const limit = fc.record({
  rate: fc.integer({ min: 1, max: 1_000 }),
  burst: fc.integer({ min: 1, max: 100 }),
});

Deno.test("TokenBucket never gives more than burst + rate × time, in any stretch of time", () => {
  fc.assert(
    fc.property(limit, fc.array(fc.nat({ max: 2_000 }), { minLength: 1, maxLength: 200 }), (limit, gaps) => {
      const bucket = new TokenBucket(limit, 0);
      const taken: number[] = [];
      let now = 0;
      for (const gap of gaps) {
        now += gap;
        if (bucket.take(now) === 0) taken.push(now);
      }
      for (const [first, from] of taken.entries()) {
        for (let last = first; last < taken.length; last++) {
          assert(last - first + 1 <= limit.burst + (taken[last]! - from) / 1000 * limit.rate + 1e-6);
        }
      }
    }),
  );
});

Deno.test("TokenBucket has a token when the wait that it told is over", () => {
  fc.assert(fc.property(limit, fc.nat({ max: 100 }), (limit, takes) => {
    const bucket = new TokenBucket(limit, 0);
    let wait = 0;
    for (let count = 0; count <= takes + limit.burst && wait === 0; count++) wait = bucket.take(0);
    assert(wait > 0 && wait <= 1 / limit.rate);
    assertEquals(bucket.take(wait * 1000 + 0.001), 0);
  }));
});

Deno.test("isFull() says when a bucket is as good as new", () => {
  const bucket = new TokenBucket({ rate: 1, burst: 2 }, 0);
  assert(bucket.isFull(0));
  bucket.take(0);
  assert(!bucket.isFull(999));
  assert(bucket.isFull(1_000));
});

Deno.test("takeToken() refuses with the time to wait, at least a millisecond, in whole ones", () => {
  const bucket = new TokenBucket({ rate: 3, burst: 1 }, 0);
  takeToken(bucket, 0);
  const wait = (now: number) => {
    const { code, retryAfter } = assertThrows(() => takeToken(bucket, now), ProtocolError);
    assertEquals(code, "rate_limited");
    return retryAfter;
  };
  assertEquals(wait(0), 0.334);
  assertEquals(wait(333.333), 0.001);
});

Deno.test("KeyedBuckets keeps a bucket for each key", () => {
  const buckets = new KeyedBuckets({ rate: 1, burst: 2 });
  for (const key of ["a", "b"]) {
    buckets.take(key, 0);
    buckets.take(key, 0);
    assertThrows(() => buckets.take(key, 0), ProtocolError);
    buckets.take(key, 1_000);
  }
});

Deno.test("KeyedBuckets forgets nobody who still has to wait, however many others come", () => {
  const buckets = new KeyedBuckets({ rate: 1, burst: 1 });
  buckets.take("a", 0);
  for (let number = 0; number < 5_000; number++) buckets.take(`other ${number}`, 999 * number / 5_000);
  assertThrows(() => buckets.take("a", 999), ProtocolError);
  buckets.take("a", 1_001);
});
