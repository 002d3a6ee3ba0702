import { ProtocolError } from "../../protocol/errors.ts";
import { countCharacters } from "../../protocol/text.ts";
import { followsBidiRule } from "./bidi_rule.ts";
import { isReserved } from "./reserved.ts";
import { isOfLivingScripts, isOfOneScript } from "./scripts.ts";
import { findLook, makeSkeleton } from "./skeleton.ts";

export interface Username {
  /** The name in the case that was typed, normalised: what is shown. */
  name: string;
  /** What names are compared by: unique. */
  skeleton: string;
}

const PLAIN = /^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$/;
const ASCII = /^[ -~]*$/;
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const BIDI_CONTROL = /\p{Bidi_Control}/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
const NOT_CHARACTER = /[\p{Cn}\p{Co}\p{Cs}]/u;
const SPACE_AT_END = /^\p{White_Space}|\p{White_Space}$/u;
const SPACE = /\p{White_Space}/u;
const HALF_OR_FULL_WIDTH = /[\uff01-\uffee]+/g;
// IdentifierClass (RFC 8264, 4.2) with its compatibility forms, which normalisation maps, and of ASCII only "-_.".
const NOT_IN_NAMES = /[^\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{Lm}\p{Nd}\p{Mn}\p{Mc}〇\-_.]/u;
// Lt, the exceptions of RFC 5892, 2.6, and old Hangul jamo, after normalisation.
const DISALLOWED =
  /[\p{Lt}\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7fb]/u;
// Contextual rules of RFC 5892, appendix A.3, A.5, A.6, A.7.
const IN_CONTEXT =
  /(?<=l)·(?=l)|(?<=\p{Script=Hebrew})[׳״]|(?<=[\p{scx=Hira}\p{scx=Kana}\p{scx=Han}])・(?=[\p{scx=Hira}\p{scx=Kana}\p{scx=Han}])/giu;
const BEGINS_WELL = /^\p{Lm}*[\p{Lu}\p{Ll}\p{Lo}\p{Nd}〇]/u;
const SEPARATOR_AT_END = /[-_.]\p{M}*$/u;
const TWO_SEPARATORS = /[-_.]\p{M}*[-_.]/u;
const MARK_WITHOUT_LETTER = /[-_.·・]\p{M}/u;
// U+0345 (iota subscript) comes on top of two accents in Greek. Scripts with vowel signs stack more of their own marks.
const TOO_MANY_MARKS = /[[\p{M}&&[\p{Script=Inherited}\p{Script=Common}]]--[\u0345]]{3}|\p{M}{5}/v;
const DIGIT = /\p{Nd}/gu;
// A name as typed can have this many UTF-16 units for a character: two each for a base and two marks, and one to spare.
const MAX_UNITS = 8;

/**
 * Reads a name as a person typed it, by PRECIS UsernameCaseMapped (RFC 8265, 3.3), the bidi rule (RFC 5893), and UTS #39
 * (highly restrictive). Other than PRECIS it maps all compatibility letters, not only the wide ones, so that
 * "𝐚𝐝𝐚" is "ada", and it keeps the case for display; the skeleton is folded.
 * @param max characters (code points) at most
 * @throws ProtocolError `invalid_username`, with one sentence that says why
 */
export function readUsername(raw: string, max: number): Username {
  const plain = PLAIN.test(raw);
  const name = plain ? raw : normalizeName(raw, max);
  checkLength(name, max);
  if (isReserved(name)) refuse(`This name is reserved: '${name}'`);
  if (plain) return { name, skeleton: makeSkeleton(name) };
  checkShape(name);
  const skeleton = makeSkeleton(name);
  if (!ASCII.test(name)) checkScripts(name, skeleton);
  return { name, skeleton };
}

function normalizeName(raw: string, max: number): string {
  if (raw === "") refuse("A name must not be empty");
  if (raw.length > max * MAX_UNITS) checkLength(raw, max);
  checkVisible(raw);
  const wide = raw.replace(HALF_OR_FULL_WIDTH, (text) => text.normalize("NFKC"));
  checkCharacters(wide, NOT_IN_NAMES);
  const name = wide.normalize("NFKC");
  checkCharacters(name, NOT_IN_NAMES);
  checkCharacters(name, DISALLOWED);
  return name;
}

function checkLength(name: string, max: number): void {
  if (name.length <= max) return;
  const count = countCharacters(name);
  if (count > max) refuse(`A name has at most ${max} characters: this one has ${count}`);
}

function checkVisible(raw: string): void {
  if (!raw.isWellFormed()) {
    refuse("A name must be well-formed Unicode: this one has half of a surrogate pair");
  }
  const control = CONTROL.exec(raw);
  if (control) refuse(`A name has no control characters: this one has ${showCode(control[0])}`);
  const bidi = BIDI_CONTROL.exec(raw);
  if (bidi) refuse(`A name has no characters that turn text around: this one has ${showCode(bidi[0])}`);
  const invisible = INVISIBLE.exec(raw);
  if (invisible) refuse(`A name has no invisible characters: this one has ${showCode(invisible[0])}`);
  const unknown = NOT_CHARACTER.exec(raw);
  if (unknown) refuse(`A name has characters that Unicode knows: ${showCode(unknown[0])} is none`);
  if (raw.trim() === "") refuse("A name must not be empty");
  if (SPACE_AT_END.test(raw)) refuse("A name must not begin or end with a space");
  if (SPACE.test(raw)) refuse("A name has no spaces: write '-' instead");
}

function checkCharacters(text: string, wrong: RegExp): void {
  const found = wrong.exec(text.replace(IN_CONTEXT, ""));
  if (!found) return;
  const shown = `'${found[0]}' (${showCode(found[0])})`;
  refuse(`A name has letters and digits, and '-', '_' or '.' between them: ${shown} cannot be used`);
}

function checkShape(name: string): void {
  if (!BEGINS_WELL.test(name)) refuse("A name must begin with a letter or a digit");
  if (SEPARATOR_AT_END.test(name)) refuse("A name must end with a letter or a digit");
  if (TWO_SEPARATORS.test(name)) refuse("A name has only one '-', '_' or '.' between letters");
  if (MARK_WITHOUT_LETTER.test(name)) refuse("An accent needs a letter before it");
  if (TOO_MANY_MARKS.test(name.normalize("NFD"))) refuse("A letter has at most 2 accents");
}

function checkScripts(name: string, skeleton: string): void {
  if (!isOfOneScript(name)) {
    if (!isOfLivingScripts(name)) refuse("A name is written in a script that is in use today");
    refuse("A name is written in one script: this one mixes letters of several");
  }
  if (hasMixedDigits(name)) refuse("A name has digits of one kind: this one mixes several");
  if (!followsBidiRule(name)) refuse("A name that is read from right to left must begin with such a letter");
  // The skeleton follows a letter's small form. A capital can look like something else: 'Ν' like 'N', and 'ν' like 'v'.
  const look = findLook(name);
  if (PLAIN.test(look) && makeSkeleton(look) !== skeleton) {
    refuse("This name looks like one in Latin letters: use those");
  }
}

function hasMixedDigits(name: string): boolean {
  const kinds = new Set<number>();
  // Unicode puts the ten digits of a kind into one row of 16.
  for (const [digit] of name.matchAll(DIGIT)) kinds.add((digit.codePointAt(0) ?? 0) >> 4);
  return kinds.size > 1;
}

function showCode(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function refuse(words: string): never {
  throw new ProtocolError("invalid_username", words);
}
