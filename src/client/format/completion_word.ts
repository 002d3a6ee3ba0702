export type Sign = "@" | "#" | ":" | "/";

/** What is being typed that may be completed. */
export interface Word {
  sign: Sign;
  /** What stands between the sign and the caret. */
  query: string;
  /** Where the sign is. */
  start: number;
}

const MAX_WORD = 40;
const SIGNS = "@#:/";
const BEFORE = /[\s([{"'“‘*_~>]/u;
const EMOJI_NAME = /^[\p{L}\p{N}_+-]{2,}$/u;

/** The word that ends at the caret and begins with a sign; none in code, and a command only at the very beginning. */
export function wordAt(text: string, caret: number): Word | undefined {
  for (let at = caret - 1; at >= 0 && caret - at <= MAX_WORD; at--) {
    const character = text[at]!;
    if (/\s/.test(character)) return undefined;
    if (!SIGNS.includes(character)) continue;
    const word = { sign: character as Sign, query: text.slice(at + 1, caret), start: at };
    return begins(text, word) && !isInCode(text, at) ? word : undefined;
  }
  return undefined;
}

function begins(text: string, { sign, query, start }: Word): boolean {
  if (sign === "/") return start === 0;
  // ":)" is a face.
  if (sign === ":" && !EMOJI_NAME.test(query)) return false;
  return start === 0 || BEFORE.test(text[start - 1]!);
}

function isInCode(text: string, at: number): boolean {
  return (text.slice(0, at).match(/`+/g) ?? []).length % 2 === 1;
}
