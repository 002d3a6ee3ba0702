import { assert, assertEquals } from "@std/assert";
import { emojiNamed, emojiOf, findEmoji, GROUPS } from "../../../../src/client/emoji/data.ts";
import { TONES, withTone } from "../../../../src/client/emoji/tones.ts";

const RGI = /^\p{RGI_Emoji}$/v;

Deno.test("each emoji is one, once, and has a name that leads back to it", () => {
  const all = GROUPS.flatMap(({ emoji }) => emoji);
  assert(all.length > 1_800);
  assertEquals(new Set(all.map(({ emoji }) => emoji)).size, all.length);
  for (const one of all) {
    assert(RGI.test(one.emoji), one.emoji);
    assertEquals(emojiOf(one.emoji), one);
    assert(one.names.length > 0 && one.names.every((name) => /^[\p{L}\p{N}_+-]+$/u.test(name)), one.emoji);
    assertEquals(one.names.map((name) => emojiNamed(name)?.emoji), one.names.map(() => one.emoji));
  }
});

Deno.test("an emoji that takes a tone is an emoji in each of them", () => {
  const toned = GROUPS.flatMap(({ emoji }) => emoji).filter(({ tones }) => tones);
  assert(toned.length > 250);
  for (const { emoji } of toned) {
    for (const tone of TONES) assert(RGI.test(withTone(emoji, tone)), emoji + tone);
  }
  assertEquals(withTone("👍", "🏽"), "👍🏽");
  assertEquals(withTone("☝️", "🏿"), "☝🏿");
  assertEquals(withTone("🏃‍♀️", "🏻"), "🏃🏻‍♀️");
});

Deno.test("emoji are found by the names that people know, and by what they show", () => {
  const first = (wanted: string) => findEmoji(wanted, 1)[0]?.emoji;
  assertEquals(["tada", "+1", "smile", "SMILE", "heart"].map(first), ["🎉", "👍", "😄", "😄", "❤️"]);
  assertEquals(findEmoji("cat face", 9).some(({ emoji }) => emoji === "🐱"), true);
  assertEquals(findEmoji("sm", 5).length, 5);
  assertEquals(findEmoji("", 5), []);
  assertEquals(findEmoji("zzzz", 5), []);
});
