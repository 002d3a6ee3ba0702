import type { ServerRole } from "../../protocol/models.ts";
import type { ListedUser, UserQuery } from "../people_records.ts";
import type { SqliteDatabase } from "./database.ts";
import { toUser } from "./ids.ts";
import { endOfPrefix } from "./user_search.ts";

interface Row {
  no: number;
  name: string;
  status: string;
  role: ServerRole;
  created_at: number;
  sessions: number;
  seen_at: number | null;
}

/** As UserStore.list(). */
export function listUsers(
  database: SqliteDatabase,
  { skeleton, words, roles, before = Number.MAX_SAFE_INTEGER, limit, now }: UserQuery,
): ListedUser[] {
  const rows = database.all<Row>(
    `SELECT u.no, u.name, u.status, u.role, u.created_at,
        (SELECT count(*) FROM sessions s WHERE s.user = u.no AND s.expires_at > ?1) AS sessions,
        (SELECT max(s.seen_at) FROM sessions s WHERE s.user = u.no AND s.expires_at > ?1) AS seen_at
      FROM users u
      WHERE u.no < ?2 AND u.role IN (SELECT value FROM json_each(?3))
        AND (u.role <> 'guest' OR EXISTS (SELECT 1 FROM sessions s WHERE s.user = u.no AND s.expires_at > ?1))
        AND (?4 = '' OR instr(lower(u.name), lower(?4)) > 0
          OR EXISTS (SELECT 1 FROM usernames n WHERE n.user = u.no AND n.skeleton >= ?5 AND n.skeleton < ?6))
      ORDER BY u.no DESC LIMIT ?7`,
    now,
    before,
    JSON.stringify(roles),
    words,
    skeleton,
    endOfPrefix(skeleton),
    limit,
  );
  return rows.map((row) => ({
    no: row.no,
    user: toUser(row),
    role: row.role,
    createdAt: row.created_at,
    sessions: row.sessions,
    seenAt: row.seen_at,
  }));
}
