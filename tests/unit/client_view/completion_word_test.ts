import { assertEquals } from "@std/assert";
import { wordAt } from "../../../src/client/format/completion_word.ts";

/** The word at "|", in short: sign, letters, place. */
function word(written: string): string | undefined {
  const found = wordAt(written.replace("|", ""), written.indexOf("|"));
  return found && `${found.sign}${found.query} at ${found.start}`;
}

Deno.test("a word is completed that begins with a sign and ends at the caret", () => {
  assertEquals(word("@|"), "@ at 0");
  assertEquals(word("hello @ad|"), "@ad at 6");
  assertEquals(word("hello @ad| there"), "@ad at 6");
  assertEquals(word("(#boat-t|"), "#boat-t at 1");
  assertEquals(word("good :smi|"), ":smi at 5");
  assertEquals(word("**@ש|"), "@ש at 2");
  assertEquals(word("/jo|"), "/jo at 0");
});

Deno.test("nothing is completed within a word, in code, or where a sign means something else", () => {
  for (
    const text of [
      "",
      "|",
      "ada|",
      "@ada |",
      "ada@exam|",
      "it is 10:30|",
      ":)|",
      ":a|",
      "https://a.b/#to|",
      "a /jo|",
      " /jo|",
      "/join gar|",
      "`@ad|",
      "```\n@ad|",
      `@${"a".repeat(60)}|`,
    ]
  ) {
    assertEquals([text, word(text)], [text, undefined]);
  }
  assertEquals(word("`a` @ad|"), "@ad at 4");
});
