import { assertEquals } from "@std/assert";
import { repairUsername, suggestUsernames } from "../../../../src/chat/usernames/suggest.ts";
import { readUsername } from "../../../../src/chat/usernames/username.ts";

const MAX = 32;

function suggest(name: string, max: number): string[] {
  return [...suggestUsernames(readUsername(name, MAX), max)];
}

Deno.test("suggestUsernames() counts from 2 to 99", () => {
  const names = suggest("Ada", MAX);
  assertEquals(names.slice(0, 3), ["Ada-2", "Ada-3", "Ada-4"]);
  assertEquals([names.length, names.at(-1)], [98, "Ada-99"]);
});

Deno.test("suggestUsernames() counts on from a name with a number", () => {
  assertEquals(suggest("ada-2", MAX).slice(0, 2), ["ada-3", "ada-4"]);
});

Deno.test("suggestUsernames() cuts a name to fit, not through a letter and not after a separator", () => {
  assertEquals(suggest("a".repeat(MAX), MAX)[0], `${"a".repeat(MAX - 2)}-2`);
  assertEquals(suggest("ada-lovelace", 6)[0], "ada-2");
  assertEquals(suggest("न\u093f\u0928\u093f", 5)[0], "न\u093f-2");
  assertEquals(suggest("ada", 2), []);
});

Deno.test("suggestUsernames() suggests for a name that has digits of another kind", () => {
  assertEquals(suggest("علي٢", MAX)[0], "علي-2");
});

const REPAIRS: Record<string, string | undefined> = {
  " Ada  Lovelace ": "Ada-Lovelace",
  "ada\u200b": "ada",
  "\ufeffa\u202ed\0a": "ad-a",
  "--ada--l--": "ada-l",
  "O'Brien": "OBrien",
  "ada@example.org": "ada-example.org",
  "ada 😀": "ada",
  "Zalg\u0301\u0301\u0301\u0301o": "Zalǵ\u0301o",
  "\ud800ada": "ada",
  "ada": "ada",
  "": undefined,
  "  ": undefined,
  "!!!": undefined,
  "admin": undefined,
  "аda": undefined,
};

Deno.test("repairUsername() makes a valid name where that is easy", () => {
  for (const [raw, name] of Object.entries(REPAIRS)) assertEquals(repairUsername(raw, MAX), name);
});

Deno.test("repairUsername() cuts a name that is too long", () => {
  assertEquals(repairUsername("a".repeat(10_000), MAX), "a".repeat(MAX));
  assertEquals(repairUsername(`${"a".repeat(31)} b`, MAX), "a".repeat(31));
});
