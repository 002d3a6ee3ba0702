import type { User } from "../../protocol/models.ts";
import type { ChangeOutcome, MessageChange, MessageReaction } from "../message_records.ts";
import type { ReactionStore } from "../message_stores.ts";
import type { SqliteDatabase } from "./database.ts";
import { userId, userNo } from "./ids.ts";
import type { SqliteLog } from "./log.ts";
import type { SqliteMessages } from "./messages.ts";

interface KindRow {
  message: number;
  emoji: string;
  count: number;
}

interface GivenRow {
  message: number;
  emoji: string;
  user: number;
  name: string;
  place: number;
}

/** Who gave a message which emoji. `reaction_kinds` has a row for each emoji that a message has, with its place and count. */
export class SqliteReactions implements ReactionStore {
  readonly #database: SqliteDatabase;
  readonly #log: SqliteLog;
  readonly #messages: SqliteMessages;

  constructor(database: SqliteDatabase, parts: { log: SqliteLog; messages: SqliteMessages }) {
    this.#database = database;
    this.#log = parts.log;
    this.#messages = parts.messages;
  }

  add(
    change: MessageChange & { emoji: string; max: { kinds: number; all: number } },
  ): Promise<ChangeOutcome> {
    return this.#messages.changeNow(change, (roomNo) => {
      const { message, emoji, max } = change;
      if (this.#given(roomNo, change)) return { outcome: "same" };
      const { kinds, total, known } = this.#database.get<{ kinds: number; total: number; known: number }>(
        `SELECT count(*) AS kinds, coalesce(sum(count), 0) AS total, coalesce(sum(emoji = ?), 0) AS known
          FROM reaction_kinds WHERE room = ? AND message = ?`,
        emoji,
        roomNo,
        message,
      )!;
      if (total >= max.all || (known === 0 && kinds >= max.kinds)) return { outcome: "full" };
      const seq = this.#append("reaction.added", change);
      this.#database.run(
        `INSERT INTO reaction_kinds (room, message, emoji, seq, count) VALUES (?, ?, ?, ?, 1)
          ON CONFLICT (room, message, emoji) DO UPDATE SET count = count + 1`,
        ...keyOf(roomNo, change),
        seq,
      );
      this.#database.run(
        "INSERT INTO reactions (room, message, emoji, user, seq) VALUES (?, ?, ?, ?, ?)",
        ...keyOf(roomNo, change),
        userNo(change.user),
        seq,
      );
      return { outcome: "stored", seq };
    });
  }

  remove(change: MessageChange & { emoji: string }): Promise<ChangeOutcome> {
    return this.#messages.changeNow(change, (roomNo) => {
      if (!this.#given(roomNo, change)) return { outcome: "same" };
      const key = keyOf(roomNo, change);
      this.#database.run(
        "DELETE FROM reactions WHERE room = ? AND message = ? AND emoji = ? AND user = ?",
        ...key,
        userNo(change.user),
      );
      this.#database.run(
        "UPDATE reaction_kinds SET count = count - 1 WHERE room = ? AND message = ? AND emoji = ?",
        ...key,
      );
      this.#database.run(
        "DELETE FROM reaction_kinds WHERE room = ? AND message = ? AND emoji = ? AND count = 0",
        ...key,
      );
      return { outcome: "stored", seq: this.#append("reaction.removed", change) };
    });
  }

  of(
    room: string,
    { first, last, most, self }: { first: number; last: number; most: number; self: User },
  ): Promise<MessageReaction[]> {
    const range = [this.#log.roomNo(room) ?? null, first, last] as const;
    const kinds = this.#database.all<KindRow>(
      `SELECT message, emoji, count FROM reaction_kinds WHERE room = ? AND message BETWEEN ? AND ?
        ORDER BY message, seq`,
      ...range,
    );
    if (kinds.length === 0) return Promise.resolve([]);
    const given = this.#database.all<GivenRow>(
      `SELECT g.message, g.emoji, g.user, u.name, g.place FROM (
          SELECT message, emoji, user, row_number() OVER (PARTITION BY message, emoji ORDER BY seq) AS place
            FROM reactions WHERE room = ?1 AND message BETWEEN ?2 AND ?3) g
        JOIN users u ON u.no = g.user WHERE g.place <= ?4 OR g.user = ?5 ORDER BY g.message, g.emoji, g.place`,
      ...range,
      most,
      userNo(self),
    );
    const byKind = Map.groupBy(given, ({ message, emoji }) => `${message} ${emoji}`);
    return Promise.resolve(kinds.map(({ message, emoji, count }) => {
      const rows = byKind.get(`${message} ${emoji}`)!;
      const users = rows.filter(({ place }) => place <= most).map(({ user, name }) => ({
        id: userId(user),
        name,
      }));
      return { message, emoji, count, users, mine: rows.some(({ user }) => user === userNo(self)) };
    }));
  }

  #given(roomNo: number, change: MessageChange & { emoji: string }): boolean {
    return this.#database.get(
      "SELECT 1 FROM reactions WHERE room = ? AND message = ? AND emoji = ? AND user = ?",
      ...keyOf(roomNo, change),
      userNo(change.user),
    ) !== undefined;
  }

  #append(type: "reaction.added" | "reaction.removed", change: MessageChange & { emoji: string }): number {
    const { room, user, message, emoji } = change;
    return this.#messages.appendNow({ room, type, user, body: emoji, details: { message } });
  }
}

function keyOf(roomNo: number, { message, emoji }: { message: number; emoji: string }) {
  return [roomNo, message, emoji] as const;
}
