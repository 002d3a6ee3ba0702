import type { ChangeOutcome, MessageChange } from "../message_records.ts";
import type { LogRecord } from "../records.ts";
import type { PinStore } from "../message_stores.ts";
import type { SqliteDatabase } from "./database.ts";
import type { SqliteLog } from "./log.ts";
import type { SqliteMessages } from "./messages.ts";

/** The messages that a room keeps at hand. */
export class SqlitePins implements PinStore {
  readonly #database: SqliteDatabase;
  readonly #log: SqliteLog;
  readonly #messages: SqliteMessages;

  constructor(database: SqliteDatabase, parts: { log: SqliteLog; messages: SqliteMessages }) {
    this.#database = database;
    this.#log = parts.log;
    this.#messages = parts.messages;
  }

  add(change: MessageChange & { max: number }): Promise<ChangeOutcome> {
    return this.#messages.changeNow(change, (roomNo) => {
      const { room, message, user, max } = change;
      if (this.#isPinned(roomNo, message)) return { outcome: "same" };
      const { count } = this.#database.get<{ count: number }>(
        "SELECT count(*) AS count FROM pins WHERE room = ?",
        roomNo,
      )!;
      if (count >= max) return { outcome: "full" };
      const seq = this.#messages.appendNow({
        room,
        type: "message.pinned",
        user,
        body: "",
        details: { message },
      });
      this.#database.run("INSERT INTO pins (room, message, seq) VALUES (?, ?, ?)", roomNo, message, seq);
      return { outcome: "stored", seq };
    });
  }

  remove(change: MessageChange): Promise<ChangeOutcome> {
    return this.#messages.changeNow(change, (roomNo) => {
      const { room, message, user } = change;
      if (!this.#isPinned(roomNo, message)) return { outcome: "same" };
      this.#database.run("DELETE FROM pins WHERE room = ? AND message = ?", roomNo, message);
      const details = { message };
      const seq = this.#messages.appendNow({ room, type: "message.unpinned", user, body: "", details });
      return { outcome: "stored", seq };
    });
  }

  of(room: string, { first, last }: { first: number; last: number }): Promise<Set<number>> {
    const rows = this.#database.all<{ message: number }>(
      "SELECT message FROM pins WHERE room = ? AND message BETWEEN ? AND ?",
      this.#log.roomNo(room) ?? null,
      first,
      last,
    );
    return Promise.resolve(new Set(rows.map(({ message }) => message)));
  }

  list(room: string): Promise<LogRecord[]> {
    const rows = this.#database.all<{ message: number }>(
      "SELECT message FROM pins WHERE room = ? ORDER BY seq DESC",
      this.#log.roomNo(room) ?? null,
    );
    return Promise.resolve(rows.map(({ message }) => this.#log.readOne(room, message)!));
  }

  #isPinned(roomNo: number, message: number): boolean {
    return this.#database.get("SELECT 1 FROM pins WHERE room = ? AND message = ?", roomNo, message) !==
      undefined;
  }
}
