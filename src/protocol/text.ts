import { ProtocolError } from "./errors.ts";

// Controls but line feed and tab.
// deno-lint-ignore no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{M}\p{Cf}\u2800]/u;

/**
 * Checks a message's text and gives it back as it is; what may be posted is stored and shown intact.
 * @param max characters (code points) at most
 * @throws ProtocolError `bad_text` for an empty or invisible text, controls other than LF and TAB, a lone surrogate, too many characters
 */
export function checkText(text: string, max: number, commandId?: string): string {
  const fault = findFault(text, max);
  if (fault !== undefined) throw new ProtocolError("bad_text", fault, { commandId });
  return text;
}

function findFault(text: string, max: number): string | undefined {
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
