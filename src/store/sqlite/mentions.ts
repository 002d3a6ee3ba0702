import type { User } from "../../protocol/models.ts";
import type { Called } from "../records.ts";
import type { MentionRecord } from "../message_records.ts";
import type { MentionStore } from "../message_stores.ts";
import type { SqliteDatabase } from "./database.ts";
import { userId, userNo } from "./ids.ts";
import type { SqliteLog } from "./log.ts";

/** A message that calls somebody. */
export interface Calling {
  room: string;
  seq: number;
  ordinal: number;
  author: User;
}

/** In the place of a user: all of the room. */
const ALL = 0;

/** Who was called by which message. A message's own record of it is in the log. */
export class SqliteMentions implements MentionStore {
  readonly #database: SqliteDatabase;
  readonly #log: SqliteLog;

  constructor(database: SqliteDatabase, log: SqliteLog) {
    this.#database = database;
    this.#log = log;
  }

  membersNamed(room: string, skeletons: readonly string[]): Promise<Map<string, User>> {
    const rows = this.#database.all<{ skeleton: string; no: number; name: string }>(
      `SELECT n.skeleton, u.no, u.name FROM json_each(?1) j JOIN usernames n ON n.skeleton = j.value
        JOIN users u ON u.no = n.user JOIN memberships m ON m.room = ?2 AND m.user = u.no`,
      JSON.stringify(skeletons),
      this.#log.roomNo(room) ?? null,
    );
    return Promise.resolve(
      new Map(rows.map(({ skeleton, no, name }) => [skeleton, { id: userId(no), name }])),
    );
  }

  ofUser(
    user: User,
    { before = Number.MAX_SAFE_INTEGER, limit }: { before?: number | undefined; limit: number },
  ): Promise<MentionRecord[]> {
    // One place a message, though it may call the user by name and with all of the room.
    const rows = this.#database.all<Omit<MentionRecord, "no"> & { first: number }>(
      `SELECT min(x.no) AS first, r.id AS room, x.seq FROM memberships m
        JOIN mentions x ON x.user IN (?1, 0) AND x.room = m.room
        JOIN rooms r ON r.no = m.room
        WHERE m.user = ?1 AND x.author <> ?1
          AND x.author NOT IN (SELECT blocked FROM blocks WHERE user = ?1)
        GROUP BY x.room, x.seq HAVING first < ?2 ORDER BY first DESC LIMIT ?3`,
      userNo(user),
      before,
      limit,
    );
    return Promise.resolve(rows.map(({ first, room, seq }) => ({ no: first, room, seq })));
  }

  /** Makes a message call these and no others, inside a transaction that is already open. */
  callNow({ room, seq, ordinal, author }: Calling, { mentions = [], everyone }: Called): void {
    const roomNo = this.#log.roomNo(room)!;
    const users = mentions.map((id) => userNo({ id }));
    if (everyone !== undefined) users.push(ALL);
    this.#database.run(
      "DELETE FROM mentions WHERE room = ? AND seq = ? AND user NOT IN (SELECT value FROM json_each(?))",
      roomNo,
      seq,
      JSON.stringify(users),
    );
    for (const user of users) {
      this.#database.run(
        `INSERT INTO mentions (user, room, seq, ordinal, author) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (user, room, seq) DO NOTHING`,
        user,
        roomNo,
        seq,
        ordinal,
        userNo(author),
      );
    }
  }
}
