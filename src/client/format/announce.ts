import { tn } from "../strings/t.ts";

/** Messages of a batch that are all read. */
export const MAX_SAID = 3;
const MAX_TEXT = 280;

export interface Said {
  name: string;
  text: string;
  /** Whether the text says what the person does: "Ada waves". */
  isAction?: boolean;
}

/** What is read aloud for a batch of new messages: all of a few, or how many there are and the last. */
export function announce(messages: readonly Said[]): string {
  const last = messages.at(-1);
  if (last === undefined) return "";
  if (messages.length > MAX_SAID) {
    return `${tn(messages.length, "{n} new message.", "{n} new messages.")} ${say(last)}`;
  }
  return messages.map(say).join("\n");
}

function say({ name, text, isAction }: Said): string {
  return `${name}${isAction ? "" : ":"} ${text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text}`;
}
