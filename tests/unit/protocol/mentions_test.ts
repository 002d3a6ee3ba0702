import { assertEquals } from "@std/assert";
import { findNamedWords } from "../../../src/protocol/mentions.ts";

function words(text: string): string[] {
  return findNamedWords(text).map(({ word }) => word);
}

Deno.test("findNamedWords() finds what stands behind an '@', with its place", () => {
  assertEquals(findNamedWords("hi @ada, and @bo."), [{ index: 3, word: "ada" }, { index: 13, word: "bo." }]);
  assertEquals(words("(@ada) “@bo” @аня-2 @田中さん @محمد"), ["ada", "bo", "аня-2", "田中さん", "محمد"]);
});

Deno.test("findNamedWords() leaves addresses, doubled signs and lone signs alone", () => {
  assertEquals(words("ada@example.org https://a.example/@bo @@cy a@b @ @- #@x"), []);
});

Deno.test("findNamedWords() does not look into code", () => {
  assertEquals(words("`@ada` and ``a ` @bo`` and @cy"), ["cy"]);
  assertEquals(words("```\n@ada\n```\n@bo"), ["bo"]);
  assertEquals(words("```ts\n@ada\n````\n@bo ``` `"), ["bo"]);
  assertEquals(words("text\n```\n@ada is never closed"), []);
});

Deno.test("findNamedWords() takes a backtick alone for text", () => {
  assertEquals(words("it`s @ada"), ["ada"]);
  assertEquals(words("one ` here\n\n@ada there `"), ["ada"]);
  assertEquals(words("\\`@ada`"), ["ada"]);
});

Deno.test("findNamedWords() takes a moment for the worst text that fits", () => {
  for (
    const text of [
      "`".repeat(4_000),
      "`a``b```c".repeat(440) + "@x",
      "@".repeat(4_000),
      "```\n".repeat(1_000),
    ]
  ) {
    const began = performance.now();
    findNamedWords(text + "@");
    // A text that takes its square takes seconds.
    if (performance.now() - began > 1_000) throw new Error(`${text.slice(0, 10)} takes too long`);
  }
});
