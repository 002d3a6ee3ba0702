import type { User } from "../../protocol/models.ts";
import type { BanDraft, BanRecord } from "../order_records.ts";
import type { BanStore } from "../order_stores.ts";
import type { SqliteAudit } from "./audit.ts";
import type { SqliteDatabase } from "./database.ts";
import { userId, userNo } from "./ids.ts";
import { saidOf } from "./restrictions.ts";

interface Row {
  no: number;
  user: number | null;
  name: string | null;
  network: string | null;
  by: number;
  by_name: string;
  at: number;
  until: number | null;
  reason: string;
}

const LIVE = "(b.until IS NULL OR b.until > ?1)";
const SELECT = `SELECT b.no, b.user, u.name, b.network, b.by, y.name AS by_name, b.at, b.until, b.reason
  FROM bans b LEFT JOIN users u ON u.no = b.user JOIN users y ON y.no = b.by`;

export class SqliteBans implements BanStore {
  readonly #database: SqliteDatabase;
  readonly #audit: SqliteAudit;

  constructor(database: SqliteDatabase, audit: SqliteAudit) {
    this.#database = database;
    this.#audit = audit;
  }

  add(
    { user, network, by, at, until, reason }: BanDraft,
    max: number,
  ): Promise<{ ban: BanRecord; sessions: string[] } | undefined> {
    return this.#database.write(() => {
      const no = user === null ? null : userNo(user);
      this.#database.run("DELETE FROM bans WHERE user IS ? AND network IS ?", no, network);
      const { count } = this.#database.get<{ count: number }>(
        `SELECT count(*) AS count FROM bans b WHERE ${LIVE}`,
        at,
      )!;
      if (count >= max) return undefined;
      const { rowid } = this.#database.run(
        "INSERT INTO bans (user, network, by, at, until, reason) VALUES (?, ?, ?, ?, ?, ?)",
        no,
        network,
        userNo(by),
        at,
        until,
        reason,
      );
      const details = saidOf({ ...(network !== null && { network }), until, reason });
      this.#audit.writeNow({ act: "server.ban", by, ...(user !== null && { whom: user }), details });
      return { ban: this.#find(rowid)!, sessions: no === null ? [] : this.#endSessions(no) };
    });
  }

  lift(id: number, by: User): Promise<BanRecord | undefined> {
    return this.#database.write(() => {
      const ban = this.#find(id);
      if (ban === undefined) return undefined;
      this.#database.run("DELETE FROM bans WHERE no = ?", id);
      const { user, network } = ban;
      this.#audit.writeNow({
        act: "server.unban",
        by,
        ...(user !== null && { whom: user }),
        ...(network !== null && { details: { network } }),
      });
      return ban;
    });
  }

  list(now: number): Promise<BanRecord[]> {
    const rows = this.#database.all<Row>(`${SELECT} WHERE ${LIVE} ORDER BY b.no DESC`, now);
    return Promise.resolve(rows.map(toRecord));
  }

  removeExpired(now: number): Promise<number> {
    return this.#database.write(() => this.#database.run("DELETE FROM bans WHERE until <= ?", now).changes);
  }

  /** Also what would begin another one. */
  #endSessions(no: number): string[] {
    this.#database.run("DELETE FROM links WHERE user = ?", no);
    return this.#database.all<{ token_hash: string }>(
      "DELETE FROM sessions WHERE user = ? RETURNING token_hash",
      no,
    ).map(({ token_hash }) => token_hash);
  }

  #find(no: number): BanRecord | undefined {
    const row = this.#database.get<Row>(`${SELECT} WHERE b.no = ?`, no);
    return row && toRecord(row);
  }
}

function toRecord({ no, user, name, network, by, by_name, at, until, reason }: Row): BanRecord {
  return {
    id: no,
    user: user === null ? null : { id: userId(user), name: name! },
    network,
    by: { id: userId(by), name: by_name },
    at,
    until,
    reason,
  };
}
