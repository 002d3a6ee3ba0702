import type { AppendOutcome, EventDetails, EventDraft, LogRange, LogRecord } from "../records.ts";
import type { LogStore } from "../store.ts";
import type { LogEventType } from "../../protocol/events.ts";
import type { CommitHooks, SqliteDatabase } from "./database.ts";
import { messageId, userId, userNo } from "./ids.ts";

interface Head {
  no: number;
  seq: number;
  messages: number;
  changed: boolean;
}

/** In the order of SELECT's columns. */
type Row = [
  seq: number,
  type: LogEventType,
  at: number,
  user: number | null,
  name: string | null,
  clientId: string | null,
  ordinal: number,
  body: string,
  details: string | null,
];

const SELECT = `SELECT e.seq, e.type, e.at, e.user, u.name, e.client_id, e.ordinal, e.body, e.details
  FROM events e LEFT JOIN users u ON u.no = e.user WHERE e.room = ?`;

/** The logs of all rooms: numbers are given inside the transaction, each room's head is read and written once a commit. */
export class SqliteLog implements LogStore, CommitHooks {
  reads = 0;
  readonly #database: SqliteDatabase;
  readonly #roomNumbers = new Map<string, number>();
  /** Heads of the rooms that the open transaction has touched. */
  readonly #heads = new Map<string, Head>();
  readonly #listeners: ((records: readonly LogRecord[]) => void)[] = [];
  #records: LogRecord[] = [];
  #at = 0;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    database.addHooks(this);
  }

  append(draft: EventDraft): Promise<AppendOutcome> {
    return this.#database.write(() => this.appendNow(draft));
  }

  /** As append(), inside a transaction that is already open. */
  appendNow(draft: EventDraft): AppendOutcome {
    const head = this.#head(draft.room);
    if (head === undefined) return { outcome: "no_room" };
    if (this.#at === 0) this.#at = Date.now();
    const isMessage = draft.type === "message.posted";
    // A reply is in the room's log, and none of its messages.
    const counts = isMessage && draft.details?.thread === undefined;
    const record: LogRecord = {
      room: draft.room,
      seq: head.seq + 1,
      type: draft.type,
      at: this.#at,
      user: draft.user,
      messageId: isMessage ? messageId(head.no, head.seq + 1) : "",
      clientId: draft.clientId ?? "",
      ordinal: counts ? head.messages + 1 : head.messages,
      body: draft.body,
      details: draft.details,
    };
    const { changes } = this.#database.run(
      `INSERT INTO events (room, seq, type, at, user, client_id, ordinal, body, details)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (user, client_id) WHERE client_id IS NOT NULL DO NOTHING`,
      head.no,
      record.seq,
      record.type,
      record.at,
      draft.user === null ? null : userNo(draft.user),
      draft.clientId ?? null,
      record.ordinal,
      record.body,
      draft.details === undefined ? null : JSON.stringify(draft.details),
    );
    if (changes === 0) return this.#earlier(draft, head);
    head.seq = record.seq;
    head.messages = record.ordinal;
    head.changed = true;
    this.#records.push(record);
    return { outcome: "stored", seq: record.seq, messageId: record.messageId, repeated: false };
  }

  read(room: string, range: LogRange): Promise<LogRecord[]> {
    this.reads++;
    const no = this.roomNo(room);
    if (no === undefined) return Promise.resolve([]);
    const rows = range.after === undefined
      ? this.#database.rows<Row>(
        `${SELECT} AND e.seq < ? ORDER BY e.seq DESC LIMIT ?`,
        no,
        range.before ?? Number.MAX_SAFE_INTEGER,
        range.limit,
      ).reverse()
      : this.#database.rows<Row>(
        `${SELECT} AND e.seq > ? AND e.seq < ? ORDER BY e.seq LIMIT ?`,
        no,
        range.after,
        range.before ?? Number.MAX_SAFE_INTEGER,
        range.limit,
      );
    return Promise.resolve(rows.map((row) => toRecord(room, no, row)));
  }

  /** One event, if there is one of this number. */
  readOne(room: string, seq: number): LogRecord | undefined {
    const no = this.roomNo(room);
    if (no === undefined) return undefined;
    const [row] = this.#database.rows<Row>(`${SELECT} AND e.seq = ?`, no, seq);
    return row && toRecord(room, no, row);
  }

  /** The internal number of a room. */
  roomNo(id: string): number | undefined {
    let no = this.#roomNumbers.get(id);
    if (no === undefined) {
      no = this.#database.get<{ no: number }>("SELECT no FROM rooms WHERE id = ?", id)?.no;
      if (no !== undefined) this.#roomNumbers.set(id, no);
    }
    return no;
  }

  /** Where a room's log ends, inside a transaction that is already open. */
  headNow(room: string): { seq: number; messages: number } {
    const { seq, messages } = this.#head(room)!;
    return { seq, messages };
  }

  onCommitted(listener: (records: readonly LogRecord[]) => void): void {
    this.#listeners.push(listener);
  }

  beforeCommit(): void {
    for (const head of this.#heads.values()) {
      if (head.changed) {
        this.#database.run(
          "UPDATE rooms SET seq = ?, messages = ? WHERE no = ?",
          head.seq,
          head.messages,
          head.no,
        );
      }
    }
  }

  afterCommit(): void {
    const records = this.#records;
    this.#forget();
    if (records.length === 0) return;
    for (const listener of this.#listeners) {
      try {
        listener(records);
      } catch (error) {
        // It is committed: the writers and the other listeners are told all the same.
        reportError(error);
      }
    }
  }

  afterRollback(): void {
    this.#forget();
    // A room made in the transaction is gone with it, and its number may be given again.
    this.#roomNumbers.clear();
  }

  #forget(): void {
    this.#records = [];
    this.#heads.clear();
    this.#at = 0;
  }

  #head(room: string): Head | undefined {
    let head = this.#heads.get(room);
    if (head !== undefined) return head;
    const no = this.roomNo(room);
    if (no === undefined) return undefined;
    const row = this.#database.get<{ seq: number; messages: number }>(
      "SELECT seq, messages FROM rooms WHERE no = ?",
      no,
    );
    if (row === undefined) return undefined;
    head = { no, seq: row.seq, messages: row.messages, changed: false };
    this.#heads.set(room, head);
    return head;
  }

  /** The answer to a client id that was used before. */
  #earlier(draft: EventDraft, head: Head): AppendOutcome {
    const row = this.#database.get<{ room: number; seq: number; body: string; details: string | null }>(
      "SELECT room, seq, body, details FROM events WHERE user = ? AND client_id = ?",
      userNo(draft.user!),
      draft.clientId!,
    );
    if (row === undefined || row.room !== head.no) return { outcome: "id_reused" };
    const same = row.body === draft.body || isSameAnyway(toDetails(row.details), draft.details);
    if (!same) return { outcome: "id_reused" };
    return { outcome: "stored", seq: row.seq, messageId: messageId(row.room, row.seq), repeated: true };
  }
}

function toRecord(room: string, roomNo: number, row: Row): LogRecord {
  const [seq, type, at, user, name, clientId, ordinal, body, details] = row;
  return {
    room,
    seq,
    type,
    at,
    user: user === null ? null : { id: userId(user), name: name! },
    messageId: type === "message.posted" ? messageId(roomNo, seq) : "",
    clientId: clientId ?? "",
    ordinal,
    body,
    details: toDetails(details),
  };
}

/** What a deleted message said is not known any more; what is forwarded may have been edited between two tries. */
function isSameAnyway(stored: EventDetails | undefined, draft: EventDetails | undefined): boolean {
  if (stored?.deleted) return true;
  const [was, is] = [stored?.forwarded, draft?.forwarded];
  return was !== undefined && is !== undefined && was.room === is.room && was.seq === is.seq;
}

function toDetails(json: string | null): EventDetails | undefined {
  return json === null ? undefined : JSON.parse(json) as EventDetails;
}
