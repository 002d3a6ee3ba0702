import type { Words } from "./data.ts";

export type EmojiData = typeof import("./data.ts");

/** Where the words of a language are, besides English. */
const WORDS: Partial<Record<string, () => Promise<Words>>> = {
  de: async () => (await import("./words_de.ts")).words,
};

let loaded: EmojiData | undefined;
/** The language whose words the table has. */
let language = "en";

/**
 * The table of all emoji, fetched once, with the words of the language that is shown. Rejects where it cannot be had, and
 * may be asked for again.
 */
export async function loadEmoji(): Promise<EmojiData> {
  const shown = document.documentElement.lang;
  const [data, words] = await Promise.all([
    import("./data.ts"),
    shown === language ? undefined : readWords(shown),
  ]);
  if (words !== undefined) {
    data.findAlsoBy(words);
    language = shown;
  }
  return loaded = data;
}

/** The table, where it is there already. */
export function emojiAtHand(): EmojiData | undefined {
  return loaded;
}

/** Undefined where they cannot be had now: English ones do. */
async function readWords(language: string): Promise<Words | undefined> {
  try {
    return await WORDS[language]?.() ?? {};
  } catch {
    return undefined;
  }
}
