import { DatabaseSync } from "node:sqlite";
import { singlesOf, type Word, WORDS_VERSION } from "../../search/words.ts";

/** Raised whenever the tables below change: the index is then built anew. */
const TABLES_VERSION = 1;
const VERSION = 1_000 * TABLES_VERSION + WORDS_VERSION;

/**
 * The index is a file of its own beside the store's, so that the store's transactions stay small, and it may be thrown
 * away at any time. A document's id is its message's time and a number: so the newest come first, and times are ranges.
 * The text stands beside the words, which cannot be taken out again without it.
 */
const TABLES = `
  CREATE TABLE rooms (no INTEGER PRIMARY KEY, epoch TEXT NOT NULL, seq INTEGER NOT NULL) STRICT;
  CREATE TABLE docs (
    id INTEGER PRIMARY KEY,
    room INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    user INTEGER NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX docs_by_place ON docs (room, seq);
  CREATE VIRTUAL TABLE words USING fts5(body, content='', columnsize=0, tokenize='ascii');
  INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
  PRAGMA user_version = ${VERSION};
`;

/** Documents of one millisecond; with more, the next millisecond lends. */
export const PER_MS = 1_024;

/** What cannot stand in a text's words begins what is known of a message besides. */
const TAG = "\ue000";

const LINK = /\bhttps?:\/\/\S/i;

export const tagOfRoom = (no: number) => `${TAG}r${no}`;
export const tagOfAuthor = (no: number) => `${TAG}u${no}`;
export const tagOfSingle = (character: string) => `${TAG}s${character}`;
export const LINK_TAG = `${TAG}link`;

/** The file of the index that belongs to a store's file. */
export function indexPath(storePath: string): string {
  return storePath.replace(/[^/]*$/, "search.db");
}

/** Opens the index to write to it; one of another version, or a damaged one, is replaced by an empty one. */
export function openIndex(path: string): DatabaseSync {
  try {
    return open(path);
  } catch {
    removeIndex(path);
    return open(path);
  }
}

export function removeIndex(path: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) {
    try {
      Deno.removeSync(path + suffix);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
}

/** All that the index knows of a message: its words, then its tags. Taking it out needs exactly the same again. */
export function bodyOf(words: readonly Word[], doc: { room: number; user: number; text: string }): string {
  const tags = [tagOfRoom(doc.room), tagOfAuthor(doc.user)];
  if (LINK.test(doc.text)) tags.push(LINK_TAG);
  for (const single of singlesOf(words)) tags.push(tagOfSingle(single));
  return [...words.map(({ word }) => word), ...tags].join(" ");
}

function open(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 1_000 });
  try {
    database.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA cache_size = -8192",
    );
    const { user_version } = database.prepare("PRAGMA user_version").get() as { user_version: number };
    if (user_version === 0) database.exec(`BEGIN; ${TABLES} COMMIT`);
    else if (user_version !== VERSION) throw new Error(`The index has version ${user_version}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
