// Scripts in use today: "recommended" and "limited use" of UAX #31, tables 5 and 7. Those of many people come first.
const COMMON = "Latin Cyrillic Greek Arabic Hebrew Devanagari".split(" ");
const OTHERS = [
  ..."Thai Armenian Georgian Bengali Ethiopic Gujarati Gurmukhi Kannada Khmer Lao Malayalam Myanmar Oriya"
    .split(" "),
  ..."Sinhala Tamil Telugu Thaana Tibetan".split(" "),
  ..."Adlam Balinese Bamum Batak Canadian_Aboriginal Chakma Cham Cherokee Hanifi_Rohingya Javanese".split(
    " ",
  ),
  ..."Kayah_Li Lepcha Limbu Lisu Mandaic Meetei_Mayek Miao New_Tai_Lue Newa Nko Nyiakeng_Puachue_Hmong".split(
    " ",
  ),
  ..."Ol_Chiki Osage Saurashtra Sundanese Syloti_Nagri Syriac Tai_Le Tai_Tham Tai_Viet Tifinagh Vai Wancho Yi"
    .split(" "),
];

// What UTS #39 calls highly restrictive.
const MIXTURES = [
  ["Latin", "Han", "Hiragana", "Katakana"],
  ["Latin", "Han", "Hangul"],
  ["Latin", "Han", "Bopomofo"],
];

const ALONE = [...COMMON.map(alone), ...MIXTURES, ...OTHERS.map(alone)];
const LIVING = [...COMMON, ...MIXTURES.flat(), ...OTHERS];

// Each takes a part of a millisecond to make, and most servers need few of them.
const patterns = new Map<string[], RegExp>();

/** Whether every character belongs to a script that is in use today. */
export function isOfLivingScripts(text: string): boolean {
  return isWithin(text, LIVING);
}

/** Whether a text is of one script, or of Latin with Chinese, Japanese or Korean (UTS #39, 5.2, highly restrictive). */
export function isOfOneScript(text: string): boolean {
  return ALONE.some((scripts) => isWithin(text, scripts));
}

function isWithin(text: string, scripts: string[]): boolean {
  let pattern = patterns.get(scripts);
  if (pattern === undefined) {
    const sets = [...scripts, "Common", "Inherited"].map((script) => `\\p{Script_Extensions=${script}}`);
    pattern = new RegExp(`^[${sets.join("")}]*$`, "u");
    patterns.set(scripts, pattern);
  }
  return pattern.test(text);
}

function alone(script: string): string[] {
  return [script];
}
