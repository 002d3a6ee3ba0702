import type { Involvement, ReadMark, RoomMember, RoomRole, User } from "../../protocol/models.ts";
import type {
  JoinOutcome,
  MemberPage,
  MembershipRecord,
  RoleOutcome,
  RoomSettings,
} from "../room_records.ts";
import type { MembershipStore } from "../store.ts";
import type { SqliteAudit } from "./audit.ts";
import type { SqliteDatabase } from "./database.ts";
import { userId, userNo } from "./ids.ts";
import type { SqliteLog } from "./log.ts";
import { findMember, listMembers } from "./member_list.ts";
import { findSuccessor, setRole } from "./roles.ts";
import { ROOM_COLUMNS, type RoomRow, toRoom } from "./room_rows.ts";

type Row = RoomRow & {
  read_seq: number;
  read_ordinal: number;
  role: RoomRole;
  involvement: Involvement;
  favourite: number | null;
};

const SELECT = `SELECT ${ROOM_COLUMNS}, m.read_seq, m.read_ordinal, m.role, m.involvement, m.favourite
  FROM memberships m JOIN rooms r ON r.no = m.room WHERE m.user = ?`;

export class SqliteMemberships implements MembershipStore {
  readonly #database: SqliteDatabase;
  readonly #log: SqliteLog;
  readonly #audit: SqliteAudit;

  constructor(database: SqliteDatabase, parts: { log: SqliteLog; audit: SqliteAudit }) {
    this.#database = database;
    this.#log = parts.log;
    this.#audit = parts.audit;
  }

  join(room: string, user: User, max: number, by?: User): Promise<JoinOutcome> {
    return this.#database.write(() => this.#join(room, user, max, by));
  }

