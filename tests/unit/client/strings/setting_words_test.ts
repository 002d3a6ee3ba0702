import { assert, assertEquals } from "@std/assert";
import { de } from "../../../../src/client/strings/de.ts";
import { settings as german } from "../../../../src/client/strings/de_settings.ts";
import {
  loadSettingWords,
  type SettingWords,
  translateSetting,
} from "../../../../src/client/strings/setting_words.ts";
import { LANGUAGE_TAGS } from "../../../../src/client/strings/languages.ts";
import { SETTINGS } from "../../../../src/config/settings.ts";
import type { Setting } from "../../../../src/config/readers.ts";

const ALL: Setting<unknown>[] = Object.values(SETTINGS);
const WORDS: Record<string, SettingWords> = { [de.tag]: german };

Deno.test("each language says all settings of the server, and no others", async () => {
  assertEquals(Object.keys(WORDS), LANGUAGE_TAGS.filter((tag) => tag !== "en"));
  for (const [tag, words] of Object.entries(WORDS)) {
    assertEquals(await loadSettingWords(tag), words);
    assertEquals(Object.keys(words.about).sort(), ALL.map(({ name }) => name).sort(), tag);
    const units = new Set(ALL.flatMap(({ unit }) => unit ?? []));
    assertEquals(Object.keys(words.units).sort(), [...units].sort(), tag);
    for (const { name, about, allowed, unit } of ALL) {
      const told = translateSetting({ name, about, allowed, ...(unit !== undefined && { unit }) }, words);
      assert(told.known, `${tag}: ${name}`);
      assert(told.about !== about && told.about.trim() !== "", `${tag}: ${name}`);
      assertEquals(codeOf(told.about), codeOf(about), `${tag}: ${name} has the same code`);
      assertEquals(told.allowed.match(/\d+/g), allowed.match(/\d+/g), `${tag}: ${name}`);
    }
  }
});

Deno.test("a setting that a newer server has stays in English", () => {
  const setting = { name: "NEW_ONE", about: "Something new.", allowed: "a colour", unit: "years" };
  assertEquals(translateSetting(setting, german), { ...setting, known: false });
  assertEquals(loadSettingWords("en"), undefined);
});

function codeOf(text: string): string[] {
  return text.split("`").filter((_, index) => index % 2 === 1);
}
