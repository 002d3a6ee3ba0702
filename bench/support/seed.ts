import { createHash } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { openStore } from "../../src/store/open.ts";
import { TEXT_BYTES } from "../load/text.ts";

/** A data folder with people, rooms and messages, made without a server. */
export interface Seeded {
  /** Sessions, a person each. */
  tokens: string[];
  rooms: { id: string; epoch: string; seq: number }[];
  /** Messages of the first room. */
  messages: number;
}

export interface SeedOptions {
  people: number;
  rooms: number;
  /** Messages of the first room. */
  messages?: number;
  /** Messages of each other room. */
  others?: number;
  /** Rooms of a person, as numbers from 0; the first one by default. */
  roomsOf?: (person: number) => number[];
}

const DAY = 86_400_000;
const TEXT = "the quick brown fox jumps over the lazy dog ".repeat(3).slice(0, TEXT_BYTES);

/** Makes the tables as the server does, and fills them by a few statements: a million messages in seconds. */
export async function seed(dataDir: string, options: SeedOptions): Promise<Seeded> {
  await openStore(dataDir).close();
  using database = new DatabaseSync(`${dataDir}/parley.db`);
  database.exec("PRAGMA synchronous = OFF; BEGIN");
  const tokens = addPeople(database, options.people);
  const rooms = addRooms(database, options.rooms);
  const member = database.prepare(
    "INSERT INTO memberships (room, user, read_seq, read_ordinal) VALUES (?, ?, 1, 0)",
  );
  for (let person = 0; person < options.people; person++) {
    for (const room of options.roomsOf?.(person) ?? [0]) member.run(rooms[room]!.no, person + 1);
  }
  const messages = options.messages ?? 0;
  addMessages(database, rooms[0]!.no, messages);
  for (const room of rooms.slice(1)) addMessages(database, room.no, options.others ?? 0);
  database.exec("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
  for (const [index, room] of rooms.entries()) room.seq += index === 0 ? messages : options.others ?? 0;
  return { tokens, rooms, messages };
}

function addPeople(database: DatabaseSync, count: number): string[] {
  const now = Date.now();
  const user = database.prepare("INSERT INTO users (no, name, created_at) VALUES (?, ?, ?)");
  const session = database.prepare(
    "INSERT INTO sessions (token_hash, user, created_at, expires_at) VALUES (?, ?, ?, ?)",
  );
  return Array.from({ length: count }, (_, index) => {
    const no = index + 1;
    const token = crypto.getRandomValues(new Uint8Array(16)).toBase64({
      alphabet: "base64url",
      omitPadding: true,
    });
    user.run(no, `person${100_000 + index}`, now);
    session.run(createHash("sha256").update(token).digest("base64url"), no, now, now + 30 * DAY);
    return token;
  });
}

function addRooms(database: DatabaseSync, count: number) {
  const room = database.prepare(
    "INSERT INTO rooms (id, name, topic, epoch, seq, messages, created_at) VALUES (?1, ?1, '', ?2, 1, 0, ?3)",
  );
  const made = database.prepare(
    "INSERT INTO events (room, seq, type, at, ordinal, body) VALUES (?, 1, 'room.created', ?, 0, '{}')",
  );
  return Array.from({ length: count }, (_, index) => {
    const id = `room-${index}`;
    const epoch = crypto.randomUUID();
    const no = Number(room.run(id, epoch, Date.now()).lastInsertRowid);
    made.run(no, Date.now());
    return { no, id, epoch, seq: 1 };
  });
}

function addMessages(database: DatabaseSync, room: number, count: number): void {
  if (count === 0) return;
  const now = Date.now();
  database.prepare(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
      INSERT INTO events (room, seq, type, at, user, client_id, ordinal, body)
      SELECT ?2, i + 1, 'message.posted', ?3 - (?1 - i) * 1000, 1, 'seed.' || ?2 || '.' || printf('%08d', i), i, ?4 || i FROM n`,
  ).run(count, room, now, TEXT);
  database.prepare("UPDATE rooms SET seq = ?1 + 1, messages = ?1 WHERE no = ?2").run(count, room);
}
