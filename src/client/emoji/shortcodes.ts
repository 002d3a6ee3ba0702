import { emojiAtHand } from "./load.ts";

// Code comes first, so that nothing in it is taken for a name.
const SHORTCODE = /```[^]*?(?:```|$)|`[^`\n]*`|(?<![\p{L}\p{N}:/]):([\p{L}\p{N}_+-]{2,64}):/gu;
const AT_END = /(?<![\p{L}\p{N}:/]):([\p{L}\p{N}_+-]{2,64}):$/u;

/** Whether a text may have a name of an emoji in it. */
export function hasShortcode(text: string): boolean {
  return text.includes(":") && [...text.matchAll(SHORTCODE)].some(([, name]) => name !== undefined);
}

/** Puts emoji in the place of their names, but not in code; a name that is not known stays. */
export function replaceShortcodes(text: string, emojiNamed: (name: string) => string | undefined): string {
  return text.replace(SHORTCODE, (all, name?: string) => name === undefined ? all : emojiNamed(name) ?? all);
}

/** Puts emoji in the place of the names that are known by now. */
export function withEmoji(text: string): string {
  return replaceShortcodes(text, (name) => emojiAtHand()?.emojiNamed(name)?.emoji);
}

/** The name that ends right here, for one who is just typing its last colon. */
export function shortcodeBefore(text: string, caret: number): { name: string; start: number } | undefined {
  if (text[caret - 1] !== ":") return undefined;
  const from = Math.max(0, caret - 70);
  const match = AT_END.exec(text.slice(from, caret));
  return match === null ? undefined : { name: match[1]!, start: from + match.index };
}
