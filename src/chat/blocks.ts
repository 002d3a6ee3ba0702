import { ProtocolError } from "../protocol/errors.ts";
import { MAX_BLOCKED } from "../protocol/limits.ts";
import type { User } from "../protocol/models.ts";
import type { Chat } from "./chat.ts";
import { tellOwn } from "./own_events.ts";
import type { Person } from "./person.ts";
import { takeToken } from "./rate_limits.ts";
import { mayBeUnread, readUnread } from "./unread.ts";

/**
 * Blocks somebody for a person, on all their devices: what they call no more calls the person. They are not told.
 * @throws ProtocolError `unknown_person` for who is in no room of theirs and has written in none, `limit_reached`,
 * `rate_limited`
 */
export async function blockPerson(chat: Chat, person: Person, id: string): Promise<User> {
  takeToken(person.buckets.lookups, performance.now());
  const user = await chat.store.blocks.findHeard(person.user, id);
  if (user === undefined) throw new ProtocolError("unknown_person");
  if (!await chat.store.blocks.add(person.user, user, { now: Date.now(), max: MAX_BLOCKED })) {
    throw new ProtocolError("limit_reached", `You have blocked ${MAX_BLOCKED} people already`);
  }
  person.blocked.set(id, user);
  tellOwn(chat, person.user, { type: "user.blocked", user });
  await tellCounts(chat, person);
  return user;
}

/**
 * Takes that back; nothing happens where they were not blocked.
 * @throws ProtocolError `rate_limited`
 */
export async function unblockPerson(chat: Chat, person: Person, id: string): Promise<void> {
  takeToken(person.buckets.lookups, performance.now());
  await chat.store.blocks.remove(person.user, id);
  person.blocked.delete(id);
  tellOwn(chat, person.user, { type: "user.unblocked", user: id });
  await tellCounts(chat, person);
}

/**
 * Refuses what somebody begins with others of whom one has blocked them, as if that one were not there.
 * @throws ProtocolError `unknown_person`
 */
export async function requireUnblocked(
  chat: Chat,
  person: Person,
  others: readonly User[],
): Promise<void> {
  const blockers = await chat.store.blocks.blockers(person.user, others.map(({ id }) => id));
  if (blockers.length > 0) throw new ProtocolError("unknown_person");
}

/** How many messages call one is another number now. */
async function tellCounts(chat: Chat, person: Person): Promise<void> {
  const rooms = [...person.rooms].filter((room) => mayBeUnread(chat, person, room));
  for (const [room, counts] of await readUnread(chat, person, rooms)) {
    const read = person.reads.get(room);
    if (read !== undefined) tellOwn(chat, person.user, { type: "read.marked", room, ...read, ...counts });
  }
}
