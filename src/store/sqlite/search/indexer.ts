import { DatabaseSync, type StatementSync } from "node:sqlite";
import { cutWords } from "../../search/words.ts";
import { bodyOf, openIndex, PER_MS, removeIndex } from "./index_file.ts";

/** Events that one transaction takes in. */
const BATCH = 500;

interface Event {
  seq: number;
  type: "message.posted" | "message.edited" | "message.deleted";
  at: number;
  user: number | null;
  body: string;
  /** The message that is changed. */
  message: number | null;
}

interface Doc {
  id: number;
  room: number;
  seq: number;
  user: number;
  text: string;
}

/** What a message's words become: those of `before` are taken out, those of `after` come in. */
interface Change {
  before?: Doc;
  after?: Doc;
}

/**
 * Follows the logs of all rooms and keeps the index up to them. How far it is in each stands in the index itself, in the
 * transaction of what it took in: after a crash it goes on from there.
 */
export class SearchIndexer {
  readonly #store: DatabaseSync;
  readonly #index: DatabaseSync;
  readonly #statements: ReturnType<typeof prepareAll>;
  #scrub = false;

  /** Opens both files; an index of other logs than these is thrown away. */
  constructor(storePath: string, indexPath: string) {
    this.#store = new DatabaseSync(storePath, { readOnly: true, timeout: 5_000 });
    let index = openIndex(indexPath);
    if (!isOfSameLogs(this.#store, index)) {
      index.close();
      removeIndex(indexPath);
      index = openIndex(indexPath);
    }
    this.#index = index;
    this.#statements = prepareAll(this.#store, index);
  }

  /** Takes in a batch of events, whichever rooms they are of; gives whether there are more. */
  step(): boolean {
    const behind = this.#behind();
    if (behind.length === 0) {
      this.#scrubLog();
      return false;
    }
    this.#index.exec("BEGIN IMMEDIATE");
    let more: boolean;
    try {
      more = this.#take(behind);
      this.#index.exec("COMMIT");
    } catch (error) {
      if (this.#index.isTransaction) this.#index.exec("ROLLBACK");
      throw error;
    }
    if (!more) this.#scrubLog();
    return more;
  }

  close(): void {
    this.#scrubLog();
    this.#index.close();
    this.#store.close();
  }

  #behind(): { no: number; epoch: string; head: number; seq: number }[] {
    const done = new Map(
      (this.#statements.cursors.all() as { no: number; seq: number }[]).map(({ no, seq }) => [no, seq]),
    );
    const rooms = this.#statements.heads.all() as { no: number; epoch: string; seq: number }[];
    return rooms.map(({ no, epoch, seq }) => ({ no, epoch, head: seq, seq: done.get(no) ?? 0 }))
      .filter(({ head, seq }) => seq < head);
  }

  /** Gives whether there was more than a batch. */
  #take(behind: readonly { no: number; epoch: string; head: number; seq: number }[]): boolean {
    const { events, advance } = this.#statements;
    const changes = new Map<number, Change>();
    let left = BATCH;
    for (const { no, epoch, head, seq } of behind) {
      const rows = events.all(no, seq, head, left) as unknown as Event[];
      for (const row of rows) this.#note(changes, no, row);
      const to = rows.length === left ? rows.at(-1)!.seq : head;
      advance.run(no, epoch, to);
      left -= rows.length;
      if (left <= 0) break;
    }
    // The words are kept by ascending ids: an earlier one after a later one would cost a segment of its own.
    for (const [, change] of [...changes].sort(([a], [b]) => a - b)) this.#write(change);
    return left <= 0;
  }

  /** Keeps the documents up to an event, and notes what it means for the words. */
  #note(changes: Map<number, Change>, room: number, event: Event): void {
    const { find, add, replace, remove } = this.#statements;
    if (event.type === "message.posted") {
      // A deleted message has no text any more.
      if (event.body === "") return;
      const doc = {
        id: this.#freeId(event.at),
        room,
        seq: event.seq,
        user: event.user ?? 0,
        text: event.body,
      };
      add.run(doc.id, doc.room, doc.seq, doc.user, doc.text);
      changes.set(doc.id, { before: changes.get(doc.id)?.before, after: doc });
      return;
    }
    const doc = find.get(room, event.message) as unknown as Doc | undefined;
    if (doc === undefined) return;
    const before = changes.has(doc.id) ? changes.get(doc.id)!.before : doc;
    const isGone = event.type === "message.deleted" || event.body === "";
    if (isGone) remove.run(doc.id);
    else replace.run(event.body, doc.id);
    changes.set(doc.id, { before, after: isGone ? undefined : { ...doc, text: event.body } });
    this.#scrub = true;
  }

