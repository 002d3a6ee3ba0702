import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { chunkAt, firstBelow, heightOf, windowAround } from "../../../src/client/format/window.ts";

const sizes = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 200 });

Deno.test("windowAround() mounts enough above and below, and little more", () => {
  fc.assert(fc.property(sizes, fc.nat(), fc.nat(3000), fc.nat(3000), (all, at, above, below) => {
    const index = at % all.length;
    const { from, to } = windowAround(all, index, { above, below });
    assert(from <= index && index < to);
    assert(from === 0 || heightOf(all, from, index) >= above);
    assert(to === all.length || heightOf(all, index, to) >= below);
    assert(from === index || heightOf(all, from + 1, index) < above);
    assert(to === index + 1 || heightOf(all, index, to - 1) < below);
  }));
});

Deno.test("windowAround() has nothing to mount of nothing", () => {
  assertEquals(windowAround([], -1, { above: 100, below: 100 }), { from: 0, to: 0 });
});

Deno.test("chunkAt() finds the chunk that covers a height", () => {
  assertEquals(chunkAt([100, 50, 10], 0), 0);
  assertEquals(chunkAt([100, 50, 10], 99), 0);
  assertEquals(chunkAt([100, 50, 10], 100), 1);
  assertEquals(chunkAt([100, 50, 10], 5000), 2);
  assertEquals(chunkAt([100, 50, 10], -5), 0);
  assertEquals(chunkAt([], 5), 0);
});

Deno.test("firstBelow() finds the first row that ends below a height", () => {
  fc.assert(fc.property(sizes, fc.integer({ min: -100, max: 400_000 }), (all, y) => {
    const bottoms = all.map((_, index) => heightOf(all, 0, index + 1));
    const expected = bottoms.findIndex((bottom) => bottom > y);
    assertEquals(
      firstBelow(all.length, y, (index) => bottoms[index]!),
      expected === -1 ? all.length : expected,
    );
  }));
});
