import table from "./emoji.json" with { type: "json" };

/** One emoji, as the picker and the completion know it. */
export interface Emoji {
  emoji: string;
  /** As in `:tada:`; the first is the one that is shown. */
  names: readonly string[];
  /** More words to find it by. */
  words: readonly string[];
  /** Whether its skin can have a tone. */
  tones: boolean;
}

export interface Group {
  name: string;
  emoji: readonly Emoji[];
}

type Row = [emoji: string, names: string, words: string, tones?: number];

/** All emoji in Unicode's order. Fetched with the first one that is looked for. */
export const GROUPS: readonly Group[] = (table as { name: string; emoji: Row[] }[]).map((
  { name, emoji },
) => ({
  name,
  emoji: emoji.map(toEmoji),
}));

const ALL = GROUPS.flatMap(({ emoji }) => emoji);
const BY_NAME = new Map(ALL.flatMap((one) => one.names.map((name) => [name, one])));
const BY_ITSELF = new Map(ALL.map((one) => [one.emoji, one]));

/** Words of the language that is shown, by emoji. */
let further: ReadonlyMap<string, readonly string[]> = new Map();

/** Words by which emoji are found besides the English ones: a few in one text, with spaces between them. */
export type Words = Readonly<Record<string, string>>;

/** Emoji are found by these words too from now on, in the place of those before. */
export function findAlsoBy(words: Words): void {
  further = new Map(Object.entries(words).map(([emoji, text]) => [emoji, text.split(" ")]));
}

/** The emoji of a name, without the colons. */
export function emojiNamed(name: string): Emoji | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/** What is known of an emoji without a tone. */
export function emojiOf(emoji: string): Emoji | undefined {
  return BY_ITSELF.get(emoji);
}

/** The best matches for some letters or words: names before words, beginnings before middles. */
export function findEmoji(wanted: string, max: number): Emoji[] {
  const asked = wanted.toLowerCase().split(/[\s_]+/).filter((word) => word !== "");
  if (asked.length === 0) return [];
  const joined = asked.join("_");
  const found: { one: Emoji; rank: number }[] = [];
  for (const one of ALL) {
    const rank = rankOf(one, joined, asked);
    if (rank !== undefined) found.push({ one, rank });
  }
  // The sort keeps Unicode's order among equals.
  return found.sort((a, b) => a.rank - b.rank).slice(0, max).map(({ one }) => one);
}

function rankOf(one: Emoji, joined: string, asked: readonly string[]): number | undefined {
  const { names, emoji } = one;
  const words = [...one.words, ...further.get(emoji) ?? []];
  if (names.includes(joined)) return 0;
  if (words.includes(joined)) return 1;
  if (names.some((name) => name.startsWith(joined))) return 2;
  if (names.some((name) => name.includes(`_${joined}`))) return 3;
  const parts = [...words, ...names.flatMap((name) => name.split("_"))];
  if (asked.every((word) => parts.some((part) => part.startsWith(word)))) return 4;
  return names.some((name) => name.includes(joined)) ? 5 : undefined;
}

function toEmoji([emoji, names, words, tones]: Row): Emoji {
  return { emoji, names: names.split(" "), words: words === "" ? [] : words.split(" "), tones: tones === 1 };
}