  #write({ before, after }: Change): void {
    const { takeOut, takeIn } = this.#statements;
    if (before !== undefined) takeOut.run(before.id, bodyOf(cutWords(before.text), before));
    if (after !== undefined) takeIn.run(after.id, bodyOf(cutWords(after.text), after));
  }

  #freeId(at: number): number {
    for (let time = at;; time++) {
      const { last } = this.#statements.lastId.get(time * PER_MS, (time + 1) * PER_MS) as {
        last: number | null;
      };
      if (last === null) return time * PER_MS;
      if (last + 1 < (time + 1) * PER_MS) return last + 1;
    }
  }

  /** What was taken out still stands in the write-ahead log: empties it. Where someone reads, the next time does. */
  #scrubLog(): void {
    if (!this.#scrub) return;
    const { busy } = this.#statements.checkpoint.get() as { busy: number };
    this.#scrub = busy !== 0;
  }
}

/** Whether what the index has come from the logs that the store has: not so after a restore. */
function isOfSameLogs(store: DatabaseSync, index: DatabaseSync): boolean {
  const room = store.prepare("SELECT epoch, seq FROM rooms WHERE no = ?");
  const known = index.prepare("SELECT no, epoch, seq FROM rooms").all() as {
    no: number;
    epoch: string;
    seq: number;
  }[];
  return known.every(({ no, epoch, seq }) => {
    const now = room.get(no) as { epoch: string; seq: number } | undefined;
    return now !== undefined && now.epoch === epoch && now.seq >= seq;
  });
}

function prepareAll(store: DatabaseSync, index: DatabaseSync): Record<
  | "heads"
  | "events"
  | "cursors"
  | "advance"
  | "find"
  | "add"
  | "replace"
  | "remove"
  | "lastId"
  | "takeIn"
  | "takeOut"
  | "checkpoint",
  StatementSync
> {
  return {
    heads: store.prepare("SELECT no, epoch, seq FROM rooms"),
    events: store.prepare(
      `SELECT seq, type, at, user, body, json_extract(details, '$.message') AS message FROM events
        WHERE room = ? AND seq > ? AND seq <= ? AND type IN ('message.posted', 'message.edited', 'message.deleted')
        ORDER BY seq LIMIT ?`,
    ),
    cursors: index.prepare("SELECT no, seq FROM rooms"),
    advance: index.prepare(
      "INSERT INTO rooms (no, epoch, seq) VALUES (?, ?, ?) ON CONFLICT (no) DO UPDATE SET seq = excluded.seq",
    ),
    find: index.prepare("SELECT id, room, seq, user, text FROM docs WHERE room = ? AND seq = ?"),
    add: index.prepare("INSERT INTO docs (id, room, seq, user, text) VALUES (?, ?, ?, ?, ?)"),
    replace: index.prepare("UPDATE docs SET text = ? WHERE id = ?"),
    remove: index.prepare("DELETE FROM docs WHERE id = ?"),
    lastId: index.prepare("SELECT max(id) AS last FROM docs WHERE id >= ? AND id < ?"),
    takeIn: index.prepare("INSERT INTO words (rowid, body) VALUES (?, ?)"),
    takeOut: index.prepare("INSERT INTO words (words, rowid, body) VALUES ('delete', ?, ?)"),
    checkpoint: index.prepare("PRAGMA wal_checkpoint(TRUNCATE)"),
  };
}
