import type { User } from "../../protocol/models.ts";
import type { LogRecord } from "../records.ts";
import type { ThreadMark, ThreadPlace, ThreadReplies } from "../message_records.ts";
import type { ThreadStore } from "../message_stores.ts";
import type { SqliteDatabase } from "./database.ts";
import { userNo } from "./ids.ts";
import type { SqliteLog } from "./log.ts";

interface MarkRow {
  read: number;
  follows: number;
}

/** Which messages are replies in which thread, and who reads it. Their texts stand in the log alone. */
export class SqliteThreads implements ThreadStore {
  readonly #database: SqliteDatabase;
  readonly #log: SqliteLog;

  constructor(database: SqliteDatabase, log: SqliteLog) {
    this.#database = database;
    this.#log = log;
  }

  page(
    { room, message }: ThreadPlace,
    { before = Number.MAX_SAFE_INTEGER, limit }: { before?: number | undefined; limit: number },
  ): Promise<LogRecord[]> {
    const rows = this.#database.all<{ seq: number }>(
      "SELECT seq FROM replies WHERE room = ? AND root = ? AND seq < ? ORDER BY seq DESC LIMIT ?",
      this.#log.roomNo(room) ?? null,
      message,
      before,
      limit,
    );
    return Promise.resolve(rows.reverse().map(({ seq }) => this.#log.readOne(room, seq)!));
  }

  replies(
    room: string,
    { first, last }: { first: number; last: number },
  ): Promise<Map<number, ThreadReplies>> {
    const rows = this.#database.all<ThreadReplies & { root: number }>(
      "SELECT root, count, seq FROM threads WHERE room = ? AND root BETWEEN ? AND ? AND count > 0",
      this.#log.roomNo(room) ?? null,
      first,
      last,
    );
    return Promise.resolve(new Map(rows.map(({ root, count, seq }) => [root, { count, seq }])));
  }

  mark(user: User, { room, message }: ThreadPlace): Promise<ThreadMark> {
    const roomNo = this.#log.roomNo(room);
    if (roomNo === undefined) return Promise.resolve(toMark({ room, message }, undefined, 0));
    const key = [userNo(user), roomNo, message] as const;
    const row = this.#database.get<MarkRow>(
      "SELECT read_seq AS read, follows FROM thread_marks WHERE user = ? AND room = ? AND root = ?",
      ...key,
    );
    const { count } = this.#database.get<{ count: number }>(
      `SELECT count(*) AS count FROM replies
        WHERE room = ?2 AND root = ?3 AND seq > ?4 AND author <> ?1 AND deleted = 0`,
      ...key,
      row?.read ?? message,
    )!;
    return Promise.resolve(toMark({ room, message }, row, count));
  }

  markRead(user: User, place: ThreadPlace & { seq: number }): Promise<void> {
    return this.#database.write(() => {
      this.#set(user, place, { read: place.seq });
    });
  }

  follow(user: User, place: ThreadPlace, follows: boolean): Promise<void> {
    return this.#database.write(() => {
      this.#set(user, place, { follows });
    });
  }

  async followed(user: User, limit: number): Promise<ThreadMark[]> {
    const rows = this.#database.all<ThreadPlace>(
      `SELECT r.id AS room, x.root AS message FROM thread_marks x
        JOIN memberships m ON m.user = x.user AND m.room = x.room
        JOIN rooms r ON r.no = x.room
        JOIN threads t ON t.room = x.room AND t.root = x.root
        WHERE x.user = ? AND x.follows = 1 ORDER BY t.seq DESC LIMIT ?`,
      userNo(user),
      limit,
    );
    return await Promise.all(rows.map((place) => this.mark(user, place)));
  }

  /**
   * Adds a reply, inside a transaction that is already open: its author follows the thread from there on, and with the
   * first one so does who wrote the message that it hangs on, unless they said otherwise.
   */
  addNow({ room, message }: ThreadPlace, { seq, author }: { seq: number; author: User }): void {
    const roomNo = this.#log.roomNo(room)!;
    this.#database.run(
      "INSERT INTO replies (room, root, seq, author) VALUES (?, ?, ?, ?)",
      roomNo,
      message,
      seq,
      userNo(author),
    );
    this.#database.run(
      `INSERT INTO threads (room, root, count, seq) VALUES (?1, ?2, 1, ?3)
        ON CONFLICT (room, root) DO UPDATE SET count = count + 1, seq = ?3`,
      roomNo,
      message,
      seq,
    );
    const root = this.#log.readOne(room, message)!;
    for (const user of [author, root.user!]) {
      this.#database.run(
        `INSERT INTO thread_marks (user, room, root, read_seq, follows) VALUES (?, ?, ?, ?, 1)
          ON CONFLICT (user, room, root) DO NOTHING`,
        userNo(user),
        roomNo,
        message,
        message,
      );
    }
  }

  /** Takes a deleted reply out of the counts, inside a transaction that is already open. */
  deleteNow({ room, message }: ThreadPlace, seq: number): void {
    const key = [this.#log.roomNo(room)!, message] as const;
    this.#database.run("UPDATE replies SET deleted = 1 WHERE room = ? AND root = ? AND seq = ?", ...key, seq);
    this.#database.run("UPDATE threads SET count = count - 1 WHERE room = ? AND root = ?", ...key);
  }

  #set(
    user: User,
    { room, message }: ThreadPlace,
    { read, follows }: { read?: number; follows?: boolean },
  ): void {
    const roomNo = this.#log.roomNo(room);
    if (roomNo === undefined) return;
    this.#database.run(
      `INSERT INTO thread_marks (user, room, root, read_seq, follows) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (user, room, root) DO UPDATE SET read_seq = max(read_seq, ?4), follows = coalesce(?6, follows)`,
      userNo(user),
      roomNo,
      message,
      read ?? message,
      Number(follows ?? false),
      follows === undefined ? null : Number(follows),
    );
  }
}

function toMark({ room, message }: ThreadPlace, row: MarkRow | undefined, unread: number): ThreadMark {
  return { room, message, read: row?.read ?? message, follows: row?.follows === 1, unread };
}
