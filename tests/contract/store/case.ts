import { assert } from "@std/assert";
import type { LogRecord } from "../../../src/store/records.ts";
import type { Store } from "../../../src/store/store.ts";
import type { Room, User } from "../../../src/protocol/models.ts";

/** One promise of a store. */
export interface StoreCase {
  promise: string;
  /** @param reopen closes the store and opens its data again */
  test(store: Store, reopen: () => Promise<Store>): Promise<void>;
}

export const NOW = Date.UTC(2026, 10, 23);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Makes a user who holds their name from NOW for an hour, and whose session `token of <name>` ends in 30 days. */
export async function makeUser(store: Store, name: string): Promise<User> {
  const made = await store.users.signUp({
    name,
    skeleton: name.toLowerCase(),
    tokenHash: `token of ${name}`,
    now: NOW,
    heldUntil: NOW + HOUR,
    expiresAt: NOW + 30 * DAY,
  });
  assert(made !== undefined, `${name} is taken`);
  return made.user;
}

export async function makeRoom(store: Store, id: string, user: User | null = null): Promise<Room> {
  const room = await store.rooms.create({
    id,
    name: id,
    topic: `about ${id}`,
    epoch: `epoch of ${id}`,
    user,
  });
  assert(room !== undefined, `room ${id} exists`);
  return room;
}

/** Posts a message under a client id of its own, or the given one. */
export function post(store: Store, room: string, user: User, { text = "hello", id = `k${++count}` } = {}) {
  return store.log.append({ room, type: "message.posted", user, clientId: id, body: text });
}

let count = 0;

/** The whole log of a room. */
export function readAll(store: Store, room: string): Promise<LogRecord[]> {
  return store.log.read(room, { after: 0, limit: 1_000_000 });
}

/** 1, 2, 3 … */
export function numbers(length: number): number[] {
  return Array.from({ length }, (_, index) => index + 1);
}
