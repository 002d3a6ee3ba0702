import { ProtocolError } from "../protocol/errors.ts";
import type { RoomRole } from "../protocol/models.ts";
import type { Chat } from "./chat.ts";
import type { Person } from "./person.ts";
import type { Restraint } from "./restraints.ts";

const RANKS: Record<RoomRole, number> = { member: 0, moderator: 1, owner: 2 };

/**
 * Refuses who is not in the room, in the same words whether it exists or not.
 * @throws ProtocolError `forbidden`
 */
export function requireMember(person: Person, room: string): void {
  if (!person.rooms.has(room)) throw new ProtocolError("forbidden");
}

/**
 * Refuses who is not in the room, and everyone where it is archived.
 * @throws ProtocolError `forbidden`, `room_archived`
 */
export function requireOpen(chat: Pick<Chat, "rooms">, person: Person, room: string): void {
  requireMember(person, room);
  if (chat.rooms.get(room)?.archived) throw new ProtocolError("room_archived");
}

/**
 * Refuses who may not add to the room: as requireOpen(), and who is muted in it. Gives what holds writers back there, if
 * anything does.
 * @throws ProtocolError `forbidden`, `room_archived`, `muted`
 */
export function requireWriter(
  chat: Pick<Chat, "rooms" | "restraints">,
  person: Person,
  room: string,
): Restraint | undefined {
  requireOpen(chat, person, room);
  const restraint = chat.restraints.get(room);
  if (restraint !== undefined) restraint.checkMute(person.user.id);
  return restraint;
}

/**
 * Refuses who has not at least this role in the room.
 * @throws ProtocolError `forbidden`
 */
export function requireRole(person: Person, room: string, role: Exclude<RoomRole, "member">): void {
  requireMember(person, room);
  if (RANKS[roleIn(person, room)] >= RANKS[role]) return;
  throw new ProtocolError(
    "forbidden",
    role === "owner" ? "Only an owner of the room may do this" : "Only owners and moderators may do this",
  );
}

/** What somebody may do in a room of theirs. */
export function roleIn(person: Person, room: string): RoomRole {
  return person.roles.get(room) ?? "member";
}

/** Whether who has one role may send away who has the other: owners anyone, moderators members. */
export function mayRemove(role: RoomRole, other: RoomRole): boolean {
  return role === "owner" || RANKS[role] > RANKS[other];
}

/**
 * Refuses what makes no sense between two or a few who write to each other.
 * @throws ProtocolError `forbidden`
 */
export function requireNoDirect(chat: Pick<Chat, "rooms">, room: string): void {
  if (chat.rooms.get(room)?.kind !== "direct") return;
  throw new ProtocolError("forbidden", "A direct room is for the same people, for good");
}
