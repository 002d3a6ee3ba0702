import type { SearchTerm } from "../../search/query.ts";
import { type Pattern, toPattern } from "../../search/patterns.ts";
import { LINK_TAG, tagOfAuthor, tagOfRoom, tagOfSingle } from "./index_file.ts";

/** What is looked for, with the store's own numbers. */
export interface Wanted {
  terms: readonly SearchTerm[];
  rooms: readonly number[];
  /** Undefined for anyone. */
  authors: readonly number[] | undefined;
  notAuthors: readonly number[];
  link?: boolean | undefined;
}

/**
 * The query in FTS5's language. Words consist of letters and digits alone, and stand in quotes: nothing that is typed
 * is read as syntax.
 */
export function toMatch({ terms, rooms, authors, notAuthors, link }: Wanted): string {
  const has: string[] = [];
  const hasNot = notAuthors.map((no) => quote(tagOfAuthor(no)));
  for (const term of terms) {
    const pattern = toPattern(term);
    if (pattern !== undefined) (term.not ? hasNot : has).push(matchOf(pattern));
  }
  if (link !== undefined) (link ? has : hasNot).push(quote(LINK_TAG));
  if (authors !== undefined) has.push(anyOf(authors.map(tagOfAuthor)));
  has.push(anyOf(rooms.map(tagOfRoom)));
  const positive = has.join(" AND ");
  return hasNot.length === 0 ? positive : `(${positive}) NOT (${hasNot.join(" OR ")})`;
}

function matchOf({ words, prefix, single }: Pattern): string {
  const parts = [];
  if (words.length > 0) parts.push(quote(words.join(" ")) + (prefix ? " *" : ""));
  if (single !== undefined) parts.push(quote(tagOfSingle(single)));
  return parts.length === 1 ? parts[0]! : `(${parts.join(" AND ")})`;
}

function anyOf(tags: readonly string[]): string {
  return `(${tags.map(quote).join(" OR ")})`;
}

function quote(text: string): string {
  return `"${text}"`;
}
