import { ProtocolError } from "../../protocol/errors.ts";
import { MAX_QUERY, MAX_SEARCH_PARTS } from "../../protocol/limits.ts";
import { countCharacters } from "../../protocol/text.ts";
import type { SearchTerm } from "../../store/search/query.ts";
import { cutWords } from "../../store/search/words.ts";

/** A query as it was typed, taken apart. */
export interface ParsedQuery {
  terms: SearchTerm[];
  from: { name: string; not: boolean }[];
  in: { room: string; not: boolean }[];
  link?: boolean;
  /** Milliseconds since the epoch. */
  before?: number;
  after?: number;
}

type Operator = "from" | "in" | "before" | "after" | "has";
interface Value {
  value: string;
  not: boolean;
}

// One part at a time: a quote that is not closed ends with the text.
const PART =
  /(?<minus>-?)(?:(?<operator>from|in|before|after|has):)?(?:["“”„](?<phrase>[^"“”„]*)["“”„]?|(?<word>[^\s"“”„]+))/giu;
const DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/i;

const OPERATORS: { [O in Operator]: (query: ParsedQuery, value: Value) => void } = {
  from: (query, { value, not }) => void query.from.push({ name: value.replace(/^@/, ""), not }),
  in: (query, { value, not }) => void query.in.push({ room: value.replace(/^#/, ""), not }),
  before: (query, { value, not }) => not ? notBefore(query, value) : notAfter(query, value),
  after: (query, { value, not }) => not ? notAfter(query, value) : notBefore(query, value),
  has(query, { value, not }) {
    if (value.toLowerCase() !== "link") refuse(`'has:${value}' is not known: has:link is`);
    query.link = !not;
  },
};

/**
 * Takes a query apart: `tea from:ada in:lobby before:2026-11-01 after:2026-10-01 has:link "a phrase" -word wor*`.
 * Anything else is words that are looked for.
 * @throws ProtocolError `bad_query` with one sentence that says what is wrong
 */
export function parseQuery(text: string): ParsedQuery {
  if (text.length > MAX_QUERY && countCharacters(text) > MAX_QUERY) {
    refuse(`A search has at most ${MAX_QUERY} characters`);
  }
  const query: ParsedQuery = { terms: [], from: [], in: [] };
  let parts = 0;
  for (const { groups } of text.matchAll(PART)) {
    const { minus, operator, phrase, word = "" } = groups as Record<string, string | undefined>;
    const not = minus === "-";
    const value = phrase ?? word;
    if (operator !== undefined) OPERATORS[operator.toLowerCase() as Operator](query, { value, not });
    else if (cutWords(value).length === 0) continue;
    else query.terms.push({ text: value, not, prefix: phrase === undefined && value.endsWith("*") });
    if (++parts > MAX_SEARCH_PARTS) refuse(`A search has at most ${MAX_SEARCH_PARTS} parts`);
  }
  if (parts === 0) refuse("Say what to look for: a word, or from:, in:, before:, after:, has:link");
  return query;
}

function notAfter(query: ParsedQuery, value: string): void {
  query.before = Math.min(query.before ?? Infinity, readDate("before", value));
}

function notBefore(query: ParsedQuery, value: string): void {
  query.after = Math.max(query.after ?? 0, readDate("after", value));
}

function readDate(operator: string, value: string): number {
  const time = DATE.test(value) ? Date.parse(value) : NaN;
  // A day that no month has becomes one of the next month.
  const day = Number(value.slice(8, 10));
  const exists = value.length > 10 || new Date(time).getUTCDate() === day;
  if (Number.isNaN(time) || !exists) refuse(`'${operator}:${value}' is no date: write it as 2026-11-01`);
  return Math.max(0, time);
}

function refuse(message: string): never {
  throw new ProtocolError("bad_query", message);
}
