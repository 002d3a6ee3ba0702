import { DatabaseSync, type StatementSync } from "node:sqlite";
import { excerptOf } from "../../search/excerpt.ts";
import { toPattern } from "../../search/patterns.ts";
import type { Excerpt, SearchQuery } from "../../search/query.ts";
import { PER_MS } from "./index_file.ts";
import { toMatch } from "./match.ts";

/** A query with the store's numbers of the rooms. */
export type FindRequest = Omit<SearchQuery, "rooms"> & { rooms: readonly number[] };

export interface Found {
  room: number;
  seq: number;
  at: number;
  user: number;
  name: string;
  /** 1 where the text says what the author does. */
  me: number | null;
  excerpt: Excerpt;
}

export interface FoundPage {
  hits: Found[];
  cursor?: string;
}

interface Candidate {
  id: number;
  room: number;
  seq: number;
  text: string;
}

/** Milliseconds after which a search gives what it has, with a cursor to go on from. */
const ENOUGH = 500;
/** Greater than every document's id. */
const END = Number.MAX_SAFE_INTEGER;

/** Looks things up in the index, with connections of its own that only read. */
export class SearchFinder {
  readonly #store: DatabaseSync;
  readonly #index: DatabaseSync;
  readonly #candidates: StatementSync;
  readonly #message: StatementSync;
  readonly #people: StatementSync;

  constructor(storePath: string, indexPath: string) {
    this.#store = new DatabaseSync(storePath, { readOnly: true, timeout: 1_000 });
    this.#index = new DatabaseSync(indexPath, { readOnly: true, timeout: 1_000 });
    this.#index.exec("PRAGMA cache_size = -32768");
    // FTS5 takes an id that is no INTEGER for none, and numbers of this size are bound as REAL.
    this.#candidates = this.#index.prepare(
      `SELECT d.id, d.room, d.seq, d.text FROM words w CROSS JOIN docs d ON d.id = w.rowid
        WHERE w.words MATCH ? AND w.rowid < CAST(? AS INTEGER) AND w.rowid >= CAST(? AS INTEGER)
        ORDER BY w.rowid DESC`,
    );
    // A message that was deleted a moment ago has no text any more, though the index may still have it.
    this.#message = this.#store.prepare(
      `SELECT e.at, e.user, u.name, e.details ->> 'me' AS me FROM events e JOIN users u ON u.no = e.user
        WHERE e.room = ? AND e.seq = ? AND e.body <> ''`,
    );
    this.#people = this.#store.prepare(
      `SELECT no FROM users WHERE name = ?1 COLLATE NOCASE
        UNION SELECT user FROM usernames WHERE skeleton = ?2 LIMIT 100`,
    );
  }

  find(request: FindRequest): FoundPage {
    const authors = request.authors.filter(({ not }) => !not);
    const wanted = {
      ...request,
      authors: authors.length === 0 ? undefined : this.#numbersOf(authors),
      notAuthors: this.#numbersOf(request.authors.filter(({ not }) => not)),
    };
    if (wanted.rooms.length === 0 || wanted.authors?.length === 0) return { hits: [] };
    const range = rangeOf(request);
    const patterns = request.terms.filter(({ not }) => !not).flatMap((term) => toPattern(term) ?? []);
    const ends = performance.now() + ENOUGH;
    const hits: Found[] = [];
    let last: number | undefined;
    for (const row of this.#candidates.iterate(toMatch(wanted), range.before, range.from)) {
      const { id, room, seq, text } = row as unknown as Candidate;
      if (last !== undefined && (hits.length === request.limit || performance.now() > ends)) {
        return { hits, cursor: last.toString(36) };
      }
      last = id;
      const message = this.#message.get(room, seq) as Pick<Found, "at" | "user" | "name" | "me"> | undefined;
      if (message !== undefined) hits.push({ room, seq, ...message, excerpt: excerptOf(text, patterns) });
    }
    return { hits };
  }

  close(): void {
    this.#index.close();
    this.#store.close();
  }

  #numbersOf(people: readonly { name: string; skeleton: string }[]): number[] {
    return people.flatMap(({ name, skeleton }) =>
      (this.#people.all(name, skeleton) as { no: number }[]).map(({ no }) => no)
    );
  }
}

/** Whether a text is a cursor that this store gave. */
export function isCursor(text: string): boolean {
  return /^[0-9a-z]{1,11}$/.test(text) && Number.parseInt(text, 36) < END;
}

function rangeOf({ before, after, cursor }: FindRequest): { before: number; from: number } {
  const ends = [END];
  if (before !== undefined) ends.push(before * PER_MS);
  if (cursor !== undefined && isCursor(cursor)) ends.push(Number.parseInt(cursor, 36));
  return { before: Math.min(...ends), from: Math.max(0, (after ?? 0) * PER_MS) };
}
