import type { User } from "../../protocol/models.ts";
import type { UnreadCount, UnreadPlace } from "../message_records.ts";
import type { UnreadStore } from "../message_stores.ts";
import type { SqliteDatabase } from "./database.ts";
import { userNo } from "./ids.ts";
import type { SqliteLog } from "./log.ts";

/** Events up to which a log is looked through for a user's own messages; beyond, those messages are. */
const NEAR = 2_000;

const RANGE = "room = ?1 AND seq > ?2 AND seq <= ?3 AND user = ?4";
const OWN_IN_ROOM = `SELECT count(*) AS count FROM events WHERE ${RANGE} AND type = 'message.posted'`;
const OWN_OF_USER =
  `SELECT count(*) AS count FROM events INDEXED BY events_by_client_id WHERE ${RANGE} AND client_id IS NOT NULL`;

/** What is unread, by arithmetic on the log's numbers: nothing is kept for it but what was deleted. */
export class SqliteUnread implements UnreadStore {
  readonly #database: SqliteDatabase;
  readonly #log: SqliteLog;

  constructor(database: SqliteDatabase, log: SqliteLog) {
    this.#database = database;
    this.#log = log;
  }

  count(user: User, places: readonly UnreadPlace[]): Promise<UnreadCount[]> {
    return Promise.resolve(places.map((place) => this.#count(userNo(user), place)));
  }

  #count(user: number, { room, after, head, most }: UnreadPlace): UnreadCount {
    const range = [this.#log.roomNo(room) ?? null, after, head, user] as const;
    const own = this.#database.get<{ count: number }>(
      head - after <= NEAR ? OWN_IN_ROOM : OWN_OF_USER,
      ...range,
    )!;
    const replies = this.#database.get<{ count: number }>(
      `SELECT count(*) AS count FROM replies WHERE room = ?1 AND seq > ?2 AND seq <= ?3 AND author = ?4`,
      ...range,
    )!;
    const deleted = this.#database.get<{ count: number }>(
      `SELECT count(*) AS count FROM deletions WHERE room = ?1 AND message > ?2 AND seq <= ?3 AND author <> ?4`,
      ...range,
    )!;
    const mentioned = this.#database.all<{ seq: number; total: number }>(
      `SELECT seq, count(*) OVER () AS total FROM mentions
        WHERE user IN (?4, 0) AND room = ?1 AND seq > ?2 AND seq <= ?3 AND author <> ?4
          AND author NOT IN (SELECT blocked FROM blocks WHERE user = ?4)
        GROUP BY seq ORDER BY seq DESC LIMIT ?5`,
      ...range,
      most,
    );
    return {
      own: own.count - replies.count,
      deleted: deleted.count,
      mentions: mentioned[0]?.total ?? 0,
      mentioned: mentioned.map(({ seq }) => seq).reverse(),
    };
  }
}
