import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "fast-check";
import { ProtocolError } from "../../../src/protocol/errors.ts";
import { checkText, countCharacters } from "../../../src/protocol/text.ts";
import { anyText } from "./any_text.ts";

const MAX = 4_000;

function refusal(text: string, max = MAX): ProtocolError {
  const error = assertThrows(() => checkText(text, max, "k1"), ProtocolError);
  assertEquals([error.code, error.commandId], ["bad_text", "k1"]);
  return error;
}

Deno.test("checkText() gives back what people write, as it is", () => {
  const texts = [
    "hello",
    " two  spaces ",
    "line\nline\tend",
    "e\u0301",
    "é",
    "👩‍👩‍👧‍👦",
    "مرحبا",
    "שלום \u2067עולם\u2069",
    "a\u202eb",
    "¯\\_(ツ)_/¯",
    "\ufeffa",
    "7",
    "—",
  ];
  for (const text of texts) assertEquals(checkText(text, MAX), text);
});

Deno.test("checkText() refuses a text of nothing, blanks, invisibles or marks alone", () => {
  for (
    const text of [
      "",
      " ",
      "\n\t\n",
      "\u00a0\u2003\u3000",
      "\u200b\u200d\u2060\ufeff",
      "\u2800",
      "\u3164\u115f",
      "\ufe0f",
      "\u0301".repeat(4_000),
      "\u202e\u2066",
      "\u{e0041}",
    ]
  ) {
    assertStringIncludes(refusal(text).message, "empty");
  }
});

Deno.test("checkText() counts characters, not code units, and says how many there are", () => {
  assertEquals(checkText("😀".repeat(MAX), MAX), "😀".repeat(MAX));
  assertEquals(checkText("a".repeat(MAX), MAX).length, MAX);
  for (const character of ["a", "😀"]) {
    const { message } = refusal(character.repeat(MAX + 1));
    assertStringIncludes(message, "4000");
    assertStringIncludes(message, "4001");
  }
  assertStringIncludes(refusal("a".repeat(65_536)).message, "65536");
});

Deno.test("checkText() refuses lone and swapped surrogates", () => {
  for (const text of ["\ud83d", "a\ude00b", "\ude00\ud83d", "hello \ud83d there"]) refusal(text);
});

Deno.test("checkText() refuses every control character but line feed and tab", () => {
  for (let code = 0; code <= 0x9f; code++) {
    if (code >= 0x20 && code < 0x7f) continue;
    const text = `a${String.fromCharCode(code)}b`;
    if (code === 0x0a || code === 0x09) assertEquals(checkText(text, MAX), text);
    else refusal(text);
  }
});

Deno.test("countCharacters() counts code points", () => {
  assertEquals(countCharacters(""), 0);
  assertEquals(countCharacters("a😀é"), 3);
  fc.assert(fc.property(anyText(), (text) => assertEquals(countCharacters(text), [...text].length)));
});

Deno.test("checkText() changes nothing: any text is given back whole or refused", () => {
  fc.assert(fc.property(anyText(), (text) => {
    try {
      assertEquals(checkText(text, MAX), text);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
    }
  }));
});
