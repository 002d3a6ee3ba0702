import { assertEquals, assertThrows } from "@std/assert";
import { checkEmoji } from "../../../src/protocol/emoji.ts";
import { ProtocolError } from "../../../src/protocol/errors.ts";

Deno.test("checkEmoji() takes every kind of emoji, and gives the two ways to write one of them as one", () => {
  for (const emoji of ["👍", "👍🏿", "❤️", "🏳️‍🌈", "🇩🇪", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "👩🏽‍🚀", "👨‍👩‍👧‍👦", "1️⃣", "©️"]) {
    assertEquals(checkEmoji(emoji), emoji);
  }
  assertEquals(checkEmoji("\u2764"), "\u2764\ufe0f");
});

Deno.test("checkEmoji() refuses what is not exactly one emoji", () => {
  const wrong = [
    "",
    " ",
    "a",
    "1",
    "👍👍",
    "👍 ",
    "a👍",
    "\u200d",
    "\ufe0f",
    "🇩",
    "\ud83d",
    "👍".repeat(10_000),
    "<b>",
  ];
  for (const text of wrong) {
    const { code } = assertThrows(() => checkEmoji(text), ProtocolError);
    assertEquals(code, "bad_emoji");
  }
});
