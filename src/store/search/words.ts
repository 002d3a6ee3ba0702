/**
 * How a text is cut into words for search. Texts and what is looked for are cut by the same rules, so that they meet:
 * case, accents and forms of a letter do not count, and scripts that are written without spaces are cut into pairs.
 */

/** A word as it stands in the index, and the place in the text that it stands for (UTF-16 units, end excluded). */
export interface Word {
  word: string;
  start: number;
  end: number;
}

/** Raised whenever the same text gives other words: every index is then built anew. */
export const WORDS_VERSION = 2;

/** UTF-16 units of a word that count. */
const LONGEST = 64;

const RUN = /[\p{L}\p{M}\p{N}]+|\p{Extended_Pictographic}/gu;
const PLAIN_RUN = /[A-Za-z0-9]+/g;
const PLAIN = /^[A-Za-z0-9]+$/;
const ASCII = /^\p{ASCII}*$/u;
const PICTURE = /^\p{Extended_Pictographic}$/u;
/** Runs of the scripts that are written without spaces; Korean has spaces, but its words carry their particles. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]+/gu;
/** Accents, and the vowel points of Hebrew and Arabic, which are written or left out. The tatweel only stretches. */
const LEFT_OUT = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]/g;
/** What comes of signs that hold letters or digits, as the brackets of ⑴. */
const SIGNS = /[^\p{L}\p{M}\p{N}]/gu;
/** Letters that Unicode does not take apart, by what they are typed as. */
const TYPED_AS: Readonly<Record<string, string>> = {
  "ß": "ss",
  "æ": "ae",
  "œ": "oe",
  "ø": "o",
  "ł": "l",
  "đ": "d",
  "ð": "d",
  "þ": "th",
  "ı": "i",
  "ς": "σ",
};
const TYPED = /[ßæœøłđðþıς]/g;

/** The words of a text, in their order. */
export function cutWords(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: run, index } of text.matchAll(ASCII.test(text) ? PLAIN_RUN : RUN)) {
    if (PLAIN.test(run)) {
      words.push({ word: shorten(run.toLowerCase()), start: index, end: index + run.length });
    } else cutRun(words, run, index);
  }
  return words;
}

/** One form for all forms of a letter. */
export function foldWord(text: string): string {
  return text.normalize("NFKD").toLowerCase().replace(LEFT_OUT, "").replace(SIGNS, "")
    .replace(TYPED, (letter) => TYPED_AS[letter]!)
    .normalize("NFC");
}

/** Whether a word is one character of a script without spaces: it is found by singles, not by pairs. */
export function isSingle(word: string): boolean {
  return [...word].length === 1 && word.search(UNSPACED) === 0;
}

/** The characters of scripts without spaces that words begin with, each once: what a search for one of them looks in. */
export function singlesOf(words: readonly Word[]): Set<string> {
  const singles = new Set<string>();
  for (const { word } of words) {
    if (word.charCodeAt(0) < 0x0e00) continue;
    if (word.search(UNSPACED) === 0) singles.add(String.fromCodePoint(word.codePointAt(0)!));
  }
  return singles;
}

function cutRun(words: Word[], run: string, offset: number): void {
  let from = 0;
  for (const { 0: part, index } of run.matchAll(UNSPACED)) {
    addWord(words, run.slice(from, index), offset + from);
    addPairs(words, part, offset + index);
    from = index + part.length;
  }
  addWord(words, run.slice(from), offset + from);
}

function addWord(words: Word[], text: string, start: number): void {
  if (text === "") return;
  const word = PICTURE.test(text) ? text : shorten(foldWord(text));
  if (word !== "") words.push({ word, start, end: start + text.length });
}

/** Each two neighbours, and the last one alone: so any piece of two characters and more is a row of words. */
function addPairs(words: Word[], text: string, start: number): void {
  const characters = [...foldWord(text)];
  const places = placesOf(text, characters.length);
  for (const [index, character] of characters.entries()) {
    const from = places?.[index] ?? 0;
    const to = places?.[Math.min(index + 2, characters.length)] ?? text.length;
    words.push({ word: character + (characters[index + 1] ?? ""), start: start + from, end: start + to });
  }
}

/** Where each character begins, and the end; undefined where folding made others of them. */
function placesOf(text: string, count: number): number[] | undefined {
  const places = [0];
  for (const character of text) places.push(places.at(-1)! + character.length);
  return places.length === count + 1 ? places : undefined;
}

function shorten(word: string): string {
  if (word.length <= LONGEST) return word;
  const cut = word.slice(0, LONGEST);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}
