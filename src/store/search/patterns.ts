import type { SearchTerm } from "./query.ts";
import { cutWords, isSingle, type Word } from "./words.ts";

/** What a term asks of the words of a text. */
export interface Pattern {
  /** Words that follow one another; empty where only a single is asked for. */
  words: string[];
  /** Whether the last of them may go on. */
  prefix: boolean;
  /** A character of a script without spaces that is in the text. */
  single?: string;
}

/** Characters of a word that may go on: a shorter one would be most of the words. */
const SHORTEST_PREFIX = 2;

/** The pattern of a term; undefined where it has no word. */
export function toPattern(
  { text, prefix = false }: Pick<SearchTerm, "text" | "prefix">,
): Pattern | undefined {
  const cut = cutWords(text);
  const last = cut.at(-1);
  if (last === undefined) return undefined;
  const words = cut.map(({ word }) => word);
  if (!isUnspaced(last)) return { words, prefix: prefix && [...last.word].length >= SHORTEST_PREFIX };
  if (!isSingle(last.word)) return { words, prefix: false };
  // The last character of a run stands alone in the index only where the text's run ends as well.
  words.pop();
  const inPair = cut.length > 1 && cut.at(-2)!.end === last.end;
  return inPair ? { words, prefix: false } : { words, prefix: false, single: last.word };
}

/** Where a text has what the patterns ask for: pieces that do not overlap, in order. */
export function findMarks(text: string, patterns: readonly Pattern[]): [number, number][] {
  const words = cutWords(text);
  const marks: [number, number][] = [];
  for (const pattern of patterns) {
    for (let index = 0; index < words.length; index++) {
      const mark = markAt(words, index, pattern);
      if (mark !== undefined) marks.push(mark);
    }
  }
  return joinOverlapping(marks);
}

function markAt(
  words: readonly Word[],
  index: number,
  { words: wanted, prefix, single }: Pattern,
): [number, number] | undefined {
  const first = words[index]!;
  if (single !== undefined && first.word.startsWith(single)) {
    return [first.start, Math.min(first.end, first.start + single.length)];
  }
  if (wanted.length === 0 || index + wanted.length > words.length) return undefined;
  for (const [offset, word] of wanted.entries()) {
    const there = words[index + offset]!.word;
    const fits = prefix && offset === wanted.length - 1 ? there.startsWith(word) : there === word;
    if (!fits) return undefined;
  }
  return [first.start, words[index + wanted.length - 1]!.end];
}

function joinOverlapping(marks: [number, number][]): [number, number][] {
  const joined: [number, number][] = [];
  for (const [start, end] of marks.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

function isUnspaced({ word }: Word): boolean {
  return isSingle(String.fromCodePoint(word.codePointAt(0)!));
}
