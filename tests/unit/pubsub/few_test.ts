import { assertEquals } from "@std/assert";
import { Few } from "../../../src/pubsub/few.ts";

Deno.test("a few things are a set in their order, however many they are", () => {
  const [a, b, c] = [{ name: "a" }, { name: "b" }, { name: "c" }];
  const few = new Few<{ name: string }>();
  assertEquals([few.size, few.all(), few.delete(a)], [0, [], false]);
  few.add(a);
  few.add(a);
  assertEquals([few.size, few.all(), few.delete(b)], [1, [a], false]);
  for (const one of [b, c, b]) few.add(one);
  assertEquals([few.size, few.all()], [3, [a, b, c]]);
  assertEquals([few.delete(a), few.delete(a), few.all()], [true, false, [b, c]]);
  assertEquals([few.delete(b), few.delete(c), few.size], [true, true, 0]);
});

Deno.test("one thing can be taken out and put in again", () => {
  const one = {};
  const few = new Few<object>();
  few.add(one);
  assertEquals([few.delete(one), few.size], [true, 0]);
  few.add(one);
  assertEquals(few.all(), [one]);
});
