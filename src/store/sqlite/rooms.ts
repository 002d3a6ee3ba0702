import type { Room, User } from "../../protocol/models.ts";
import type { RoomChange } from "../../protocol/events.ts";
import type { DirectDraft, DirectOutcome, RoomDraft } from "../room_records.ts";
import type { RoomStore } from "../store.ts";
import type { SqliteAudit } from "./audit.ts";
import type { SqliteDatabase } from "./database.ts";
import { openDirect } from "./direct_rooms.ts";
import { userNo } from "./ids.ts";
import type { SqliteLog } from "./log.ts";
import type { SqliteMemberships } from "./memberships.ts";
import { ROOM_COLUMNS, type RoomRow, toRoom } from "./room_rows.ts";

export class SqliteRooms implements RoomStore {
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

  create({ id, name, topic, epoch, user, kind, join = false }: RoomDraft): Promise<Room | undefined> {
    const isPrivate = kind === "private";
    return this.#database.write(() => {
      const { changes } = this.#database.run(
        `INSERT INTO rooms (id, name, topic, epoch, seq, messages, created_at, made_by, kind)
          VALUES (?, ?, ?, ?, 0, 0, ?, ?, ?)
          ON CONFLICT (id) DO NOTHING`,
        id,
        name,
        topic,
        epoch,
        Date.now(),
        user === null ? null : userNo(user),
        isPrivate ? kind : "public",
      );
      if (changes === 0) return undefined;
      const said = isPrivate ? { name, topic, kind } : { name, topic };
      this.#log.appendNow({ room: id, type: "room.created", user, body: JSON.stringify(said) });
      const room: Room = { id, name, topic, epoch, seq: 1, messages: 0 };
      if (isPrivate) room.kind = kind;
      if (join && user !== null) room.seq = this.#memberships.addNow(id, user, { role: "owner" })!;
      return room;
    });
  }

  get(id: string): Promise<Room | undefined> {
    return Promise.resolve(this.#find(id));
  }

  change(id: string, user: User, change: RoomChange): Promise<Room | undefined> {
    return this.#database.write(() => {
      const room = this.#find(id);
      if (room === undefined) return undefined;
      const different = differences(room, change);
      if (Object.keys(different).length === 0) return room;
      const appended = this.#log.appendNow({
        room: id,
        type: "room.changed",
        user,
        body: JSON.stringify(different),
      });
      this.#audit.writeNow({ act: "room.change", by: user, room: id, details: { ...different } });
      const { name = room.name, topic = room.topic, visibility = room.kind ?? "public", archived } =
        different;
      const { slowMode = room.slowMode ?? 0 } = different;
      this.#database.run(
        `UPDATE rooms SET name = ?, topic = ?, kind = ?,
          archived_at = CASE ?4 WHEN 0 THEN NULL WHEN 1 THEN ?5 ELSE archived_at END, slow_mode = ?7 WHERE id = ?6`,
        name,
        topic,
        visibility,
        archived === undefined ? null : Number(archived),
        Date.now(),
        id,
        slowMode,
      );
      const changed = this.#find(id)!;
      if (appended.outcome === "stored") changed.seq = appended.seq;
      return changed;
    });
  }

  openDirect(draft: DirectDraft): Promise<DirectOutcome> {
    return this.#database.write(() =>
      openDirect({ database: this.#database, log: this.#log, memberships: this.#memberships }, draft)
    );
  }

  count(user: User): Promise<{ total: number; made: number }> {
    const counts = this.#database.get<{ total: number; made: number }>(
      `SELECT (SELECT count(*) FROM rooms WHERE kind <> 'direct') AS total,
        (SELECT count(*) FROM rooms WHERE made_by = ? AND kind <> 'direct') AS made`,
      userNo(user),
    )!;
    return Promise.resolve({ ...counts });
  }

  list(): Promise<(Room & { members: number })[]> {
    const rows = this.#database.all<RoomRow & { members: number }>(
      `SELECT ${ROOM_COLUMNS}, (SELECT count(*) FROM memberships m WHERE m.room = r.no) AS members
        FROM rooms r WHERE r.kind <> 'direct' ORDER BY r.name, r.id`,
    );
    return Promise.resolve(rows.map((row) => ({ ...toRoom(this.#database, row), members: row.members })));
  }

  slow(): Promise<Room[]> {
    const rows = this.#database.all<RoomRow>(`SELECT ${ROOM_COLUMNS} FROM rooms r WHERE r.slow_mode > 0`);
    return Promise.resolve(rows.map((row) => toRoom(this.#database, row)));
  }

  #find(id: string): Room | undefined {
    const row = this.#database.get<RoomRow>(`SELECT ${ROOM_COLUMNS} FROM rooms r WHERE r.id = ?`, id);
    return row && toRoom(this.#database, row);
  }
}

/** What of a change is not so already. */
function differences(room: Room, change: RoomChange): RoomChange {
  const before: Required<RoomChange> = {
    name: room.name,
    topic: room.topic,
    visibility: room.kind === "private" ? "private" : "public",
    archived: room.archived === true,
    slowMode: room.slowMode ?? 0,
  };
  return Object.fromEntries(
    Object.entries(change).filter(([key, value]) =>
      value !== undefined && value !== before[key as keyof RoomChange]
    ),
  );
}
