import type { ReadMark, Room, User } from "../../protocol/models.ts";
import type { JoinOutcome, MembershipRecord } from "../records.ts";
import type { MembershipStore } from "../store.ts";
import type { SqliteDatabase } from "./database.ts";
import { userNo } from "./ids.ts";
import type { SqliteLog } from "./log.ts";
import { ROOM_COLUMNS } from "./rooms.ts";

type Row = Room & { read_seq: number; read_ordinal: number };

const SELECT = `SELECT ${ROOM_COLUMNS}, m.read_seq, m.read_ordinal
  FROM memberships m JOIN rooms r ON r.no = m.room WHERE m.user = ?`;

export class SqliteMemberships implements MembershipStore {
  readonly #database: SqliteDatabase;
  readonly #log: SqliteLog;

  constructor(database: SqliteDatabase, log: SqliteLog) {
    this.#database = database;
    this.#log = log;
  }

  join(room: string, user: User, max: number): Promise<JoinOutcome> {
    return this.#database.write(() => this.#join(room, user, max));
  }

  leave(room: string, user: User): Promise<boolean> {
    return this.#database.write(() => {
      const roomNo = this.#log.roomNo(room);
      if (roomNo === undefined) return false;
      const { changes } = this.#database.run(
        "DELETE FROM memberships WHERE room = ? AND user = ?",
        roomNo,
        userNo(user),
      );
      if (changes === 0) return false;
      this.#log.appendNow({ room, type: "member.left", user, body: "{}" });
      return true;
    });
  }

  ofUser(user: User): Promise<MembershipRecord[]> {
    const rows = this.#database.all<Row>(`${SELECT} ORDER BY m.room`, userNo(user));
    return Promise.resolve(rows.map(toMembership));
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

  /** Makes a member of who is none, inside a transaction that is already open; gives the event's number, if there is the room. */
  addNow(room: string, user: User): number | undefined {
    const appended = this.#log.appendNow({ room, type: "member.joined", user, body: "{}" });
    if (appended.outcome !== "stored") return undefined;
    // Who joins has nothing to catch up: the mark stands at the join itself.
    this.#database.run(
      `INSERT INTO memberships (room, user, read_seq, read_ordinal)
        SELECT room, ?, seq, ordinal FROM events WHERE room = ? AND seq = ?`,
      userNo(user),
      this.#log.roomNo(room)!,
      appended.seq,
    );
    return appended.seq;
  }

  #join(room: string, user: User, max: number): JoinOutcome {
    const roomNo = this.#log.roomNo(room);
    if (roomNo === undefined) return { outcome: "no_room" };
    const before = this.#find(roomNo, user);
    if (before !== undefined) return { outcome: "already", membership: before };
    const { count } = this.#database.get<{ count: number }>(
      "SELECT count(*) AS count FROM memberships WHERE user = ?",
      userNo(user),
    )!;
    if (count >= max) return { outcome: "full" };
    const seq = this.addNow(room, user)!;
    const joined = this.#find(roomNo, user)!;
    // The room's row gets its new head only at the end of the transaction.
    joined.room.seq = seq;
    joined.room.messages = joined.read.ordinal;
    return { outcome: "joined", membership: joined };
  }

  #find(roomNo: number, user: User): MembershipRecord | undefined {
    const row = this.#database.get<Row>(`${SELECT} AND m.room = ?`, userNo(user), roomNo);
    return row && toMembership(row);
  }
}

function toMembership(row: Row): MembershipRecord {
  const { read_seq, read_ordinal, ...room } = row;
  return { room, read: { seq: read_seq, ordinal: read_ordinal } };
}
