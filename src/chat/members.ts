import { ProtocolError } from "../protocol/errors.ts";
import { MAX_MEMBERS } from "../protocol/limits.ts";
import type { RoomMember, RoomRole, User } from "../protocol/models.ts";
import type { MemberPage } from "../store/room_records.ts";
import { requireUnblocked } from "./blocks.ts";
import type { Chat } from "./chat.ts";
import { bringIn, takeOut } from "./memberships.ts";
import { findKnown, readQuery, type Whom } from "./people_search.ts";
import type { Person } from "./person.ts";
import {
  mayRemove,
  requireMember,
  requireNoDirect,
  requireOpen,
  requireRole,
  requireWriter,
} from "./permissions.ts";
import { powerIn, requireModerator } from "./power.ts";
import { takeToken } from "./rate_limits.ts";

/**
 * Members of a room, at most MAX_MEMBERS of them.
 * @throws ProtocolError `forbidden`, `rate_limited`
 */
export async function listMembers(
  chat: Chat,
  person: Person,
  { room, query }: { room: string; query: string },
): Promise<MemberPage> {
  requireMember(person, room);
  takeToken(person.buckets.lookups, performance.now());
  await chat.reads.next();
  requireMember(person, room);
  return await chat.store.memberships.list(room, { skeleton: readQuery(query), limit: MAX_MEMBERS });
}

/**
 * Brings somebody into a room: any member into a public one, owners and moderators into a private one.
 * @throws ProtocolError `forbidden`, `room_archived`, `unknown_person`, `limit_reached`, `rate_limited`
 */
export async function invite(
  chat: Chat,
  person: Person,
  { room, ...whom }: { room: string } & Whom,
): Promise<User> {
  requireWriter(chat, person, room);
  requireNoDirect(chat, room);
  if (chat.rooms.get(room)!.kind === "private") requireModerator(chat, person, room);
  takeToken(person.buckets.rooms, performance.now());
  const user = await findKnown(chat, person, whom);
  await requireUnblocked(chat, person, [user]);
  const joined = await chat.store.memberships.join(room, user, chat.limits.rooms, person.user);
  if (joined.outcome === "no_room") throw new ProtocolError("forbidden");
  if (joined.outcome === "banned") {
    throw new ProtocolError("forbidden", `${user.name} is banned from the room`);
  }
  if (joined.outcome === "full") {
    throw new ProtocolError("limit_reached", `${user.name} is in too many rooms already`);
  }
  const invited = chat.people.get(user.id);
  if (joined.outcome === "joined" && invited !== undefined) {
    bringIn(chat, invited, { ...joined.membership, isNew: true });
  }
  return user;
}

/**
 * Sends somebody away from a room: owners anyone, moderators members.
 * @throws ProtocolError `forbidden`, `room_archived`, `unknown_person`, `rate_limited`
 */
export async function removeMember(
  chat: Chat,
  person: Person,
  { room, user: id, reason }: { room: string; user: string; reason?: string },
): Promise<void> {
  requireOpen(chat, person, room);
  requireModerator(chat, person, room);
  if (id === person.user.id) throw new ProtocolError("forbidden", "Leave the room to be out of it yourself");
  takeToken(person.buckets.rooms, performance.now());
  const { user, role } = await findMember(chat, room, id);
  if (!mayRemove(powerIn(chat, person, room), role)) {
    throw new ProtocolError("forbidden", "Moderators send away members only");
  }
  if (await chat.store.memberships.leave(room, user, person.user, reason)) {
    takeOut(chat, user, room, { by: person.user, ...(reason !== undefined && { reason }) });
  }
}

/**
 * Gives a member another role; only owners do.
 * @throws ProtocolError `forbidden`, `room_archived`, `unknown_person`, `last_owner`, `rate_limited`
 */
export async function setRole(
  chat: Chat,
  person: Person,
  { room, user: id, role }: { room: string; user: string; role: RoomRole },
): Promise<void> {
  requireWriter(chat, person, room);
  requireRole(person, room, "owner");
  takeToken(person.buckets.rooms, performance.now());
  const { user } = await findMember(chat, room, id);
  const outcome = await chat.store.memberships.setRole(room, user, role, person.user);
  if (outcome === "no_member") throw new ProtocolError("unknown_person");
  if (outcome === "last_owner") throw new ProtocolError("last_owner");
}

async function findMember(chat: Chat, room: string, id: string): Promise<RoomMember> {
  const member = await chat.store.memberships.find(room, id);
  if (member === undefined) throw new ProtocolError("unknown_person", "Nobody in the room is that person");
  return member;
}
