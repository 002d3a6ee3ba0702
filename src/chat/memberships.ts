import { ProtocolError } from "../protocol/errors.ts";
import type { OwnEvent } from "../protocol/events.ts";
import type { JoinedRoom, ReadMark } from "../protocol/models.ts";
import type { Chat } from "./chat.ts";
import type { Person } from "./person.ts";
import { requireMember } from "./permissions.ts";
import { takeToken } from "./rate_limits.ts";
import { topicOfUser } from "./topics.ts";

/**
 * Brings a person into a public room; who is in it already stays.
 * @throws ProtocolError `forbidden` where there is no such room, `limit_reached`, `rate_limited`
 */
export async function joinRoom(chat: Chat, person: Person, room: string): Promise<JoinedRoom> {
  if (!person.rooms.has(room)) takeToken(person.buckets.rooms, performance.now());
  // Known before it is joined, so that no commit in between is missed.
  if (await chat.rooms.load(room) === undefined) throw new ProtocolError("forbidden");
  const joined = await chat.store.memberships.join(room, person.user, chat.limits.rooms);
  if (joined.outcome === "no_room") throw new ProtocolError("forbidden");
  if (joined.outcome === "full") {
    throw new ProtocolError("limit_reached", `You are in ${chat.limits.rooms} rooms: leave one first`);
  }
  chat.rooms.learn(joined.membership.room);
  person.rooms.add(room);
  person.reads.set(room, joined.membership.read);
  if (person.present) chat.people.presence.joinRoom(person, room);
  const seen = chat.people.joinedRoom(person, room);
  if (joined.outcome === "joined") tellOwn(chat, person, { type: "room.joined", room: seen });
  return seen;
}

/**
 * Takes a person out of a room.
 * @throws ProtocolError `forbidden` where they are not in it
 */
export async function leaveRoom(chat: Chat, person: Person, room: string): Promise<void> {
  requireMember(person, room);
  takeToken(person.buckets.rooms, performance.now());
  await removeMember(chat, person, room);
}

/** Takes a person out of all their rooms, for good. */
export async function leaveAllRooms(chat: Chat, person: Person): Promise<void> {
  await Promise.all([...person.rooms].map((room) => removeMember(chat, person, room)));
}

/**
 * Moves how far a person has read forward, on all their devices.
 * @throws ProtocolError `forbidden`
 */
export async function markRead(
  chat: Chat,
  person: Person,
  mark: { room: string; seq: number },
): Promise<ReadMark> {
  requireMember(person, mark.room);
  const known = person.reads.get(mark.room)!;
  const head = chat.rooms.get(mark.room)!.seq;
  const seq = Math.min(mark.seq, head);
  if (seq <= known.seq) return known;
  const read = await chat.store.memberships.markRead(mark.room, person.user, seq);
  if (read === undefined) throw new ProtocolError("forbidden");
  person.reads.set(mark.room, read);
  tellOwn(chat, person, { type: "read.marked", room: mark.room, ...read });
  return read;
}

async function removeMember(chat: Chat, person: Person, room: string): Promise<void> {
  await chat.store.memberships.leave(room, person.user);
  person.rooms.delete(room);
  person.reads.delete(room);
  if (person.present) chat.people.presence.leaveRoom(person, room);
  tellOwn(chat, person, { type: "room.left", room });
}

function tellOwn(chat: Chat, person: Person, event: OwnEvent): void {
  chat.pubsub.publish(topicOfUser(person.user.id), [event])
    .catch((error) => chat.onError(error, "telling a person's other connections"));
}
