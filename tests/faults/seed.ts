import { createHash } from "node:crypto";
import { readUsername } from "../../src/chat/usernames/username.ts";
import { openStore } from "../../src/store/open.ts";

/** Someone who may connect, with the rooms that they are in. */
export interface SeededPerson {
  index: number;
  name: string;
  token: string;
  rooms: string[];
}

export interface SeedOptions {
  people: number;
  rooms: number;
  /** The rooms of a person, as numbers from 0; one of them, in turn, unless said. */
  roomsOf?: (index: number) => number[];
}

const DAY = 86_400_000;

/** Writes people, their sessions and their rooms into a new store: a run does not measure how they signed in. */
export async function seedStore(dataDir: string, options: SeedOptions): Promise<SeededPerson[]> {
  const store = openStore(dataDir);
  const names = Array.from({ length: options.rooms }, (_, room) => `room-${room}`);
  await Promise.all(
    names.map((id) =>
      store.rooms.create({ id, name: id, topic: "", epoch: crypto.randomUUID(), user: null })
    ),
  );
  const now = Date.now();
  const people = await Promise.all(Array.from({ length: options.people }, async (_, index) => {
    const name = nameOf(index);
    const token = randomToken();
    const { skeleton } = readUsername(name, 32);
    const times = { now, heldUntil: now + DAY, expiresAt: now + 30 * DAY };
    const made = await store.users.signUp({ name, skeleton, tokenHash: hash(token), ...times });
    if (made === undefined) throw new Error(`Cannot seed ${name}: the name is taken`);
    const rooms = (options.roomsOf?.(index) ?? [index % options.rooms]).map((room) => names[room]!);
    await Promise.all(rooms.map((room) => store.memberships.join(room, made.user, rooms.length)));
    return { index, name, token, rooms };
  }));
  await store.close();
  return people;
}

export function nameOf(index: number): string {
  return `person-${index}`;
}

export function indexOf(name: string): number {
  return Number(name.slice("person-".length));
}

function randomToken(): string {
  return crypto.getRandomValues(new Uint8Array(16)).toBase64({ alphabet: "base64url", omitPadding: true });
}

function hash(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
