import type {
  ChangeOutcome,
  EventDetails,
  EventDraft,
  LogRecord,
  MessageChange,
  MessageVersion,
} from "../records.ts";
import type { MessageStore } from "../store.ts";
import type { SqliteDatabase } from "./database.ts";
import type { SqliteLog } from "./log.ts";

const DELETED: EventDetails = { deleted: true };

/** What becomes of messages. Their texts stand in the log alone; `edits` says which of its events are about which message. */
export class SqliteMessages implements MessageStore {
  readonly #database: SqliteDatabase;
  readonly #log: SqliteLog;

  constructor(database: SqliteDatabase, log: SqliteLog) {
    this.#database = database;
    this.#log = log;
  }

  get(room: string, seq: number): Promise<LogRecord | undefined> {
    return Promise.resolve(this.#find(room, seq));
  }

  edit(change: MessageChange & { text: string; max: number }): Promise<ChangeOutcome> {
    return this.changeNow(change, (roomNo, posted) => {
      const { message, text, max } = change;
      const { count, newest } = this.#database.get<{ count: number; newest: number | null }>(
        "SELECT count(*) AS count, max(seq) AS newest FROM edits WHERE room = ? AND message = ?",
        roomNo,
        message,
      )!;
      const now = newest === null ? posted.body : this.#log.readOne(change.room, newest)!.body;
      if (now === text) return { outcome: "same" };
      if (count >= max) return { outcome: "full" };
      const seq = this.appendNow({ ...change, type: "message.edited", body: text, details: { message } });
      this.#database.run("INSERT INTO edits (room, message, seq) VALUES (?, ?, ?)", roomNo, message, seq);
      return { outcome: "stored", seq };
    });
  }

  delete(change: MessageChange): Promise<ChangeOutcome> {
    return this.#database.write(() => {
      const { room, message } = change;
      const posted = this.#find(room, message);
      if (posted === undefined) return { outcome: "no_message" };
      if (posted.details?.deleted) return { outcome: "same" };
      this.#blank(this.#log.roomNo(room)!, message);
      const seq = this.appendNow({ ...change, type: "message.deleted", body: "", details: { message } });
      return { outcome: "stored", seq };
    });
  }

  edited(
    room: string,
    { first, last }: { first: number; last: number },
  ): Promise<Map<number, MessageVersion>> {
    const rows = this.#database.all<MessageVersion & { message: number }>(
      `SELECT d.message, e.seq, e.at, e.body AS text
        FROM (SELECT message, max(seq) AS seq FROM edits WHERE room = ?1 AND message BETWEEN ?2 AND ?3 GROUP BY message) d
        JOIN events e ON e.room = ?1 AND e.seq = d.seq`,
      this.#log.roomNo(room) ?? null,
      first,
      last,
    );
    return Promise.resolve(new Map(rows.map(({ message, ...version }) => [message, version])));
  }

  versions(room: string, seq: number): Promise<MessageVersion[]> {
    const posted = this.#find(room, seq);
    if (posted === undefined || posted.details?.deleted) return Promise.resolve([]);
    const edits = this.#database.all<MessageVersion>(
      `SELECT e.seq, e.at, e.body AS text FROM edits d JOIN events e ON e.room = d.room AND e.seq = d.seq
        WHERE d.room = ? AND d.message = ? ORDER BY d.seq`,
      this.#log.roomNo(room)!,
      seq,
    );
    const first = { seq, at: posted.at, text: posted.body };
    return Promise.resolve([first, ...edits.map((edit) => ({ ...edit }))]);
  }

  /** Does what changes a message that is there and not deleted, in the transaction of this turn. */
  changeNow(
    { room, message }: MessageChange,
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

  /** Takes away what a message said, in all its versions, and what was added to it. */
  #blank(roomNo: number, message: number): void {
    this.#database.run(
      "UPDATE events SET body = '', details = ? WHERE room = ? AND seq = ?",
      JSON.stringify(DELETED),
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
    for (const table of ["edits", "reactions", "reaction_kinds", "pins"]) {
      this.#database.run(`DELETE FROM ${table} WHERE room = ? AND message = ?`, roomNo, message);
    }
    this.#database.scrubSoon();
  }

  #find(room: string, seq: number): LogRecord | undefined {
    const record = this.#log.readOne(room, seq);
    return record?.type === "message.posted" ? record : undefined;
  }
}
