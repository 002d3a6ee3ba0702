import type { User } from "../../protocol/models.ts";
import type { BlockStore } from "../order_stores.ts";
import type { SqliteDatabase } from "./database.ts";
import { userId, userNo } from "./ids.ts";

interface Row {
  no: number;
  name: string;
}

export class SqliteBlocks implements BlockStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  ofUser(user: User): Promise<User[]> {
    const rows = this.#database.all<Row>(
      `SELECT u.no, u.name FROM blocks b JOIN users u ON u.no = b.blocked WHERE b.user = ? ORDER BY b.at, u.no`,
      userNo(user),
    );
    return Promise.resolve(rows.map(toBlocked));
  }

  blockers(user: User, ids: readonly string[]): Promise<User[]> {
    const rows = this.#database.all<Row>(
      `SELECT u.no, u.name FROM json_each(?2) AS p JOIN blocks b ON b.user = p.value AND b.blocked = ?1
        JOIN users u ON u.no = b.user ORDER BY u.no`,
      userNo(user),
      JSON.stringify([...new Set(ids)].map((id) => userNo({ id })).filter(Number.isFinite)),
    );
    return Promise.resolve(rows.map(toBlocked));
  }

  findHeard(user: User, id: string): Promise<User | undefined> {
    const row = this.#database.get<Row>(
      `SELECT u.no, u.name FROM users u WHERE u.no = ?2 AND u.no <> ?1 AND (
        EXISTS (SELECT 1 FROM memberships a JOIN memberships b ON b.room = a.room AND b.user = u.no WHERE a.user = ?1)
        OR EXISTS (SELECT 1 FROM events e JOIN memberships m ON m.room = e.room AND m.user = ?1
          WHERE e.user = u.no AND e.client_id IS NOT NULL))`,
      userNo(user),
      userNo({ id }),
    );
    return Promise.resolve(row && toBlocked(row));
  }

  add(user: User, blocked: User, { now, max }: { now: number; max: number }): Promise<boolean> {
    return this.#database.write(() => {
      const { count } = this.#database.get<{ count: number }>(
        "SELECT count(*) AS count FROM blocks WHERE user = ? AND blocked <> ?",
        userNo(user),
        userNo(blocked),
      )!;
      if (count >= max) return false;
      this.#database.run(
        "INSERT INTO blocks (user, blocked, at) VALUES (?, ?, ?) ON CONFLICT (user, blocked) DO NOTHING",
        userNo(user),
        userNo(blocked),
        now,
      );
      return true;
    });
  }

  remove(user: User, id: string): Promise<boolean> {
    return this.#database.write(() =>
      this.#database.run(
        "DELETE FROM blocks WHERE user = ? AND blocked = ?",
        userNo(user),
        userNo({ id }),
      ).changes > 0
    );
  }
}

function toBlocked({ no, name }: Row): User {
  return { id: userId(no), name };
}
