import { assert, assertEquals } from "@std/assert";
import { ERRORS } from "../../../../src/protocol/errors.ts";
import { de } from "../../../../src/client/strings/de.ts";
import { COUNTED, STRINGS } from "../../../../src/client/strings/en.ts";
import { LANGUAGE_TAGS } from "../../../../src/client/strings/languages.ts";
import type { Language } from "../../../../src/client/strings/language.ts";
import { placesOf, readUntranslated } from "../../../../tools/read_strings.ts";
import { findStrings } from "../../../../tools/strings.ts";

const LANGUAGES: Language[] = [de];
const SERVER = ["chat", "http", "realtime", "protocol"];

Deno.test("the list of strings is what the page says, no more and no less", () => {
  const { strings, counted, faults } = findStrings();
  assertEquals(faults, []);
  assertEquals([...STRINGS], [...strings].sort(), "run `deno task strings`");
  assertEquals(new Map(COUNTED.map(([one, other]) => [other, one])), counted, "run `deno task strings`");
});

Deno.test("nothing is written into the page in English alone", () => {
  assertEquals(readUntranslated(readAll(new URL("../../../../src/client/", import.meta.url))), []);
});

Deno.test("each language says all that English says, and nothing else", () => {
  assertEquals(LANGUAGES.map(({ tag }) => tag), LANGUAGE_TAGS.filter((tag) => tag !== "en"));
  for (const { tag, strings, counted, errors, rules } of LANGUAGES) {
    assertEquals(Object.keys(strings).sort(), [...STRINGS].sort(), tag);
    assertEquals(Object.keys(counted).sort(), COUNTED.map(([, other]) => other).sort(), tag);
    assertEquals(Object.keys(errors).sort(), Object.keys(ERRORS).sort(), tag);
    const categories = rules.resolvedOptions().pluralCategories;
    for (const [key, forms] of Object.entries(counted)) {
      assertEquals(Object.keys(forms).sort(), [...categories].sort(), `${tag}: ${key}`);
    }
    for (const text of Object.values(strings)) assert(text.trim() !== "", tag);
  }
});

Deno.test("a string has the same places in each language", () => {
  for (const { tag, strings, counted } of LANGUAGES) {
    for (const [english, text] of Object.entries(strings)) {
      assertEquals(placesOf(text), placesOf(english), `${tag}: ${english}`);
    }
    for (const [english, { one, other }] of Object.entries(counted)) {
      assertEquals(placesOf(other), placesOf(english), `${tag}: ${english}`);
      // Of one the number need not be said.
      if (one !== undefined) {
        assertEquals(placesOf(`${one} {n}`), placesOf(`${english} {n}`), `${tag}: ${english}`);
      }
    }
  }
});

Deno.test("the refusals that are translated are those of the server", () => {
  const source = SERVER.map((folder) => readAll(new URL(`../../../../src/${folder}/`, import.meta.url)))
    .join();
  for (const { refusals } of LANGUAGES) {
    for (const [english, text] of Object.entries(refusals)) {
      const words = english.split(/\{\d\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      const written = new RegExp(`["\x60]${words.join(String.raw`(?:\$\{[^}]+\}|\d+)`)}["\x60]`);
      assert(written.test(source), english);
      assertEquals(placesOf(text), placesOf(english), english);
    }
  }
});

function readAll(folder: URL): string {
  return [...Deno.readDirSync(folder)].map(({ name, isDirectory }) => {
    if (isDirectory) return readAll(new URL(`${name}/`, folder));
    return /\.tsx?$/.test(name) ? Deno.readTextFileSync(new URL(name, folder)) : "";
  }).join("\n");
}
