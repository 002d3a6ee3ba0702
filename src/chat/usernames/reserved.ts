import { findLook } from "./skeleton.ts";

const WORDS = [
  // Who speaks for the server.
  ..."admin administrator moderator mod owner operator bot server system root parley".split(" "),
  // Who is called by '@'.
  ..."everyone here all room channel".split(" "),
  // What stands for nobody.
  ..."null undefined deleted nobody anonymous".split(" "),
  // What every JavaScript object has.
  ..."__proto__ constructor prototype tostring valueof hasownproperty".split(" "),
];
const SEPARATORS = /[-_.]/g;
const DOTTED = /i/g;
const RESERVED = new Map(WORDS.map(makeEntry));

/**
 * Whether a name looks like a reserved word. It compares looks, not skeletons: 'AlI' looks like 'all', and 'Ali' does not.
 */
export function isReserved(name: string): boolean {
  const look = findBareLook(name);
  const word = RESERVED.get(look.replace(DOTTED, "l"));
  if (word === undefined) return false;
  // Where the word has 'i' the name may have 'I', which looks like 'l'; where it has 'l' an 'i' makes it another word.
  for (let index = 0; index < word.length; index++) {
    if (word[index] === "l" && look[index] === "i") return false;
  }
  return true;
}

function makeEntry(word: string): [undotted: string, look: string] {
  const look = findBareLook(word);
  return [look.replace(DOTTED, "l"), look];
}

function findBareLook(name: string): string {
  return findLook(name.replace(SEPARATORS, ""));
}
