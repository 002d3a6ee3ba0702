import { ProtocolError } from "./errors.ts";

/** Emoji take a few characters, a flag of a region or a family some more. */
const LONGEST = 64;
const EMOJI = /^\p{RGI_Emoji}$/v;

/**
 * Gives one emoji in the form that all of its kind are compared by: with the sign that makes it a picture, where it needs one.
 * @throws ProtocolError `bad_emoji` for what is not exactly one emoji
 */
export function checkEmoji(text: string, commandId?: string): string {
  if (text.length <= LONGEST) {
    for (const form of [text, `${text}\ufe0f`]) if (EMOJI.test(form)) return form;
  }
  throw new ProtocolError("bad_emoji", undefined, { commandId });
}
