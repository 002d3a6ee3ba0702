import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { parseJson } from "../../../src/protocol/json.ts";

Deno.test("parseJson() reads what JSON.parse() reads", () => {
  fc.assert(fc.property(fc.json({ maxDepth: 20, stringUnit: "binary" }), (text) => {
    // Spaces make it long enough to be looked at.
    assertEquals(parseJson(text.padEnd(1_100)), JSON.parse(text));
  }));
});

Deno.test("parseJson() refuses what is nested deeper than anything that a client sends", () => {
  const nested = (depth: number, inside: string) => `${"[".repeat(depth)}${inside}${"]".repeat(depth)}`;
  const string = JSON.stringify(`${"[{".repeat(600)}"\\`);
  assertEquals(parseJson(nested(31, string)), JSON.parse(nested(31, string)));
  assertThrows(() => parseJson(nested(33, string)), SyntaxError, "deeper");
  assertThrows(() => parseJson("[".repeat(65_536)), SyntaxError, "deeper");
  assertThrows(() => parseJson(`{"a":`.repeat(13_000)), SyntaxError, "deeper");
  assertThrows(() => parseJson(`"${"\\".repeat(2_000)}`), SyntaxError);
});
