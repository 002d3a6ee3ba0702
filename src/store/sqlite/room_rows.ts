import type { Room, RoomKind, User } from "../../protocol/models.ts";
import type { SqliteDatabase } from "./database.ts";
import { userId } from "./ids.ts";

/** Of a table `rooms r`. */
export const ROOM_COLUMNS =
  "r.id, r.name, r.topic, r.epoch, r.seq, r.messages, r.kind, r.archived_at, r.people, r.slow_mode";

export interface RoomRow {
  id: string;
  name: string;
  topic: string;
  epoch: string;
  seq: number;
  messages: number;
  kind: RoomKind;
  archived_at: number | null;
  people: string | null;
  slow_mode: number;
}

/** A room as it goes over the wire. */
export function toRoom(database: SqliteDatabase, row: RoomRow): Room {
  const { id, name, topic, epoch, seq, messages, kind, archived_at, people, slow_mode } = row;
  const room: Room = { id, name, topic, epoch, seq, messages };
  if (kind !== "public") room.kind = kind;
  if (archived_at !== null) room.archived = true;
  if (slow_mode > 0) room.slowMode = slow_mode;
  if (people !== null) room.people = readPeople(database, people);
  return room;
}

function readPeople(database: SqliteDatabase, people: string): User[] {
  const rows = database.all<{ no: number; name: string }>(
    "SELECT u.no, u.name FROM json_each(?) AS p JOIN users u ON u.no = p.value ORDER BY u.no",
    people,
  );
  return rows.map(({ no, name }) => ({ id: userId(no), name }));
}
