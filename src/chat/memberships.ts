import { ProtocolError } from "../protocol/errors.ts";
import type { OwnEvent } from "../protocol/events.ts";
import type { JoinedRoom, ReadMark, Room, Unread, User } from "../protocol/models.ts";
import type { RoomSettings } from "../store/room_records.ts";
import type { Chat } from "./chat.ts";
import { tellOwn } from "./own_events.ts";
import type { Person } from "./person.ts";
import { requireMember, requireNoDirect } from "./permissions.ts";
import { takeToken } from "./rate_limits.ts";
import { refusal } from "./restriction_words.ts";
import { readUnreadOf, seenRoom } from "./unread.ts";

/** Who sent somebody away from a room, and why; empty for who went by themselves. */
export type Sending = Omit<Extract<OwnEvent, { type: "room.left" }>, "type" | "room">;

/**
 * Brings a person into a public room; who is in a room already stays, whatever it is.
 * @throws ProtocolError `forbidden` where there is no such room for them, `banned`, `limit_reached`, `rate_limited`
 */
export async function joinRoom(chat: Chat, person: Person, room: string): Promise<JoinedRoom> {
  if (!person.rooms.has(room)) takeToken(person.buckets.rooms, performance.now());
  // Known before it is joined, so that no commit in between is missed.
  const known = await chat.rooms.load(room);
  const isOpen = known !== undefined && (known.kind === undefined || person.rooms.has(room));
  if (!isOpen) throw new ProtocolError("forbidden");
  const joined = await chat.store.memberships.join(room, person.user, chat.limits.rooms);
  if (joined.outcome === "no_room") throw new ProtocolError("forbidden");
  if (joined.outcome === "banned") throw refusal("banned", "You are banned from this room", joined.ban);
  if (joined.outcome === "full") {
    throw new ProtocolError("limit_reached", `You are in ${chat.limits.rooms} rooms: leave one first`);
  }
  const { room: loaded, read } = joined.membership;
  const isNew = joined.outcome === "joined";
  const seen = bringIn(chat, person, { room: loaded, read, isNew });
  return isNew ? seen : await seenRoom(chat, person, room);
}

/**
 * Takes a person out of a room.
 * @throws ProtocolError `forbidden` where they are not in it, or it is a direct one
 */
export async function leaveRoom(chat: Chat, person: Person, room: string): Promise<void> {
  requireMember(person, room);
  requireNoDirect(chat, room);
  takeToken(person.buckets.rooms, performance.now());
  await chat.store.memberships.leave(room, person.user);
  takeOut(chat, person.user, room);
}

/** Takes a person out of all their rooms, for good. */
export async function leaveAllRooms(chat: Chat, person: Person): Promise<void> {
  await Promise.all([...person.rooms].map(async (room) => {
    await chat.store.memberships.leave(room, person.user);
    takeOut(chat, person.user, room);
  }));
}

/**
 * Moves how far a person has read forward, on all their devices.
 * @throws ProtocolError `forbidden`
 */
export async function markRead(
  chat: Chat,
  person: Person,
  mark: { room: string; seq: number },
): Promise<ReadMark & Unread> {
  requireMember(person, mark.room);
  const known = person.reads.get(mark.room)!;
  const head = chat.rooms.get(mark.room)!.seq;
  const seq = Math.min(mark.seq, head);
  if (seq <= known.seq) return { ...known, ...await readUnreadOf(chat, person, mark.room) };
  const read = await chat.store.memberships.markRead(mark.room, person.user, seq);
  return await marked(chat, person, { room: mark.room, read });
}

/**
 * Makes a message and all that comes after it unread, and what is before it read, on all devices.
 * @throws ProtocolError `forbidden`
 */
export async function markUnread(
  chat: Chat,
  person: Person,
  from: { room: string; seq: number },
): Promise<ReadMark & Unread> {
  requireMember(person, from.room);
  const head = chat.rooms.get(from.room)!.seq;
  const seq = Math.max(0, Math.min(from.seq, head) - 1);
  const read = await chat.store.memberships.setRead(from.room, person.user, seq);
  return await marked(chat, person, { room: from.room, read, back: true });
}

async function marked(
  chat: Chat,
  person: Person,
  { room, read, back }: { room: string; read: ReadMark | undefined; back?: true },
): Promise<ReadMark & Unread> {
  if (read === undefined) throw new ProtocolError("forbidden");
  person.reads.set(room, read);
  const now = { ...read, ...await readUnreadOf(chat, person, room) };
  tellOwn(chat, person.user, { type: "read.marked", room, ...now, ...(back && { back }) });
  return now;
}

/**
 * Changes how a room stands with a person, on all their devices.
 * @throws ProtocolError `forbidden`
 */
export async function setRoom(
  chat: Chat,
  person: Person,
  { room, ...change }: { room: string } & Partial<RoomSettings>,
): Promise<RoomSettings> {
  requireMember(person, room);
  const settings = await chat.store.memberships.set(room, person.user, change);
  if (settings === undefined) throw new ProtocolError("forbidden");
  person.settings.set(room, settings);
  tellOwn(chat, person.user, { type: "room.settings", room, ...settings });
  return settings;
}

/** What becomes of a person who is a member now, here and on all their connections. */
export function bringIn(
  chat: Chat,
  person: Person,
  { room, read, isNew }: { room: Room; read: ReadMark; isNew: boolean },
): JoinedRoom {
  chat.rooms.learn(room);
  person.rooms.add(room.id);
  person.reads.set(room.id, read);
  if (person.present) chat.people.presence.joinRoom(person, room.id);
  const seen = chat.people.joinedRoom(person, room.id);
  if (isNew) tellOwn(chat, person.user, { type: "room.joined", room: seen });
  return seen;
}

/** What becomes of who is no member any more: from this turn on none of their connections hears the room. */
export function takeOut(chat: Chat, user: User, room: string, why: Sending = {}): void {
  const person = chat.people.get(user.id);
  if (person !== undefined) {
    person.rooms.delete(room);
    person.reads.delete(room);
    person.roles.delete(room);
    person.settings.delete(room);
    if (person.present) chat.people.presence.leaveRoom(person, room);
  }
  tellOwn(chat, user, { type: "room.left", room, ...why });
}
