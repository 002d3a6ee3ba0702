import { foldCase } from "./case_folding.ts";
import confusables from "./confusables.json" with { type: "json" };

const LOOKS = new Map(Object.entries<string>(confusables.looks));
const CLASSES = new Map(Object.entries<string>(confusables.classes));
const DOTS_ON_DOTTED = /(?<=[ijl])\u0307+/g;

/**
 * What names are compared by: two names of one skeleton cannot be told apart, or differ in case only (UTS #39, 4).
 * It is not for display, and its own skeleton is itself.
 */
export function makeSkeleton(name: string): string {
  return removeDots(replaceAll(replaceLooks(foldCase(name)), CLASSES));
}

/** What a name looks like as it is typed, in lower case: 'I' is 'l' here, and 'i' is not. */
export function findLook(name: string): string {
  return removeDots(replaceLooks(name.normalize("NFD")));
}

function replaceLooks(decomposed: string): string {
  return foldCase(replaceAll(decomposed, LOOKS));
}

function replaceAll(text: string, table: Map<string, string>): string {
  let replaced = "";
  for (const character of text) replaced += table.get(character) ?? character;
  return replaced;
}

/** 'İ' is 'i' with a dot in lower case, and that looks like 'i'. */
function removeDots(text: string): string {
  return text.replace(DOTS_ON_DOTTED, "");
}
