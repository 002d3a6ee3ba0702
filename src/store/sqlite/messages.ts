import type { AppendOutcome, Called, EventDetails, EventDraft, LogRecord } from "../records.ts";
import type { ChangeOutcome, MessageChange, MessageVersion } from "../message_records.ts";
import type { User } from "../../protocol/models.ts";
import type { MessageStore } from "../message_stores.ts";
import type { SqliteAudit } from "./audit.ts";
import type { SqliteDatabase } from "./database.ts";
import { userNo } from "./ids.ts";
import type { SqliteLog } from "./log.ts";
import type { SqliteMentions } from "./mentions.ts";
import type { SqliteThreads } from "./threads.ts";

interface VersionRow {
  seq: number;
  at: number;
  text: string;
  details: string;
}

const DELETED: EventDetails = { deleted: true };
/** Messages of a user that are looked at in one go. */
const PART = 200;

/** What becomes of messages. Their texts stand in the log alone; `edits` says which of its events are about which message. */
export class SqliteMessages implements MessageStore {
  readonly #database: SqliteDatabase;
  readonly #log: SqliteLog;
  readonly #mentions: SqliteMentions;
  readonly #threads: SqliteThreads;
  readonly #audit: SqliteAudit;

  constructor(
    database: SqliteDatabase,
    parts: { log: SqliteLog; mentions: SqliteMentions; threads: SqliteThreads; audit: SqliteAudit },
  ) {
    this.#database = database;
    this.#log = parts.log;
    this.#mentions = parts.mentions;
    this.#threads = parts.threads;
    this.#audit = parts.audit;
  }

