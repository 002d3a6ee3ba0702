/**
 * Writes src/client/emoji/emoji.json, the emoji that the page knows, condensed to what its picker and its completion need.
 *
 *   deno run --allow-write=src/client/emoji tools/make_emoji.ts
 *
 * Order, groups and versions are Unicode's, by way of `unicode-emoji-json` (MIT); names (`:tada:`) and further words to
 * find them by are those of `gemoji` (MIT), which GitHub and others use.
 */
import { gemoji } from "gemoji";
import groups from "unicode-emoji-json/data-by-group.json" with { type: "json" };
import { TONES, withTone } from "../src/client/emoji/tones.ts";

const TARGET = new URL("../src/client/emoji/emoji.json", import.meta.url);
/** Newer ones are boxes on many devices. */
const NEWEST = 16;
const EMOJI = /^\p{RGI_Emoji}$/v;

/** One emoji: itself, its names, more words, and 1 where its skin can have a tone. */
type Row = [emoji: string, names: string, words: string, tones?: 1];

function makeRow(emoji: string, slug: string, description: string): Row {
  const known = BY_EMOJI.get(bare(emoji));
  const names = known?.names ?? [slug];
  const words = new Set([...split(description), ...(known?.tags ?? []).flatMap(split)]);
  for (const name of names) for (const word of split(name)) words.delete(word);
  const row: Row = [emoji, names.join(" "), [...words].join(" ")];
  if (TONES.every((tone) => tone === "" || EMOJI.test(withTone(emoji, tone)))) row.push(1);
  return row;
}

/** The words of a text, in small letters. */
export function split(text: string): string[] {
  return text.toLowerCase().split(/[^\p{L}\p{N}+]+/u).filter((word) => word !== "");
}

/** An emoji without the sign that it is one: tables differ in it. */
export function bare(emoji: string): string {
  return emoji.replaceAll("\ufe0f", "");
}

const BY_EMOJI = new Map(gemoji.map((entry) => [bare(entry.emoji), entry]));

if (import.meta.main) {
  const table = groups.map(({ name, emojis }) => ({
    name,
    emoji: emojis.filter((one) => Number(one.emoji_version) <= NEWEST)
      .map((one) => makeRow(one.emoji, one.slug, one.name)),
  }));
  await Deno.writeTextFile(TARGET, JSON.stringify(table) + "\n");
  console.log(`${table.reduce((sum, { emoji }) => sum + emoji.length, 0)} emoji in ${table.length} groups`);
}
