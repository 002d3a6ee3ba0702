/**
 * Writes src/client/emoji/emoji_de.json, the German words by which the emoji of the page are found.
 *
 *   deno run --allow-write=src/client/emoji tools/make_emoji_words.ts
 *
 * They are those of Unicode's CLDR, by way of `emojibase-data` (MIT).
 */
import german from "emojibase-data/de/compact.json" with { type: "json" };
import { GROUPS } from "../src/client/emoji/data.ts";
import { bare, split } from "./make_emoji.ts";

const TARGET = new URL("../src/client/emoji/emoji_de.json", import.meta.url);
/** Letters that decide nothing. */
const SHORTEST = 2;

if (import.meta.main) {
  const known = new Map(german.map((one) => [bare(one.unicode), one]));
  const table: Record<string, string> = {};
  for (const { emoji } of GROUPS.flatMap((group) => group.emoji)) {
    const { label = "", tags = [] } = known.get(bare(emoji)) ?? {};
    const words = new Set([label, ...tags].flatMap(split).filter((word) => word.length >= SHORTEST));
    if (words.size > 0) table[emoji] = [...words].join(" ");
  }
  await Deno.writeTextFile(TARGET, JSON.stringify(table) + "\n");
  console.log(`German words of ${Object.keys(table).length} emoji`);
}
