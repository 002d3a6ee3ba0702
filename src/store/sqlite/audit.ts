import type { AuditAct } from "../../protocol/moderation.ts";
import type { User } from "../../protocol/models.ts";
import type { AuditDraft, AuditRecord } from "../order_records.ts";
import type { AuditStore } from "../order_stores.ts";
import type { SqliteDatabase } from "./database.ts";
import { userId, userNo } from "./ids.ts";
import type { SqliteLog } from "./log.ts";

interface Row {
  no: number;
  at: number;
  act: AuditAct;
  user: number | null;
  name: string | null;
  whom: number | null;
  whom_name: string | null;
  room: string | null;
  room_name: string | null;
  details: string | null;
}

/** What those did who keep order; each row is written with the act itself, or not at all. */
export class SqliteAudit implements AuditStore {
  readonly #database: SqliteDatabase;
  readonly #log: SqliteLog;

  constructor(database: SqliteDatabase, log: SqliteLog) {
    this.#database = database;
    this.#log = log;
  }

  list(
    reader: User,
    { before, limit }: { before?: number | undefined; limit: number },
  ): Promise<AuditRecord[]> {
    const rows = this.#database.all<Row>(
      `SELECT a.no, a.at, a.act, a.user, u.name, a.whom, w.name AS whom_name, r.id AS room, r.name AS room_name,
          a.details
        FROM audit a LEFT JOIN users u ON u.no = a.user LEFT JOIN users w ON w.no = a.whom
        LEFT JOIN rooms r ON r.no = a.room
        WHERE a.no < ?1 AND (a.room IS NULL OR r.kind = 'public'
          OR EXISTS (SELECT 1 FROM memberships m WHERE m.room = a.room AND m.user = ?2))
        ORDER BY a.no DESC LIMIT ?3`,
      before ?? Number.MAX_SAFE_INTEGER,
      userNo(reader),
      limit,
    );
    return Promise.resolve(rows.map(toRecord));
  }

  removeBefore(time: number): Promise<number> {
    return this.#database.write(() => this.#database.run("DELETE FROM audit WHERE at < ?", time).changes);
  }

  /** Writes a row, inside a transaction that is already open. */
  writeNow({ act, by, whom, room, details }: AuditDraft): void {
    this.#database.run(
      "INSERT INTO audit (at, act, user, whom, room, details) VALUES (?, ?, ?, ?, ?, ?)",
      Date.now(),
      act,
      by === null ? null : userNo(by),
      whom === undefined ? null : userNo(whom),
      room === undefined ? null : this.#log.roomNo(room) ?? null,
      details === undefined ? null : JSON.stringify(details),
    );
  }
}

function toRecord(row: Row): AuditRecord {
  return {
    id: row.no,
    at: row.at,
    act: row.act,
    by: toUser(row.user, row.name),
    whom: toUser(row.whom, row.whom_name),
    room: row.room === null ? null : { id: row.room, name: row.room_name! },
    details: row.details === null ? undefined : JSON.parse(row.details) as Record<string, unknown>,
  };
}

function toUser(no: number | null, name: string | null): User | null {
  return no === null || name === null ? null : { id: userId(no), name };
}
