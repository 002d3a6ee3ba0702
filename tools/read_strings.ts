/** The interface strings of some sources. */
export interface FoundStrings {
  /** Of t() and tx(). */
  strings: Set<string>;
  /** Of tn(): what is said of one, by what is said of several. */
  counted: Map<string, string>;
  faults: string[];
}

const CALL = /(?<![\w.$#])(t|tn|tx)\(/g;
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
    const pattern = name === "tn" ? TWO : ONE;
    pattern.lastIndex = index + call.length;
    const [, first, second] = pattern.exec(source) ?? [];
    if (first === undefined) found.faults.push(`${at}: ${name}() takes its strings as they are written`);
    else if (isConstant(source, index)) {
      found.faults.push(`${at}: a constant keeps the language of the start`);
    } else if (name === "tn") found.counted.set(JSON.parse(second!), JSON.parse(first));
    else found.strings.add(JSON.parse(first));
  }
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
