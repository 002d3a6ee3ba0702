import type { User } from "../../protocol/models.ts";
import type { PersonRecord } from "../people_records.ts";
import type { SqliteDatabase } from "./database.ts";
import { userId, userNo } from "./ids.ts";

/** Names of one beginning that are looked at: more letters find what is beyond. */
export const MAX_CANDIDATES = 500;

const KNOWN = `EXISTS (SELECT 1 FROM memberships a JOIN memberships b ON b.room = a.room AND b.user = u.no
  WHERE a.user = ?1)`;

/** As UserStore.find(). */
export function findUsers(
  database: SqliteDatabase,
  user: User,
  { skeleton, limit }: { skeleton: string; limit: number },
): PersonRecord[] {
  const rows = database.all<{ no: number; name: string; known: number }>(
    `SELECT u.no, u.name, ${KNOWN} AS known FROM
      (SELECT user, skeleton FROM usernames WHERE skeleton >= ?2 AND skeleton < ?3 AND user <> ?1
        ORDER BY skeleton LIMIT ${MAX_CANDIDATES}) AS n
      JOIN users u ON u.no = n.user WHERE known OR n.skeleton = ?2 LIMIT ?4`,
    userNo(user),
    skeleton,
    endOfPrefix(skeleton),
    limit,
  );
  return rows.map(({ no, name, known }) =>
    known ? { id: userId(no), name, known: true } : { id: userId(no), name }
  );
}

/** As UserStore.known(). */
export function knownUsers(database: SqliteDatabase, user: User, ids: readonly string[]): User[] {
  const rows = database.all<{ no: number; name: string }>(
    `SELECT u.no, u.name FROM json_each(?2) AS p JOIN users u ON u.no = p.value WHERE ${KNOWN} ORDER BY u.no`,
    userNo(user),
    JSON.stringify([...new Set(ids)].map((id) => userNo({ id })).filter(Number.isFinite)),
  );
  return rows.map(({ no, name }) => ({ id: userId(no), name }));
}

/** What comes after all texts that begin so, in the order of their bytes. */
export function endOfPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}
