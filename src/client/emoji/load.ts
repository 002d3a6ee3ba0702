export type EmojiData = typeof import("./data.ts");

let loaded: EmojiData | undefined;

/** The table of all emoji, fetched once. Rejects where it cannot be had, and may be asked for again. */
export async function loadEmoji(): Promise<EmojiData> {
  return loaded ??= await import("./data.ts");
}

/** The table, where it is there already. */
export function emojiAtHand(): EmojiData | undefined {
  return loaded;
}
