import type { RoomMember, RoomRole } from "../../protocol/models.ts";
import type { MemberPage } from "../room_records.ts";
import type { SqliteDatabase } from "./database.ts";
import { userId, userNo } from "./ids.ts";
import { endOfPrefix, MAX_CANDIDATES } from "./user_search.ts";

interface Row {
  no: number;
  name: string;
  role: RoomRole;
}

const COLUMNS = "u.no, u.name, m.role FROM memberships m JOIN users u ON u.no = m.user";

/** As MembershipStore.list(): what it reads does not grow with the room. */
export function listMembers(
  database: SqliteDatabase,
  roomNo: number,
  { skeleton, limit }: { skeleton: string; limit: number },
): MemberPage {
  const { total } = database.get<{ total: number }>(
    "SELECT count(*) AS total FROM memberships WHERE room = ?",
    roomNo,
  )!;
  const rows = skeleton === "" ? listAll(database, roomNo, limit) : database.all<Row>(
    `SELECT u.no, u.name, m.role FROM
        (SELECT user FROM usernames WHERE skeleton >= ? AND skeleton < ? ORDER BY skeleton LIMIT ${MAX_CANDIDATES}) AS n
        JOIN memberships m ON m.room = ? AND m.user = n.user JOIN users u ON u.no = n.user LIMIT ?`,
    skeleton,
    endOfPrefix(skeleton),
    roomNo,
    limit,
  );
  return { members: rows.map(toMember), total };
}

/** As MembershipStore.find(). */
export function findMember(database: SqliteDatabase, roomNo: number, id: string): RoomMember | undefined {
  const row = database.get<Row>(`SELECT ${COLUMNS} WHERE m.room = ? AND m.user = ?`, roomNo, userNo({ id }));
  return row && toMember(row);
}

function listAll(database: SqliteDatabase, roomNo: number, limit: number): Row[] {
  const higher = database.all<Row>(
    `SELECT ${COLUMNS} WHERE m.room = ? AND m.role <> 'member' ORDER BY m.role = 'owner' DESC, m.since LIMIT ?`,
    roomNo,
    limit,
  );
  const others = database.all<Row>(
    `SELECT ${COLUMNS} WHERE m.room = ? AND m.role = 'member' ORDER BY m.user LIMIT ?`,
    roomNo,
    limit - higher.length,
  );
  return [...higher, ...others];
}

function toMember({ no, name, role }: Row): RoomMember {
  return { user: { id: userId(no), name }, role };
}
