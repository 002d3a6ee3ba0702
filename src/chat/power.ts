import { ProtocolError } from "../protocol/errors.ts";
import type { RoomRole, User } from "../protocol/models.ts";
import type { Chat } from "./chat.ts";
import type { Person } from "./person.ts";
import { mayRemove, requireMember, roleIn } from "./permissions.ts";

type Needed = Pick<Chat, "rooms" | "staff">;

/** What somebody may do in a room of theirs; who runs the server may do in each public one what its moderators may. */
export function powerIn(chat: Needed, person: Person, room: string): RoomRole {
  return raised(chat, { room, user: person.user, role: roleIn(person, room) });
}

/**
 * Refuses who does not keep order in the room.
 * @throws ProtocolError `forbidden`
 */
export function requireModerator(chat: Needed, person: Person, room: string): void {
  requireMember(person, room);
  if (powerIn(chat, person, room) !== "member") return;
  throw new ProtocolError("forbidden", "Only owners and moderators may do this");
}

/**
 * Refuses who may not do to somebody what those do who keep order: owners to anyone, moderators to members.
 * @throws ProtocolError `forbidden`
 */
export async function requirePowerOver(
  chat: Pick<Chat, "rooms" | "staff" | "store">,
  person: Person,
  { room, user }: { room: string; user: User },
): Promise<void> {
  requireModerator(chat, person, room);
  const member = await chat.store.memberships.find(room, user.id);
  const role = raised(chat, { room, user, role: member?.role ?? "member" });
  if (mayRemove(powerIn(chat, person, room), role)) return;
  const runsServer = isPublic(chat, room) && role === "moderator" && chat.staff.isOwner(person.user.id);
  if (runsServer && chat.staff.isAbove(person.user.id, user.id)) return;
  throw new ProtocolError("forbidden", "Moderators may do this to members only");
}

/** Whether somebody runs the server and may see the room by that alone: they keep order there whoever owns it. */
export function keepsOrder(chat: Needed, { room, user }: { room: string; user: User }): boolean {
  return chat.staff.has(user.id) && isPublic(chat, room);
}

function raised(chat: Needed, { room, user, role }: { room: string; user: User; role: RoomRole }): RoomRole {
  return role === "member" && keepsOrder(chat, { room, user }) ? "moderator" : role;
}

function isPublic({ rooms }: Needed, room: string): boolean {
  const known = rooms.get(room);
  return known !== undefined && known.kind === undefined;
}
