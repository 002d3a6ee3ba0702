import type { User } from "../../protocol/models.ts";
import type {
  RestrictionDraft,
  RestrictionKind,
  RestrictionOutcome,
  RestrictionPlace,
  RestrictionRecord,
} from "../order_records.ts";
import type { RestrictionStore } from "../order_stores.ts";
import type { SqliteAudit } from "./audit.ts";
import type { SqliteDatabase } from "./database.ts";
import { userId, userNo } from "./ids.ts";
import type { SqliteLog } from "./log.ts";
import type { SqliteMemberships } from "./memberships.ts";

interface Row {
  room: string;
  kind: RestrictionKind;
  user: number;
  name: string;
  by: number;
  by_name: string;
  at: number;
  until: number | null;
  reason: string;
}

const LIVE = "(x.until IS NULL OR x.until > ?1)";
const SELECT = `SELECT r.id AS room, x.kind, x.user, u.name, x.by, b.name AS by_name, x.at, x.until, x.reason
  FROM restrictions x JOIN rooms r ON r.no = x.room JOIN users u ON u.no = x.user JOIN users b ON b.no = x.by
  WHERE ${LIVE}`;

export class SqliteRestrictions implements RestrictionStore {
  readonly #database: SqliteDatabase;
  readonly #log: SqliteLog;
  readonly #memberships: SqliteMemberships;
  readonly #audit: SqliteAudit;

  constructor(
    database: SqliteDatabase,
    parts: { log: SqliteLog; memberships: SqliteMemberships; audit: SqliteAudit },
  ) {
    this.#database = database;
    this.#log = parts.log;
    this.#memberships = parts.memberships;
    this.#audit = parts.audit;
  }

  add(
    { room, kind, user, by, at, until, reason }: RestrictionDraft,
    max: number,
  ): Promise<RestrictionOutcome> {
    return this.#database.write(() => {
      const roomNo = this.#log.roomNo(room);
      if (roomNo === undefined) return { outcome: "no_room" };
      const { count } = this.#database.get<{ count: number }>(
        `SELECT count(*) AS count FROM restrictions x WHERE ${LIVE} AND x.room = ?2 AND x.kind = ?3 AND x.user <> ?4`,
        at,
        roomNo,
        kind,
        userNo(user),
      )!;
      if (count >= max) return { outcome: "full" };
      this.#database.run(
        `INSERT OR REPLACE INTO restrictions (room, kind, user, by, at, until, reason) VALUES (?, ?, ?, ?, ?, ?, ?)`,
        roomNo,
        kind,
        userNo(user),
        userNo(by),
        at,
        until,
        reason,
      );
      const left = kind === "ban" && this.#memberships.leaveNow(room, user, by);
      this.#audit.writeNow({ act: `room.${kind}`, by, whom: user, room, details: saidOf({ until, reason }) });
      return { outcome: "stored", left };
    });
  }

  lift({ room, kind, user }: RestrictionPlace, by: User): Promise<boolean> {
    return this.#database.write(() => {
      const { changes } = this.#database.run(
        "DELETE FROM restrictions WHERE room = ? AND kind = ? AND user = ?",
        this.#log.roomNo(room) ?? null,
        kind,
        userNo(user),
      );
      if (changes > 0) this.#audit.writeNow({ act: `room.un${kind}`, by, whom: user, room });
      return changes > 0;
    });
  }

  of(room: string, now: number): Promise<RestrictionRecord[]> {
    const rows = this.#database.all<Row>(
      `${SELECT} AND x.room = ?2 ORDER BY x.at DESC, x.user`,
      now,
      this.#log.roomNo(room) ?? null,
    );
    return Promise.resolve(rows.map(toRecord));
  }

  mutes(now: number): Promise<RestrictionRecord[]> {
    return Promise.resolve(this.#database.all<Row>(`${SELECT} AND x.kind = 'mute'`, now).map(toRecord));
  }

  removeExpired(now: number): Promise<number> {
    return this.#database.write(() =>
      this.#database.run("DELETE FROM restrictions WHERE until <= ?", now).changes
    );
  }
}

/** What a record says of how long and why, without what is not said. */
export function saidOf(
  { until, reason, ...more }: { until: number | null; reason: string; network?: string },
): Record<string, unknown> | undefined {
  const said = {
    ...more,
    ...(until === null ? undefined : { until: new Date(until).toISOString() }),
    ...(reason === "" ? undefined : { reason }),
  };
  return Object.keys(said).length === 0 ? undefined : said;
}

function toRecord({ room, kind, user, name, by, by_name, at, until, reason }: Row): RestrictionRecord {
  return {
    room,
    kind,
    user: { id: userId(user), name },
    by: { id: userId(by), name: by_name },
    at,
    until,
    reason,
  };
}
