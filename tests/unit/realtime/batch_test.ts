import { assertEquals, assertStrictEquals } from "@std/assert";
import { encode } from "../../../src/protocol/codec.ts";
import { toBatch } from "../../../src/realtime/batch.ts";

const [ONE, TWO, THREE] = ["1", "2", "3"].map((id) => ({ type: "pong", id, heads: { lobby: 4 } }) as const);

Deno.test("a batch of one is an object, and one of several an array", () => {
  assertEquals(JSON.parse(toBatch([encode(ONE!)]).frame), ONE);
  assertEquals(JSON.parse(toBatch([encode(ONE!), encode(TWO!)]).frame), [ONE, TWO]);
});

Deno.test("who waits for the same batches gets the same frame, made once", () => {
  const [first, second, other] = [ONE!, TWO!, THREE!].map((one) => toBatch([encode(one)]));
  const both = first!.and(second!);
  assertStrictEquals(first!.and(second!), both);
  assertEquals([both.count, JSON.parse(both.frame)], [2, [ONE, TWO]]);
  assertEquals(JSON.parse(first!.and(other!).frame), [ONE, THREE]);
  assertEquals(JSON.parse(both.and(other!).frame), [ONE, TWO, THREE]);
});
