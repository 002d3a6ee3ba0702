import type { Room, User } from "../../protocol/models.ts";
import type { RoomStore } from "../store.ts";
import type { SqliteDatabase } from "./database.ts";
import { userNo } from "./ids.ts";
import type { SqliteLog } from "./log.ts";

export const ROOM_COLUMNS = "r.id, r.name, r.topic, r.epoch, r.seq, r.messages";

export class SqliteRooms implements RoomStore {
  readonly #database: SqliteDatabase;
  readonly #log: SqliteLog;

  constructor(database: SqliteDatabase, log: SqliteLog) {
    this.#database = database;
    this.#log = log;
  }

  create(
    draft: { id: string; name: string; topic: string; epoch: string; user: User | null },
  ): Promise<Room | undefined> {
    const { id, name, topic, epoch, user } = draft;
    return this.#database.write(() => {
      const { changes } = this.#database.run(
        `INSERT INTO rooms (id, name, topic, epoch, seq, messages, created_at, made_by)
          VALUES (?, ?, ?, ?, 0, 0, ?, ?)
          ON CONFLICT (id) DO NOTHING`,
        id,
        name,
        topic,
        epoch,
        Date.now(),
        user === null ? null : userNo(user),
      );
      if (changes === 0) return undefined;
      this.#log.appendNow({ room: id, type: "room.created", user, body: JSON.stringify({ name, topic }) });
      return { id, name, topic, epoch, seq: 1, messages: 0 };
    });
  }

  get(id: string): Promise<Room | undefined> {
    const row = this.#database.get<Room>(`SELECT ${ROOM_COLUMNS} FROM rooms r WHERE r.id = ?`, id);
    return Promise.resolve(row && { ...row });
  }

  count(user: User): Promise<{ total: number; made: number }> {
    const counts = this.#database.get<{ total: number; made: number }>(
      "SELECT (SELECT count(*) FROM rooms) AS total, (SELECT count(*) FROM rooms WHERE made_by = ?) AS made",
      userNo(user),
    )!;
    return Promise.resolve({ ...counts });
  }

  list(): Promise<(Room & { members: number })[]> {
    const rows = this.#database.all<Room & { members: number }>(
      `SELECT ${ROOM_COLUMNS}, (SELECT count(*) FROM memberships m WHERE m.room = r.no) AS members
        FROM rooms r ORDER BY r.name, r.id`,
    );
    return Promise.resolve(rows.map((row) => ({ ...row })));
  }
}
