import type { User } from "../../protocol/models.ts";
import type { SavedRecord, SaveOutcome, ThreadPlace } from "../message_records.ts";
import type { SavedStore } from "../message_stores.ts";
import type { SqliteDatabase } from "./database.ts";
import { userNo } from "./ids.ts";
import type { SqliteLog } from "./log.ts";

/** The messages that people keep for themselves. */
export class SqliteSaved implements SavedStore {
  readonly #database: SqliteDatabase;
  readonly #log: SqliteLog;

  constructor(database: SqliteDatabase, log: SqliteLog) {
    this.#database = database;
    this.#log = log;
  }

  add(user: User, { room, message }: ThreadPlace, max: number): Promise<SaveOutcome> {
    return this.#database.write(() => {
      const posted = this.#log.readOne(room, message);
      if (posted?.type !== "message.posted" || posted.details?.deleted) return "no_message";
      const { count } = this.#database.get<{ count: number }>(
        "SELECT count(*) AS count FROM saved WHERE user = ?",
        userNo(user),
      )!;
      if (this.#isSaved(user, { room, message })) return "same";
      if (count >= max) return "full";
      this.#database.run(
        "INSERT INTO saved (user, room, message) VALUES (?, ?, ?)",
        userNo(user),
        this.#log.roomNo(room)!,
        message,
      );
      return "saved";
    });
  }

  remove(user: User, { room, message }: ThreadPlace): Promise<boolean> {
    return this.#database.write(() => {
      const { changes } = this.#database.run(
        "DELETE FROM saved WHERE user = ? AND room = ? AND message = ?",
        userNo(user),
        this.#log.roomNo(room) ?? null,
        message,
      );
      return changes > 0;
    });
  }

  ofUser(
    user: User,
    { before = Number.MAX_SAFE_INTEGER, limit }: { before?: number | undefined; limit: number },
  ): Promise<SavedRecord[]> {
    const rows = this.#database.all<SavedRecord>(
      `SELECT s.no, r.id AS room, s.message FROM saved s
        JOIN memberships m ON m.room = s.room AND m.user = s.user
        JOIN rooms r ON r.no = s.room
        WHERE s.user = ? AND s.no < ? ORDER BY s.no DESC LIMIT ?`,
      userNo(user),
      before,
      limit,
    );
    return Promise.resolve(rows);
  }

  inRoom(user: User, room: string): Promise<number[]> {
    const rows = this.#database.all<{ message: number }>(
      "SELECT message FROM saved WHERE user = ? AND room = ? ORDER BY message",
      userNo(user),
      this.#log.roomNo(room) ?? null,
    );
    return Promise.resolve(rows.map(({ message }) => message));
  }

  #isSaved(user: User, { room, message }: ThreadPlace): boolean {
    return this.#database.get(
      "SELECT 1 FROM saved WHERE user = ? AND room = ? AND message = ?",
      userNo(user),
      this.#log.roomNo(room)!,
      message,
    ) !== undefined;
  }
}
