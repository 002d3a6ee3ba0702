/** The tones that skin may have, from none to the darkest, as they are written behind an emoji. */
export const TONES: readonly string[] = ["", "🏻", "🏼", "🏽", "🏾", "🏿"];

/** The same emoji with skin of this tone; only for an emoji that can have one. */
export function withTone(emoji: string, tone: string): string {
  if (tone === "") return emoji;
  const base = String.fromCodePoint(emoji.codePointAt(0)!);
  return base + tone + emoji.slice(base.length).replace(/^\ufe0f/, "");
}
