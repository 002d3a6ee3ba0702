/** Controls, line ends, and what turns the direction of the text around it or is not seen; joiners stay, emoji need them. */
const GONE = /[\p{Cc}\p{Zl}\p{Zp}\p{White_Space}]+/gu;
const UNSEEN =
  /[\p{Bidi_Control}\p{Co}\p{Cn}\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffc\u{e0000}-\u{e0fff}]/gu;
/** More marks than any script puts on one letter. */
const MARKS = /(\p{M}{4})\p{M}+/gu;
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{M}\p{Cf}\u2800]/u;

/**
 * One line of foreign text, as it may be shown among one's own.
 * @param max characters (code points) at most; what is longer ends with "…"
 * @returns undefined where nothing can be seen of it
 */
export function cleanLine(text: string, max: number): string | undefined {
  // A character has two units at most, and what is taken out may stand before what is shown.
  const line = text.slice(0, 8 * max).toWellFormed().replace(GONE, " ").replace(UNSEEN, "").replace(
    MARKS,
    "$1",
  )
    .replace(/ {2,}/g, " ").trim();
  if (!VISIBLE.test(line)) return undefined;
  const characters = [...line];
  return characters.length <= max ? line : `${characters.slice(0, max - 1).join("").trimEnd()}…`;
}
