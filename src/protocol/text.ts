import { ProtocolError } from "./errors.ts";
import { findFault } from "./text_faults.ts";

export { countCharacters } from "./text_faults.ts";

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
