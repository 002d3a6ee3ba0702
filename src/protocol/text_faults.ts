// Controls but line feed and tab.
// deno-lint-ignore no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{M}\p{Cf}\u2800]/u;

/**
 * What keeps a text from being posted, in words; undefined where nothing does. The page uses it without the errors.
 * @param max characters (code points) at most
 */
export function findFault(text: string, max: number): string | undefined {
  if (text.length > max && (text.length > 2 * max || countCharacters(text) > max)) {
    return `A message has at most ${max} characters: this one has ${countCharacters(text)}`;
  }
  if (!text.isWellFormed()) {
    return "A message must be well-formed Unicode: this one has half of a surrogate pair";
  }
  if (CONTROL.test(text)) return "A message has no control characters but line feed and tab";
  if (!VISIBLE.test(text)) return "A message must not be empty";
  return undefined;
}

/** How many characters (Unicode code points) a text has. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
