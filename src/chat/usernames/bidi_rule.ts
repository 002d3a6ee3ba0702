// Bidi classes of the characters that names can have: R and AL, AN, EN (Unicode's DerivedBidiClass.txt).
const ARABIC_NUMBER = /[\u0660-\u0669\u{10d30}-\u{10d39}]/u;
const EUROPEAN_NUMBER = /[0-9\u06f0-\u06f9]/;
const RIGHT_TO_LEFT_SCRIPTS = "Hebrew Arabic Syriac Thaana Nko Mandaic Adlam Hanifi_Rohingya".split(" ");
const RIGHT_TO_LEFT = new RegExp(
  `(?![\\p{M}\\u0660-\\u0669\\u06f0-\\u06f9\\u{10d30}-\\u{10d39}])[${
    RIGHT_TO_LEFT_SCRIPTS.map((script) => `\\p{Script=${script}}`).join("")
  }]`,
  "u",
);
const NEUTRAL = /[\p{Mn}\-_.]/u;
const MARKS_AT_END = /\p{Mn}+$/u;

/** Whether a name keeps its order on screen: the bidi rule of RFC 5893, 2, for names with right-to-left characters. */
export function followsBidiRule(name: string): boolean {
  if (!RIGHT_TO_LEFT.test(name) && !ARABIC_NUMBER.test(name)) return true;
  const characters = Array.from(name.replace(MARKS_AT_END, ""));
  if (!RIGHT_TO_LEFT.test(characters[0] ?? "")) return false;
  if (NEUTRAL.test(characters.at(-1) ?? "")) return false;
  if (ARABIC_NUMBER.test(name) && EUROPEAN_NUMBER.test(name)) return false;
  return characters.every(mayBeInRightToLeft);
}

function mayBeInRightToLeft(character: string): boolean {
  return RIGHT_TO_LEFT.test(character) || NEUTRAL.test(character) || EUROPEAN_NUMBER.test(character) ||
    ARABIC_NUMBER.test(character);
}
