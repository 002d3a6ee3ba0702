import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { encode } from "../../../src/protocol/codec.ts";
import { type Batch, toBatch } from "../../../src/realtime/batch.ts";

function pong(id: string) {
  return { type: "pong", id, heads: { lobby: 4 } } as const;
}

function batchOf(...ids: string[]): Batch {
  return toBatch(ids.map((id) => encode(pong(id))));
}

function read(batch: Batch): unknown[] {
  return batch.frames.map((frame) => JSON.parse(frame));
}

Deno.test("a batch of one is an object, and one of several an array", () => {
  assertEquals(read(batchOf("1")), [pong("1")]);
  assertEquals(read(batchOf("1", "2")), [[pong("1"), pong("2")]]);
});

Deno.test("who waits for the same batches gets the same frame, made once", () => {
  const [first, second, other] = [batchOf("1"), batchOf("2"), batchOf("3")];
  const both = first.and(second);
  assertStrictEquals(first.and(second), both);
  assertStrictEquals(both.frames, both.frames);
  assertEquals([both.count, read(both)], [2, [[pong("1"), pong("2")]]]);
  assertEquals(read(first.and(other)), [[pong("1"), pong("3")]]);
  assertEquals(read(both.and(other)), [[pong("1"), pong("2"), pong("3")]]);
});

Deno.test("much that waits becomes several frames, with all of it once and in its order", () => {
  const ids = Array.from({ length: 90 }, (_, index) => `${index}`.padEnd(10_000, "x"));
  const [first, ...others] = ids.map((id) => batchOf(id));
  const all = others.reduce((before, one) => before.and(one), first!);
  assertEquals(all.count, ids.length);
  assert(all.frames.length > 3 && all.frames.length < 10, `${all.frames.length} frames`);
  assertEquals(read(all).flat(), ids.map(pong));
  const twice = batchOf("before").and(all);
  assertEquals(read(twice).flat(), [pong("before"), ...ids.map(pong)]);
  assertEquals([twice.count, twice.and(batchOf("after")).count], [91, 92]);
  assertEquals(read(twice.and(batchOf("after"))).flat().at(-1), pong("after"));
});
