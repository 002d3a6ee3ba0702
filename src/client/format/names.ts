import { t, tn } from "../strings/t.ts";

/** A piece of a sentence about people; names are set apart, so that each can be isolated from the text around it. */
export interface NamePart {
  text: string;
  name: boolean;
}

/** Joins names as one says them: "Ada", "Ada and Bo", "Ada, Bo and 3 others". Names at most `max` of them. */
export function nameParts(names: readonly string[], max = 3): NamePart[] {
  const shown = names.length > max ? names.slice(0, max - 1) : names;
  const others = names.length - shown.length;
  const parts: NamePart[] = [];
  for (const [index, text] of shown.entries()) {
    const last = others === 0 && index === shown.length - 1;
    if (index > 0) parts.push({ text: last ? t(" and ") : t(", "), name: false });
    parts.push({ text, name: true });
  }
  if (others > 0) parts.push({ text: tn(others, " and {n} other", " and {n} others"), name: false });
  return parts;
}

/** The same as a plain sentence. */
export function sayNames(names: readonly string[], max = 3): string {
  return nameParts(names, max).map((part) => part.text).join("");
}

/** A number with its noun: "1 message", "1,200 messages". */
export function count(n: number, noun: string): string {
  return `${n.toLocaleString("en")} ${n === 1 ? noun : `${noun}s`}`;
}
