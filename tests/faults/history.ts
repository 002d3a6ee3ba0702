import { DatabaseSync } from "node:sqlite";
import { indexOf } from "./seed.ts";

export interface StoredEvent {
  seq: number;
  /** A message's client id, else the event's type. */
  id: string;
  /** Index of the author; undefined for what is no message. */
  author?: number;
}

export interface StoredRoom {
  /** As the room's own row says. */
  head: number;
  epoch: string;
  /** Oldest first. */
  events: StoredEvent[];
}

/** All that is stored, read straight from the file. */
export interface History {
  rooms: Map<string, StoredRoom>;
  /** What SQLite says of the file: `ok`. */
  integrity: string;
}

interface Row {
  room: string;
  seq: number;
  type: string;
  client_id: string | null;
  name: string | null;
}

/** Reads a store's file, which may be in use. */
export function readHistory(path: string): History {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  try {
    const rooms = new Map<string, StoredRoom>();
    database.exec("BEGIN");
    const heads = database.prepare("SELECT id, epoch, seq FROM rooms").all() as {
      id: string;
      epoch: string;
      seq: number;
    }[];
    for (const { id, epoch, seq } of heads) rooms.set(id, { head: seq, epoch, events: [] });
    const rows = database.prepare(
      `SELECT r.id AS room, e.seq, e.type, e.client_id, u.name FROM events e JOIN rooms r ON r.no = e.room
        LEFT JOIN users u ON u.no = e.user ORDER BY e.room, e.seq`,
    ).iterate() as Iterable<unknown> as Iterable<Row>;
    for (const { room, seq, type, client_id, name } of rows) {
      rooms.get(room)!.events.push(
        client_id === null ? { seq, id: type } : { seq, id: client_id, author: indexOf(name ?? "") },
      );
    }
    database.exec("COMMIT");
    const { integrity_check } = database.prepare("PRAGMA integrity_check").get() as {
      integrity_check: string;
    };
    return { rooms, integrity: integrity_check };
  } finally {
    database.close();
  }
}
