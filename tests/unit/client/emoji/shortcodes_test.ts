import { assertEquals } from "@std/assert";
import { hasShortcode, replaceShortcodes, shortcodeBefore } from "../../../../src/client/emoji/shortcodes.ts";

const NAMED: Record<string, string> = { "tada": "🎉", "+1": "👍" };
const replace = (text: string) => replaceShortcodes(text, (name) => NAMED[name]);

Deno.test("names between colons become emoji, those that are unknown stay", () => {
  assertEquals(replace("yes :tada::+1: (:+1:) :nope: :"), "yes 🎉:+1: (👍) :nope: :");
  assertEquals(replace("10:+1: a:tada: http://x:+1:"), "10:+1: a:tada: http://x:+1:");
});

Deno.test("in code a name is code", () => {
  for (const text of ["`:tada:`", "```\n:tada:\n```", "```\n:tada:", "`a` `:tada:`"]) {
    assertEquals(replace(text), text);
    assertEquals(hasShortcode(text), false);
  }
  assertEquals(replace("`:tada:` :tada:"), "`:tada:` 🎉");
  assertEquals([hasShortcode("a :tada:"), hasShortcode("a: b")], [true, false]);
});

Deno.test("a name ends where its last colon was just typed", () => {
  assertEquals(shortcodeBefore("a :tada:", 8), { name: "tada", start: 2 });
  assertEquals(shortcodeBefore(":tada: b", 6), { name: "tada", start: 0 });
  assertEquals(shortcodeBefore(":tada: b", 8), undefined);
  assertEquals(shortcodeBefore("a:tada:", 7), undefined);
});