  get(room: string, seq: number): Promise<LogRecord | undefined> {
    return Promise.resolve(this.#find(room, seq));
  }

  post(draft: EventDraft & { user: User; details: EventDetails }): Promise<AppendOutcome> {
    return this.#database.write(() => {
      const appended = this.#log.appendNow(draft);
      if (appended.outcome !== "stored" || appended.repeated) return appended;
      const { room, user, details } = draft;
      if (details.mentions !== undefined || details.everyone !== undefined) {
        const { seq } = appended;
        const { ordinal } = this.#log.readOne(room, seq)!;
        this.#mentions.callNow({ room, seq, ordinal, author: user }, details);
      }
      if (details.thread !== undefined) {
        const { seq } = appended;
        this.#threads.addNow({ room, message: details.thread }, { seq, author: user });
      }
      return appended;
    });
  }

  edit(
    change: MessageChange & { text: string; called?: Called | undefined; max: number },
  ): Promise<ChangeOutcome> {
    return this.changeNow(change, (roomNo, posted) => {
      const { room, message, text, called, max } = change;
      const { count, newest } = this.#database.get<{ count: number; newest: number | null }>(
        "SELECT count(*) AS count, max(seq) AS newest FROM edits WHERE room = ? AND message = ?",
        roomNo,
        message,
      )!;
      const now = newest === null ? posted.body : this.#log.readOne(room, newest)!.body;
      if (now === text) return { outcome: "same" };
      if (count >= max) return { outcome: "full" };
      const details = { message, ...called };
      const seq = this.appendNow({ ...change, type: "message.edited", body: text, details });
      this.#database.run("INSERT INTO edits (room, message, seq) VALUES (?, ?, ?)", roomNo, message, seq);
      // It told of the text that was.
      this.#database.run(
        "UPDATE previews SET state = 'past' WHERE room = ? AND message = ? AND state = 'shown'",
        roomNo,
        message,
      );
      const { ordinal, user } = posted;
      this.#mentions.callNow({ room, seq: message, ordinal, author: user! }, called ?? {});
      return { outcome: "stored", seq };
    });
  }

  delete(change: MessageChange): Promise<ChangeOutcome> {
    return this.#database.write(() => {
      const { room, message, user: by } = change;
      const posted = this.#find(room, message);
      if (posted === undefined) return { outcome: "no_message" };
      if (posted.details?.deleted) return { outcome: "same" };
      const whom = posted.user!;
      if (whom.id !== by.id) {
        this.#audit.writeNow({ act: "message.delete", by, whom, room, details: { message } });
      }
      return { outcome: "stored", seq: this.#deleteNow(posted, by) };
    });
  }

  purge(
    { room, author, user: by, messages, begins }: {
      room: string;
      author: User;
      user: User;
      messages: readonly number[];
      begins: boolean;
    },
  ): Promise<number> {
    return this.#database.write(() => {
      if (begins) this.#audit.writeNow({ act: "room.purge", by, whom: author, room });
      const there = messages.map((message) => this.#find(room, message)).filter((posted) =>
        posted !== undefined && posted.user!.id === author.id && !posted.details?.deleted
      );
      for (const posted of there) this.#deleteNow(posted!, by);
      return there.length;
    });
  }

  hasPosted(room: string, user: User): Promise<boolean> {
    const row = this.#database.get(
      "SELECT 1 FROM events WHERE user = ? AND client_id IS NOT NULL AND room = ? LIMIT 1",
      userNo(user),
      this.#log.roomNo(room) ?? null,
    );
    return Promise.resolve(row !== undefined);
  }

  ofUser(
    room: string,
    user: User,
    after = "",
  ): Promise<{ seqs: number[]; next: string | undefined }> {
    const roomNo = this.#log.roomNo(room);
    const rows = this.#database.all<{ client_id: string; room: number; seq: number }>(
      "SELECT client_id, room, seq FROM events WHERE user = ? AND client_id > ? ORDER BY client_id LIMIT ?",
      userNo(user),
      after,
      PART,
    );
    const seqs = rows.filter((row) => row.room === roomNo).map(({ seq }) => seq);
    return Promise.resolve({ seqs, next: rows.length < PART ? undefined : rows.at(-1)!.client_id });
  }

  edited(
    room: string,
    { first, last }: { first: number; last: number },
  ): Promise<Map<number, MessageVersion>> {
    const rows = this.#database.all<VersionRow & { message: number }>(
      `SELECT d.message, e.seq, e.at, e.body AS text, e.details
        FROM (SELECT message, max(seq) AS seq FROM edits WHERE room = ?1 AND message BETWEEN ?2 AND ?3 GROUP BY message) d
        JOIN events e ON e.room = ?1 AND e.seq = d.seq`,
      this.#log.roomNo(room) ?? null,
      first,
      last,
    );
    return Promise.resolve(new Map(rows.map(({ message, ...row }) => [message, toVersion(row)])));
  }

  deletedSince(room: string, seq: number, limit: number): Promise<number[]> {
    const rows = this.#database.all<{ message: number }>(
      // By the index of `seq`: few are newer than what somebody keeps.
      "SELECT message FROM deletions WHERE room = ? AND +message <= ? AND seq > ? ORDER BY +message DESC LIMIT ?",
      this.#log.roomNo(room) ?? null,
      seq,
      seq,
      limit,
    );
    return Promise.resolve(rows.map(({ message }) => message));
  }

  versions(room: string, seq: number): Promise<MessageVersion[]> {
    const posted = this.#find(room, seq);
    if (posted === undefined || posted.details?.deleted) return Promise.resolve([]);
    const edits = this.#database.all<VersionRow>(
      `SELECT e.seq, e.at, e.body AS text, e.details FROM edits d JOIN events e ON e.room = d.room AND e.seq = d.seq
        WHERE d.room = ? AND d.message = ? ORDER BY d.seq`,
      this.#log.roomNo(room)!,
      seq,
    );
    const first = { seq, at: posted.at, text: posted.body, called: calledIn(posted.details ?? {}) };
    return Promise.resolve([first, ...edits.map(toVersion)]);
  }

  /** Does what changes a message that is there and not deleted, in the transaction of this turn. */
  changeNow(
    { room, message }: Pick<MessageChange, "room" | "message">,
    change: (roomNo: number, posted: LogRecord) => ChangeOutcome,
  ): Promise<ChangeOutcome> {
    return this.#database.write(() => {
      const posted = this.#find(room, message);
      if (posted === undefined || posted.details?.deleted) return { outcome: "no_message" };
      return change(this.#log.roomNo(room)!, posted);
    });
  }

  /** Appends to the log of a room that is there, inside a transaction that is already open; gives the event's number. */
  appendNow({ room, type, user, body, details }: EventDraft): number {
    const appended = this.#log.appendNow({ room, type, user, body, details });
    if (appended.outcome !== "stored") throw new Error(`Cannot append to ${room}: ${appended.outcome}`);
    return appended.seq;
  }

  /** Deletes a message that is there and not deleted; gives the number of the event that tells so. */
  #deleteNow({ room, seq: message, user, details: said }: LogRecord, by: User): number {
    const roomNo = this.#log.roomNo(room)!;
    const author = user!;
    const thread = said?.thread;
    const left: EventDetails = { ...DELETED };
    const details: EventDetails = { message };
    if (author.id !== by.id) {
      left.removed = true;
      details.author = author.id;
    }
    if (thread !== undefined) {
      left.thread = details.thread = thread;
      this.#threads.deleteNow({ room, message: thread }, message);
    }
    this.#blank(roomNo, message, left);
    const seq = this.appendNow({ room, type: "message.deleted", user: by, body: "", details });
    // What is unread in a room is counted without replies, deleted or not.
    if (thread === undefined) {
      this.#database.run(
        "INSERT INTO deletions (room, message, seq, author) VALUES (?, ?, ?, ?)",
        roomNo,
        message,
        seq,
        userNo(author),
      );
    }
    return seq;
  }

  /** Takes away what a message said, in all its versions, and what was added to it. */
  #blank(roomNo: number, message: number, left: EventDetails): void {
    this.#database.run(
      "UPDATE events SET body = '', details = ? WHERE room = ? AND seq = ?",
      JSON.stringify(left),
      roomNo,
      message,
    );
    this.#database.run(
      `UPDATE events SET body = '', details = ?1
        WHERE room = ?2 AND seq IN (SELECT seq FROM edits WHERE room = ?2 AND message = ?3)`,
      JSON.stringify({ message } satisfies EventDetails),
      roomNo,
      message,
    );
    this.#database.run(
      `UPDATE events SET body = '', details = ?1
        WHERE room = ?2 AND seq IN (SELECT seq FROM previews WHERE room = ?2 AND message = ?3)`,
      JSON.stringify({ message } satisfies EventDetails),
      roomNo,
      message,
    );
    // What is kept of the page would tell where the message led.
    this.#database.run(
      "DELETE FROM preview_pages WHERE key IN (SELECT key FROM previews WHERE room = ? AND message = ?)",
      roomNo,
      message,
    );
    for (const table of ["edits", "reactions", "reaction_kinds", "pins", "previews"]) {
      this.#database.run(`DELETE FROM ${table} WHERE room = ? AND message = ?`, roomNo, message);
    }
    this.#database.run("DELETE FROM mentions WHERE room = ? AND seq = ?", roomNo, message);
    this.#database.scrubSoon();
  }

  #find(room: string, seq: number): LogRecord | undefined {
    const record = this.#log.readOne(room, seq);
    return record?.type === "message.posted" ? record : undefined;
  }
}

function toVersion({ seq, at, text, details }: VersionRow): MessageVersion {
  return { seq, at, text, called: calledIn(JSON.parse(details) as EventDetails) };
}

function calledIn({ mentions, everyone }: EventDetails): Called {
  return { ...(mentions && { mentions }), ...(everyone && { everyone }) };
}
