import type { RoomRole, User } from "../../protocol/models.ts";
import type { RoleOutcome } from "../room_records.ts";
import type { SqliteAudit } from "./audit.ts";
import type { SqliteDatabase } from "./database.ts";
import { userId, userNo } from "./ids.ts";
import type { SqliteLog } from "./log.ts";

interface Place {
  database: SqliteDatabase;
  log: SqliteLog;
  audit: SqliteAudit;
  room: string;
  roomNo: number;
}

/** Gives a member another role, inside a transaction that is already open. */
export function setRole(place: Place, user: User, role: RoomRole, by?: User): RoleOutcome {
  const { database, log, audit, room, roomNo } = place;
  const before = database.get<{ role: RoomRole }>(
    "SELECT role FROM memberships WHERE room = ? AND user = ?",
    roomNo,
    userNo(user),
  )?.role;
  if (before === undefined) return "no_member";
  if (before === role) return "same";
  if (before === "owner" && countOwners(database, roomNo) === 1) return "last_owner";
  database.run(
    "UPDATE memberships SET role = ? WHERE room = ? AND user = ?",
    role,
    roomNo,
    userNo(user),
  );
  log.appendNow({ room, type: "member.changed", user, body: JSON.stringify({ role, by }) });
  audit.writeNow({ act: "member.role", by: by ?? null, whom: user, room, details: { role } });
  return "changed";
}

/** Who owns a room that its last owner has left; undefined where there is another owner, or nobody. */
export function findSuccessor(database: SqliteDatabase, roomNo: number): User | undefined {
  if (countOwners(database, roomNo) > 0) return undefined;
  const row = database.get<{ no: number; name: string }>(
    `SELECT u.no, u.name FROM memberships m JOIN users u ON u.no = m.user WHERE m.room = ?
      ORDER BY m.role = 'moderator' DESC, m.since, m.user LIMIT 1`,
    roomNo,
  );
  return row && { id: userId(row.no), name: row.name };
}

function countOwners(database: SqliteDatabase, roomNo: number): number {
  return database.get<{ count: number }>(
    "SELECT count(*) AS count FROM memberships WHERE room = ? AND role = 'owner' AND role <> 'member'",
    roomNo,
  )!.count;
}
