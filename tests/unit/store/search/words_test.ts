import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { excerptOf } from "../../../../src/store/search/excerpt.ts";
import { findMarks, toPattern } from "../../../../src/store/search/patterns.ts";
import { cutWords } from "../../../../src/store/search/words.ts";
import { anyText } from "../../protocol/any_text.ts";

Deno.test("words are letters and digits of any script, without case and accents", () => {
  assertEquals(words("Crème brûlée, 2 × à 4€!"), ["creme", "brulee", "2", "a", "4"]);
  assertEquals(words("snake_case and/or"), ["snake", "case", "and", "or"]);
  assertEquals(words("ready 👍🏽"), ["ready", "👍"]);
  assertEquals(words("⑴ first, ½ second"), ["1", "first", "12", "second"]);
});

Deno.test("scripts without spaces are cut into pairs, and the last character of each run", () => {
  assertEquals(words("東京タワー"), ["東京", "京タ", "タワ", "ワー", "ー"]);
  assertEquals(words("猫"), ["猫"]);
  assertEquals(words("Tシャツ100枚"), ["t", "シャ", "ャツ", "ツ", "100", "枚"]);
});

Deno.test("a pattern of one character is found anywhere in a run, and one of more by its pairs", () => {
  assertEquals(toPattern({ text: "京" }), { words: [], prefix: false, single: "京" });
  assertEquals(toPattern({ text: "東京タ" }), { words: ["東京", "京タ"], prefix: false });
  assertEquals(toPattern({ text: "..." }), undefined);
  assertEquals(findMarks("東京タワー", [toPattern({ text: "京" })!]), [[1, 2]]);
  assertEquals(findMarks("東京タワー", [toPattern({ text: "京タワ" })!]), [[1, 4]]);
});

Deno.test("whatever a text is, its words stand in it in order, and what is in it is found and marked", () => {
  fc.assert(fc.property(anyText(), (text) => {
    const cut = cutWords(text);
    let last = 0;
    for (const { word, start, end } of cut) {
      assert(start >= last && end <= text.length && start < end, `${word} at ${start} to ${end}`);
      assert(/^[\p{L}\p{M}\p{N}\p{Extended_Pictographic}]+$/u.test(word), `'${word}' has letters alone`);
      last = start;
    }
    const pattern = toPattern({ text });
    assertEquals(pattern === undefined, cut.length === 0);
    if (pattern !== undefined) assert(findMarks(text, [pattern]).length > 0, "a text is found by itself");
  }));
});

Deno.test("an excerpt is short, well-formed, and has its marks within, in order", () => {
  const long = fc.array(anyText(), { minLength: 50, maxLength: 100 }).map((texts) => texts.join(" "));
  fc.assert(fc.property(long, anyText(), (text, typed) => {
    const pattern = toPattern({ text: typed });
    const { text: piece, marks } = excerptOf(text, pattern === undefined ? [] : [pattern]);
    assert(piece.length <= 245);
    assert(!text.isWellFormed() || piece.isWellFormed());
    let last = 0;
    for (const [start, end] of marks) {
      assert(start >= last && start < end && end <= piece.length);
      last = end;
    }
  }));
});

Deno.test("an excerpt of a long text is the piece around what was found", () => {
  const text = `${"before ".repeat(100)}the needle${" after".repeat(100)}`;
  const { text: piece, marks } = excerptOf(text, [toPattern({ text: "needle" })!]);
  assert(piece.startsWith("…before") && piece.endsWith("…"), piece);
  assertEquals(marks.map(([start, end]) => piece.slice(start, end)), ["needle"]);
});

function words(text: string): string[] {
  return cutWords(text).map(({ word }) => word);
}
