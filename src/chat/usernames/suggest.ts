import { ProtocolError } from "../../protocol/errors.ts";
import { readUsername, type Username } from "./username.ts";

const FIRST_NUMBER = 2;
const LAST_NUMBER = 99;
const NUMBER_AT_END = /-\d{1,2}$/;
// A name has digits of one kind, so where it has others than ASCII they make room.
const OTHER_DIGITS = /(?![0-9])\p{Nd}/gu;
const TRAILING = /[-_.·・]+\p{M}*$/u;
const MARKS = /\p{M}/u;

const REMOVED = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cn}\p{Co}'’`´ʹ"]/gu;
const REPLACED = /[^\p{L}\p{M}\p{Nd}〇\-_.·・׳״]+/gu;
const SEPARATORS = /([-_.])[-_.]+/g;
const SURROUNDINGS = /^[^\p{L}\p{Nd}〇]+|[-_.·・]+$/gu;
const EXTRA_MARKS = /((?:(?=\p{M})\p{Script=Inherited}){2})(?:(?=\p{M})\p{Script=Inherited})+/gu;
// More than any name needs; the rest of a long text is not looked at.
const MAX_UNITS = 8;

/**
 * Names like the wanted one: 'ada-2', 'ada-3' … 'ada-99', each valid and cut to fit. Which of them is free is for the
 * caller to find out.
 * @param max characters (code points) at most
 */
export function* suggestUsernames(wanted: Username, max: number): Generator<string> {
  const base = wanted.name.replace(NUMBER_AT_END, "").replace(OTHER_DIGITS, "");
  for (let number = FIRST_NUMBER; number <= LAST_NUMBER; number++) {
    const suffix = `-${number}`;
    const start = cut(base, max - suffix.length);
    const suggested = start === "" ? undefined : tryUsername(start + suffix, max);
    if (suggested !== undefined && suggested.skeleton !== wanted.skeleton) yield suggested.name;
  }
}

/**
 * A valid name made of an invalid one, where that is easy: 'ada-lovelace' of ' Ada  Lovelace '. Undefined where it is not.
 * @param max characters (code points) at most
 */
export function repairUsername(raw: string, max: number): string | undefined {
  const text = raw.slice(0, max * MAX_UNITS).toWellFormed().normalize("NFKD").trim().replace(REMOVED, "");
  const composed = text.replace(EXTRA_MARKS, "$1").normalize("NFC");
  const repaired = composed.replace(REPLACED, "-").replace(SEPARATORS, "$1");
  return tryUsername(cut(repaired.replace(SURROUNDINGS, ""), max), max)?.name;
}

/** The first characters of a text, without half of a letter or a separator at the end. */
function cut(text: string, max: number): string {
  const characters = Array.from(text);
  if (characters.length <= max) return text.replace(TRAILING, "");
  let length = Math.max(0, max);
  while (length > 0 && MARKS.test(characters[length] ?? "")) length--;
  return characters.slice(0, length).join("").replace(TRAILING, "");
}

function tryUsername(raw: string, max: number): Username | undefined {
  try {
    return readUsername(raw, max);
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}
