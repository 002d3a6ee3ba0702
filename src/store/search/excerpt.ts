import { findMarks, type Pattern } from "./patterns.ts";
import type { Excerpt } from "./query.ts";

/** UTF-16 units of a piece, and how many of them stand before what was found. */
const LENGTH = 240;
const BEFORE = 60;
const MOST_MARKS = 50;

/** The piece of a text around the first thing that was found; the whole text where it is short. Line breaks become spaces. */
export function excerptOf(text: string, patterns: readonly Pattern[]): Excerpt {
  const marks = findMarks(text, patterns);
  const line = text.replaceAll(/\s/g, " ");
  const [from, to] = windowOf(line, marks[0]?.[0] ?? 0);
  const head = from > 0 ? "…" : "";
  const shift = from - head.length;
  const inside = marks.filter(([start, end]) => start >= from && end <= to).slice(0, MOST_MARKS);
  return {
    text: head + line.slice(from, to) + (to < line.length ? "…" : ""),
    marks: inside.map(([start, end]) => [start - shift, end - shift]),
  };
}

function windowOf(text: string, found: number): [number, number] {
  if (text.length <= LENGTH) return [0, text.length];
  let from = Math.min(Math.max(0, found - BEFORE), text.length - LENGTH);
  // Not in the middle of a word, if there is a space before what was found.
  const space = text.indexOf(" ", from);
  if (from > 0 && space !== -1 && space < found) from = space + 1;
  const to = Math.min(text.length, from + LENGTH);
  return [wholeCharacter(text, from), wholeCharacter(text, to)];
}

/** A place that does not part a pair of surrogates. */
function wholeCharacter(text: string, place: number): number {
  const code = text.charCodeAt(place);
  return place > 0 && code >= 0xdc00 && code <= 0xdfff ? place - 1 : place;
}
