import type { Changed, HistoryPage } from "../protocol/commands.ts";
import { MAX_PINS } from "../protocol/limits.ts";
import type { Chat } from "./chat.ts";
import { toScatteredEvents } from "./current.ts";
import type { MessagePlace } from "./message_place.ts";
import { toChanged } from "./messages.ts";
import { requireMember, requireWriter } from "./permissions.ts";
import type { Person } from "./person.ts";
import { takeToken } from "./rate_limits.ts";

/**
 * Keeps a message at hand for everyone in its room.
 * @throws ProtocolError `forbidden`, `rate_limited`, `unknown_message`, `limit_reached`
 */
export async function pinMessage(
  chat: Chat,
  person: Person,
  { room, message }: MessagePlace,
): Promise<Changed> {
  requireWriter(chat, person, room);
  takeToken(person.buckets.changes, performance.now());
  const outcome = await chat.store.pins.add({ room, message, user: person.user, max: MAX_PINS });
  return toChanged(room, outcome, `A room has ${MAX_PINS} pinned messages at most: unpin one first`);
}

/** @throws ProtocolError `forbidden`, `rate_limited`, `unknown_message` */
export async function unpinMessage(
  chat: Chat,
  person: Person,
  { room, message }: MessagePlace,
): Promise<Changed> {
  requireWriter(chat, person, room);
  takeToken(person.buckets.changes, performance.now());
  return toChanged(room, await chat.store.pins.remove({ room, message, user: person.user }));
}

/**
 * The pinned messages of a room, the one that was pinned last before the others.
 * @throws ProtocolError `forbidden`
 */
export async function readPins(
  chat: Chat,
  person: Person,
  room: string,
): Promise<Omit<HistoryPage, "more">> {
  requireMember(person, room);
  await chat.reads.next();
  const asOf = (await chat.rooms.load(room))?.seq ?? 0;
  const records = await chat.store.pins.list(room);
  return { asOf, ...await toScatteredEvents(chat, person, records) };
}
