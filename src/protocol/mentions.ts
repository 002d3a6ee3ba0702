/** A word of a text that may name somebody. */
export interface NamedWord {
  /** Where its '@' stands. */
  index: number;
  /** Without the '@'; a name may end before its end. */
  word: string;
}

const WORD = /(?<![\p{L}\p{N}_./@#&=?-])@([\p{L}\p{N}][\p{L}\p{M}\p{N}._·・׳״-]*)/gu;
const FENCE = /^ {0,3}(`{3,})[^`\n]*$(?:[^]*?^ {0,3}\1`* *$|[^]*)/gm;
const CODE = /(?<!\\|`)(`+)(?!`)(?:(?!\n[ \t]*\n)[^])*?(?<!`)\1(?!`)/g;

/** The words behind an '@' that stand outside of code. */
export function findNamedWords(text: string): NamedWord[] {
  if (!text.includes("@")) return [];
  const words: NamedWord[] = [];
  for (const match of withoutCode(text).matchAll(WORD)) words.push({ index: match.index, word: match[1]! });
  return words;
}

/** The text with blanks in the place of its code, so that all else stays where it is. */
function withoutCode(text: string): string {
  if (!text.includes("`")) return text;
  return text.replace(FENCE, blank).replace(CODE, blank);
}

function blank(code: string): string {
  return " ".repeat(code.length);
}
