import { ProtocolError } from "../protocol/errors.ts";
import type { User } from "../protocol/models.ts";
import { MAX_RESTRICTIONS, type Restricted } from "../protocol/moderation.ts";
import type { RestrictionKind, RestrictionRecord } from "../store/order_records.ts";
import type { Chat } from "./chat.ts";
import { toIso } from "./events.ts";
import { takeOut } from "./memberships.ts";
import { tellOwn } from "./own_events.ts";
import { requireNoDirect, requireOpen } from "./permissions.ts";
import type { Person } from "./person.ts";
import { keepsOrder, requireModerator, requirePowerOver } from "./power.ts";
import { takeToken } from "./rate_limits.ts";
import { endOf, toRestriction } from "./restriction_words.ts";

interface Asked {
  room: string;
  user: string;
  seconds?: number;
  reason?: string;
}

/**
 * Sends somebody away from a room for a time or for good: until it is lifted they come back in no way.
 * @throws ProtocolError `forbidden`, `room_archived`, `unknown_person`, `limit_reached`, `rate_limited`
 */
export async function banMember(chat: Chat, person: Person, asked: Asked): Promise<void> {
  const record = await restrict(chat, person, { ...asked, kind: "ban" });
  takeOut(chat, record.user, asked.room, { ...toRestriction(record), banned: true });
}

/**
 * Lets somebody read a room and not write to it, for a time or for good.
 * @throws ProtocolError as banMember()
 */
export async function muteMember(chat: Chat, person: Person, asked: Asked): Promise<void> {
  const record = await restrict(chat, person, { ...asked, kind: "mute" });
  chat.restraints.mute(asked.room, record.user.id, record);
  tellMuted(chat, record.user, { room: asked.room, muted: record });
}

/** @throws ProtocolError `forbidden`, `unknown_person`, `rate_limited` */
export async function unbanMember(chat: Chat, person: Person, asked: Asked): Promise<void> {
  await lift(chat, person, { ...asked, kind: "ban" });
}

/** @throws ProtocolError `forbidden`, `unknown_person`, `rate_limited` */
export async function unmuteMember(chat: Chat, person: Person, asked: Asked): Promise<void> {
  const user = await lift(chat, person, { ...asked, kind: "mute" });
  chat.restraints.unmute(asked.room, user.id);
  tellMuted(chat, user, { room: asked.room, muted: null });
}

/**
 * Who may not come into a room, and who not write to it; for who keeps order there.
 * @throws ProtocolError `forbidden`, `rate_limited`
 */
export async function listRestricted(
  chat: Chat,
  person: Person,
  room: string,
): Promise<{ bans: Restricted[]; mutes: Restricted[] }> {
  requireModerator(chat, person, room);
  takeToken(person.buckets.lookups, performance.now());
  await chat.reads.next();
  requireModerator(chat, person, room);
  const all = await chat.store.restrictions.of(room, Date.now());
  const of = (wanted: RestrictionKind) => all.filter(({ kind }) => kind === wanted).map(toRestricted);
  return { bans: of("ban"), mutes: of("mute") };
}

async function restrict(
  chat: Chat,
  person: Person,
  { room, user: id, kind, seconds, reason = "" }: Asked & { kind: RestrictionKind },
): Promise<RestrictionRecord> {
  requireModerator(chat, person, room);
  requireNoDirect(chat, room);
  requireOpen(chat, person, room);
  if (id === person.user.id) throw new ProtocolError("forbidden", "Nobody does this to themselves");
  takeToken(person.buckets.rooms, performance.now());
  const user = await findSeen(chat, room, id);
  await requirePowerOver(chat, person, { room, user });
  if (keepsOrder(chat, { room, user })) {
    throw new ProtocolError("forbidden", `${user.name} keeps order on the whole server`);
  }
  const now = Date.now();
  const record = { room, kind, user, by: person.user, at: now, until: endOf(seconds, now), reason };
  const { outcome } = await chat.store.restrictions.add(record, MAX_RESTRICTIONS);
  if (outcome === "no_room") throw new ProtocolError("forbidden");
  if (outcome === "full") {
    throw new ProtocolError(
      "limit_reached",
      `A room has at most ${MAX_RESTRICTIONS} of them: lift some first`,
    );
  }
  return record;
}

async function lift(
  chat: Chat,
  person: Person,
  { room, user: id, kind }: Asked & { kind: RestrictionKind },
): Promise<User> {
  requireModerator(chat, person, room);
  if (id === person.user.id) throw new ProtocolError("forbidden", "Somebody else must lift it");
  takeToken(person.buckets.rooms, performance.now());
  const user = await chat.store.users.get(id);
  const lifted = user !== undefined && await chat.store.restrictions.lift({ room, kind, user }, person.user);
  if (!lifted) {
    throw new ProtocolError(
      "unknown_person",
      kind === "ban" ? "They are not banned here" : "They are not muted here",
    );
  }
  return { id, name: user.name };
}

/**
 * Somebody who is in a room, or has written to it.
 * @throws ProtocolError `unknown_person`
 */
export async function findSeen(chat: Chat, room: string, id: string): Promise<User> {
  const member = await chat.store.memberships.find(room, id);
  if (member !== undefined) return member.user;
  const user = await chat.store.users.get(id);
  if (user !== undefined && await chat.store.messages.hasPosted(room, user)) return { id, name: user.name };
  throw new ProtocolError("unknown_person", "Nobody in the room is that person");
}

function tellMuted(
  chat: Chat,
  user: User,
  { room, muted }: { room: string; muted: RestrictionRecord | null },
): void {
  tellOwn(chat, user, { type: "room.muted", room, muted: muted && toRestriction(muted) });
}

function toRestricted(record: RestrictionRecord): Restricted {
  return { user: record.user, at: toIso(record.at), ...toRestriction(record) };
}