  leave(room: string, user: User, by?: User, reason = ""): Promise<boolean> {
    return this.#database.write(() => {
      const left = this.leaveNow(room, user, by);
      if (left && by !== undefined) {
        const details = reason === "" ? undefined : { reason };
        this.#audit.writeNow({ act: "room.kick", by, whom: user, room, details });
      }
      return left;
    });
  }

  ofUser(user: User): Promise<MembershipRecord[]> {
    const rows = this.#database.all<Row>(`${SELECT} ORDER BY m.room`, userNo(user));
    return Promise.resolve(rows.map((row) => this.#toMembership(row)));
  }

  markRead(room: string, user: User, seq: number): Promise<ReadMark | undefined> {
    return this.#database.write(() => {
      const roomNo = this.#log.roomNo(room);
      if (roomNo === undefined) return undefined;
      this.#database.run(
        `UPDATE memberships SET read_seq = e.seq, read_ordinal = e.ordinal FROM events e
          WHERE memberships.room = ?1 AND memberships.user = ?2 AND e.room = ?1 AND e.seq = ?3 AND e.seq > read_seq`,
        roomNo,
        userNo(user),
        seq,
      );
      return this.#database.get<ReadMark>(
        "SELECT read_seq AS seq, read_ordinal AS ordinal FROM memberships WHERE room = ? AND user = ?",
        roomNo,
        userNo(user),
      );
    });
  }

  find(room: string, userId: string): Promise<RoomMember | undefined> {
    const roomNo = this.#log.roomNo(room);
    return Promise.resolve(roomNo === undefined ? undefined : findMember(this.#database, roomNo, userId));
  }

  setRole(room: string, user: User, role: RoomRole, by: User): Promise<RoleOutcome> {
    return this.#database.write(() => {
      const roomNo = this.#log.roomNo(room);
      return roomNo === undefined ? "no_member" : setRole(this.#parts(room, roomNo), user, role, by);
    });
  }

  set(room: string, user: User, change: Partial<RoomSettings>): Promise<RoomSettings | undefined> {
    return this.#database.write(() => {
      const roomNo = this.#log.roomNo(room);
      const before = roomNo === undefined ? undefined : this.#find(roomNo, user)?.settings;
      if (before === undefined) return undefined;
      const settings = { ...before, ...change };
      this.#database.run(
        "UPDATE memberships SET involvement = ?, favourite = ? WHERE room = ? AND user = ?",
        settings.involvement,
        settings.favourite,
        roomNo!,
        userNo(user),
      );
      return settings;
    });
  }

  list(room: string, query: { skeleton: string; limit: number }): Promise<MemberPage> {
    const roomNo = this.#log.roomNo(room);
    if (roomNo === undefined) return Promise.resolve({ members: [], total: 0 });
    return Promise.resolve(listMembers(this.#database, roomNo, query));
  }

  setRead(room: string, user: User, seq: number): Promise<ReadMark | undefined> {
    return this.#database.write(() => {
      const roomNo = this.#log.roomNo(room);
      if (roomNo === undefined) return undefined;
      const ordinal = seq === 0 ? 0 : this.#log.readOne(room, seq)?.ordinal;
      if (ordinal === undefined) return undefined;
      const { changes } = this.#database.run(
        "UPDATE memberships SET read_seq = ?, read_ordinal = ? WHERE room = ? AND user = ?",
        seq,
        ordinal,
        roomNo,
        userNo(user),
      );
      return changes === 0 ? undefined : { seq, ordinal };
    });
  }

  /** Makes a member of who is none, inside a transaction that is already open; gives the event's number, if there is the room. */
  addNow(
    room: string,
    user: User,
    { by, role = "member" }: { by?: User; role?: RoomRole } = {},
  ): number | undefined {
    const appended = this.#log.appendNow({ room, type: "member.joined", user, body: told(by) });
    if (appended.outcome !== "stored") return undefined;
    // Who joins has nothing to catch up: the mark stands at the join itself.
    this.#database.run(
      `INSERT INTO memberships (room, user, read_seq, read_ordinal, role, since)
        VALUES (?1, ?2, ?3, ?4, ?5, ?3)`,
      this.#log.roomNo(room)!,
      userNo(user),
      appended.seq,
      this.#log.headNow(room).messages,
      role,
    );
    return appended.seq;
  }

  /** As leave(), inside a transaction that is already open; nothing is written down of it. */
  leaveNow(room: string, user: User, by?: User): boolean {
    const roomNo = this.#log.roomNo(room);
    if (roomNo === undefined) return false;
    const row = this.#database.get<{ role: RoomRole }>(
      "DELETE FROM memberships WHERE room = ? AND user = ? RETURNING role",
      roomNo,
      userNo(user),
    );
    if (row === undefined) return false;
    this.#log.appendNow({ room, type: "member.left", user, body: told(by) });
    const successor = row.role === "owner" ? findSuccessor(this.#database, roomNo) : undefined;
    if (successor !== undefined) setRole(this.#parts(room, roomNo), successor, "owner");
    return true;
  }

  /** A membership with the room's head as the open transaction has it. */
  findNow(room: string, user: User): MembershipRecord | undefined {
    const roomNo = this.#log.roomNo(room);
    const membership = roomNo === undefined ? undefined : this.#find(roomNo, user);
    return membership && { ...membership, room: { ...membership.room, ...this.#log.headNow(room) } };
  }

  #join(room: string, user: User, max: number, by?: User): JoinOutcome {
    const roomNo = this.#log.roomNo(room);
    if (roomNo === undefined) return { outcome: "no_room" };
    const before = this.#find(roomNo, user);
    if (before !== undefined) return { outcome: "already", membership: before };
    const { kind } = this.#database.get<RoomRow>("SELECT kind FROM rooms WHERE no = ?", roomNo)!;
    if (kind === "direct" || (kind === "private" && by === undefined)) return { outcome: "no_room" };
    const ban = this.#findBan(roomNo, user);
    if (ban !== undefined) return { outcome: "banned", ban };
    const { count } = this.#database.get<{ count: number }>(
      `SELECT count(*) AS count FROM memberships m JOIN rooms r ON r.no = m.room
        WHERE m.user = ? AND r.kind <> 'direct'`,
      userNo(user),
    )!;
    if (count >= max) return { outcome: "full" };
    this.addNow(room, user, { by });
    return { outcome: "joined", membership: this.findNow(room, user)! };
  }

  #findBan(roomNo: number, user: User): Extract<JoinOutcome, { outcome: "banned" }>["ban"] | undefined {
    const row = this.#database.get<{ by: number; name: string; until: number | null; reason: string }>(
      `SELECT x.by, u.name, x.until, x.reason FROM restrictions x JOIN users u ON u.no = x.by
        WHERE x.room = ? AND x.kind = 'ban' AND x.user = ? AND (x.until IS NULL OR x.until > ?)`,
      roomNo,
      userNo(user),
      Date.now(),
    );
    return row && { by: { id: userId(row.by), name: row.name }, until: row.until, reason: row.reason };
  }

  #find(roomNo: number, user: User): MembershipRecord | undefined {
    const row = this.#database.get<Row>(`${SELECT} AND m.room = ?`, userNo(user), roomNo);
    return row && this.#toMembership(row);
  }

  #toMembership(row: Row): MembershipRecord {
    const { read_seq, read_ordinal, role, involvement, favourite } = row;
    return {
      room: toRoom(this.#database, row),
      read: { seq: read_seq, ordinal: read_ordinal },
      role,
      settings: { involvement, favourite },
    };
  }

  #parts(room: string, roomNo: number) {
    return { database: this.#database, log: this.#log, audit: this.#audit, room, roomNo };
  }
}

/** What an event says of who did it to the member. */
function told(by: User | undefined): string {
  return by === undefined ? "{}" : JSON.stringify({ by });
}
