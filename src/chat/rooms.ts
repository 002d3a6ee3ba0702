import { ProtocolError } from "../protocol/errors.ts";
import type { RoomChange } from "../protocol/events.ts";
import { MAX_ROOM_ID } from "../protocol/limits.ts";
import type { JoinedRoom } from "../protocol/models.ts";
import { countCharacters } from "../protocol/text.ts";
import type { Chat } from "./chat.ts";
import type { DirectoryQuery } from "./directory.ts";
import { bringIn } from "./memberships.ts";
import type { Person } from "./person.ts";
import { requireNoDirect, requireRole } from "./permissions.ts";
import { requireModerator } from "./power.ts";
import { randomId } from "./random_id.ts";
import { takeToken } from "./rate_limits.ts";
import { seenRoom } from "./unread.ts";

const FORBIDDEN =
  /[\p{C}\p{Zl}\p{Zp}\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0]/u;

/** The rooms that a person may see, with whether they are in them, as JSON. */
export async function listRooms(
  chat: Chat,
  person: Person,
  query: Partial<DirectoryQuery> = {},
): Promise<{ rooms: string; more: boolean }> {
  await chat.reads.next();
  return await chat.directory.list(person, { words: "", archived: false, limit: Infinity, ...query });
}

/**
 * Makes a room, and its maker the owner.
 * @throws ProtocolError `invalid_room`, `room_exists`, `rate_limited`, `limit_reached`
 */
export async function createRoom(
  chat: Chat,
  person: Person,
  draft: { name: string; topic: string; visibility?: "public" | "private" },
): Promise<JoinedRoom> {
  const name = readName(draft.name, chat.limits.roomName);
  const topic = readTopic(draft.topic, chat.limits.topic);
  const isPrivate = draft.visibility === "private";
  // An address made of the name would tell by being taken that there is a private room of that name.
  const id = isPrivate ? `p-${randomId()}` : toRoomId(name);
  if (countRooms(chat, person) >= chat.limits.rooms) throw new ProtocolError("limit_reached");
  takeToken(person.buckets.rooms, performance.now());
  await checkCount(chat, person);
  if (!isPrivate && await chat.directory.hasPublic(name)) throw nameTaken(name);
  const room = await chat.store.rooms.create({
    id,
    name,
    topic,
    epoch: randomId(),
    user: person.user,
    kind: draft.visibility,
    join: true,
  });
  if (room === undefined) throw nameTaken(id);
  person.roles.set(id, "owner");
  return bringIn(chat, person, { room, read: { seq: room.seq, ordinal: 0 }, isNew: true });
}

/**
 * Changes what a room is: owners and moderators its name, topic and slow mode, owners the rest. Of an archived one nothing can be
 * changed but that.
 * @throws ProtocolError `forbidden`, `invalid_room`, `room_exists`, `room_archived`, `rate_limited`
 */
export async function changeRoom(
  chat: Chat,
  person: Person,
  { room, ...change }: { room: string } & RoomChange,
): Promise<JoinedRoom> {
  const { name, topic, visibility, archived, slowMode } = change;
  if (visibility === undefined && archived === undefined) requireModerator(chat, person, room);
  else requireRole(person, room, "owner");
  requireNoDirect(chat, room);
  if (chat.rooms.get(room)!.archived && archived !== false) throw new ProtocolError("room_archived");
  const read: RoomChange = { visibility, archived, slowMode };
  if (name !== undefined) read.name = readName(name, chat.limits.roomName);
  if (topic !== undefined) read.topic = readTopic(topic, chat.limits.topic);
  takeToken(person.buckets.rooms, performance.now());
  await checkPublicName(chat, room, read);
  const changed = await chat.store.rooms.change(room, person.user, read);
  // They may have been sent away meanwhile.
  if (changed === undefined || !person.rooms.has(room)) throw new ProtocolError("forbidden");
  return await seenRoom(chat, person, room);
}

/** A public room has a name of its own, also where it is given later, or was private. */
async function checkPublicName(chat: Chat, id: string, change: RoomChange): Promise<void> {
  const { kind, name } = chat.rooms.get(id)!;
  const visibility = change.visibility ?? kind ?? "public";
  const isNew = change.name !== undefined || (change.visibility === "public" && kind === "private");
  if (visibility !== "public" || !isNew) return;
  if (await chat.directory.hasPublic(change.name ?? name, id)) throw nameTaken(change.name ?? name);
}

function nameTaken(name: string): ProtocolError {
  return new ProtocolError("room_exists", `There is a room '${name}' already: join it, or take another name`);
}

function countRooms(chat: Chat, person: Person): number {
  return [...person.rooms].filter((id) => chat.rooms.get(id)?.kind !== "direct").length;
}

/** Refuses one room too many. Those that are made in the same turn do not see each other. */
async function checkCount({ store, maxRooms }: Chat, person: Person): Promise<void> {
  const { total, made } = await store.rooms.count(person.user);
  if (made >= maxRooms.made) throw new ProtocolError("limit_reached", `You have made ${made} rooms`);
  if (total >= maxRooms.total) throw new ProtocolError("limit_reached", `There are ${total} rooms already`);
}

/** The id of a room, made of its name: "Tea & Cake" is `tea-cake`. */
export function toRoomId(name: string): string {
  const id = name.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").replace(
    /^-+|-+$/g,
    "",
  );
  if (!/[\p{L}\p{N}]/u.test(id)) {
    throw new ProtocolError("invalid_room", "A room's name needs a letter or a digit");
  }
  // A few characters are words when they are written out.
  if (id.length > MAX_ROOM_ID) throw new ProtocolError("invalid_room", "A room's name must be shorter");
  return id;
}

function readName(raw: string, max: number): string {
  const name = raw.normalize("NFC").trim().replace(/\s+/g, " ");
  if (name === "") throw new ProtocolError("invalid_room", "A room needs a name");
  const length = countCharacters(name);
  if (length > max) {
    throw new ProtocolError(
      "invalid_room",
      `A room's name has at most ${max} characters: this one has ${length}`,
    );
  }
  if (FORBIDDEN.test(name)) {
    throw new ProtocolError("invalid_room", "A room's name has no invisible characters");
  }
  toRoomId(name);
  return name;
}

function readTopic(raw: string, max: number): string {
  const topic = raw.normalize("NFC").trim().replace(/\s+/g, " ");
  const length = countCharacters(topic);
  if (length > max) {
    throw new ProtocolError("invalid_room", `A topic has at most ${max} characters: this one has ${length}`);
  }
  if (!topic.isWellFormed() || /[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/u.test(topic)) {
    throw new ProtocolError("invalid_room", "A topic has no control characters");
  }
  return topic;
}
