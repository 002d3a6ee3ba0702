import { assert, assertEquals } from "@std/assert";
import { emojiOf, findAlsoBy, findEmoji } from "../../../../src/client/emoji/data.ts";
import { words } from "../../../../src/client/emoji/words_de.ts";

Deno.test("emoji are found by German words where these are there, and by English ones still", () => {
  const finds = (wanted: string, emoji: string) => findEmoji(wanted, 40).some((one) => one.emoji === emoji);
  assertEquals(finds("geburtstag", "🎂"), false);
  findAlsoBy(words);
  try {
    for (
      const [wanted, emoji] of [["geburtstag", "🎂"], ["Katze", "🐱"], ["Daumen hoch", "👍"], ["träne", "😂"]]
    ) {
      assert(finds(wanted!, emoji!), wanted);
    }
    for (const [wanted, emoji] of [["tada", "🎉"], ["cat face", "🐱"]]) {
      assert(finds(wanted!, emoji!), wanted);
    }
  } finally {
    findAlsoBy({});
  }
  assertEquals(finds("geburtstag", "🎂"), false);
});

Deno.test("each emoji that has German words is one of the picker", () => {
  assertEquals(Object.keys(words).filter((emoji) => emojiOf(emoji) === undefined), []);
  assert(Object.keys(words).length > 1_800);
});
