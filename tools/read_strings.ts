/** The interface strings of some sources. */
export interface FoundStrings {
  /** Of t() and tx(), which say the same each time. */
  strings: Set<string>;
  /** Of tn() and txn(): what is said of one, by what is said of several. */
  counted: Map<string, string>;
  faults: string[];
}

const CALL = /(?<![\w.$#])(t|tn|tx|txn)\(/g;
const STRING = String.raw`"(?:[^"\\\n]|\\.)*"`;
const ONE = new RegExp(String.raw`\s*(${STRING})\s*[,)]`, "y");
/** The number, which has no string in it, and two strings. */
const TWO = new RegExp(String.raw`[^"\x60']*?,\s*(${STRING}),\s*(${STRING})\s*[,)]`, "y");
/** A line of a module that stands in no bracket. */
const TOP = /^[a-z].*$/gm;

/** Finds the strings in one source, and adds them: only what is written out where it is used can be translated. */
export function readStrings(source: string, path: string, found: FoundStrings): void {
  for (const { 0: call, 1: name, index } of source.matchAll(CALL)) {
    const at = `${path}:${source.slice(0, index).split("\n").length}`;
    const counts = name!.endsWith("n");
    const pattern = counts ? TWO : ONE;
    pattern.lastIndex = index + call.length;
    const [, first, second] = pattern.exec(source) ?? [];
    if (first === undefined) found.faults.push(`${at}: ${name}() takes its strings as they are written`);
    else if (isConstant(source, index)) {
      found.faults.push(`${at}: a constant keeps the language of the start`);
    } else if (counts) found.counted.set(JSON.parse(second!), JSON.parse(first));
    else found.strings.add(JSON.parse(first));
  }
}

const ATTRIBUTE = /\b(?:aria-label|title|placeholder|alt|label|legend|action)="[^"]*\p{L}[^"]*"/gu;
const WORDS = />([^<>{}()=;]*\p{L}{2}[^<>{}()=;]*)<\//gu;
/** What stands on keys is translated apart. */
const KEY = /^(Enter)$/;

/** Words that a component shows in English alone, as far as they are written into its elements. */
export function readUntranslated(source: string): string[] {
  const words = [...source.matchAll(WORDS)].map(([, words]) => words!.trim()).filter((text) =>
    !KEY.test(text)
  );
  return [...source.matchAll(ATTRIBUTE).map(([text]) => text), ...words];
}

/** The names of the places in a string, in the order of the alphabet: "room user". */
export function placesOf(text: string): string {
  return [...new Set(text.matchAll(/\{(\w+)\}/g).map(([, name]) => name))].sort().join(" ");
}

/** Whether a call is run when its module is, and never again. */
function isConstant(source: string, index: number): boolean {
  const top = [...source.slice(0, index).matchAll(TOP)].at(-1);
  if (top === undefined) return true;
  const between = source.slice(top.index, index);
  return /^(export )?const /.test(between) && !/=>|function/.test(between);
}
