import { assertEquals } from "@std/assert";
import { isEmojiOnly } from "../../../src/client/format/emoji.ts";

Deno.test("isEmojiOnly() knows emoji made of several characters", () => {
  for (const text of ["👍", "👍🏽 🎉", "👩‍👩‍👧‍👦", "🏳️‍🌈", "❤️", "🇩🇪", " 🎉\n"]) {
    assertEquals(isEmojiOnly(text), true, text);
  }
});

Deno.test("isEmojiOnly() refuses words, digits, blanks and long rows", () => {
  for (const text of ["", "  ", "ok 👍", "1", "#", "🎉".repeat(9)]) {
    assertEquals(isEmojiOnly(text), false, text);
  }
});
