const MAX_LARGE = 8;
const EMOJI = /^(?:\p{RGI_Emoji}|\p{White_Space})+$/v;

/** Whether a text is nothing but a few emoji, which are shown larger. */
export function isEmojiOnly(text: string): boolean {
  return text.length <= 80 && EMOJI.test(text) && text.trim() !== "" &&
    [...text.matchAll(/\p{RGI_Emoji}/gv)].length <= MAX_LARGE;
}
