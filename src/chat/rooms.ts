import { ProtocolError } from "../protocol/errors.ts";
import { MAX_ROOM_ID } from "../protocol/limits.ts";
import type { JoinedRoom, ListedRoom } from "../protocol/models.ts";
import { countCharacters } from "../protocol/text.ts";
import type { Chat } from "./chat.ts";
import { joinRoom } from "./memberships.ts";
import type { Person } from "./person.ts";
import { randomId } from "./random_id.ts";
import { takeToken } from "./rate_limits.ts";

const FORBIDDEN =
  /[\p{C}\p{Zl}\p{Zp}\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0]/u;

/** All rooms that a person may see, with whether they are in them. */
export async function listRooms(chat: Chat, person: Person): Promise<ListedRoom[]> {
  await chat.reads.next();
  const rooms = await chat.store.rooms.list();
  return rooms.map((room) => ({ ...room, joined: person.rooms.has(room.id) }));
}

/**
 * Makes a public room, and its maker a member.
 * @throws ProtocolError `invalid_room`, `room_exists`, `rate_limited`, `limit_reached`
 */
export async function createRoom(
  chat: Chat,
  person: Person,
  draft: { name: string; topic: string },
): Promise<JoinedRoom> {
  const name = readName(draft.name, chat.limits.roomName);
  const topic = readTopic(draft.topic, chat.limits.topic);
  const id = toRoomId(name);
  if (person.rooms.size >= chat.limits.rooms) throw new ProtocolError("limit_reached");
  takeToken(person.buckets.rooms, performance.now());
  await checkCount(chat, person);
  const room = await chat.store.rooms.create({ id, name, topic, epoch: randomId(), user: person.user });
  if (room === undefined) {
    throw new ProtocolError("room_exists", `There is a room '${id}' already: join it, or take another name`);
  }
  return await joinRoom(chat, person, id);
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
