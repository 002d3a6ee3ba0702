import type { Command } from "./commands.ts";
import { ProtocolError } from "./errors.ts";
import { type Fields, optionalString, optionalWord, requiredString, room, strings } from "./fields.ts";
import { MAX_DIRECT_PEOPLE } from "./limits.ts";
import { readSlowMode } from "./moderation_readers.ts";

type Ask<T extends Command["type"]> = Extract<Command, { type: T }>;

const VISIBILITIES = ["public", "private"] as const;
const INVOLVEMENTS = ["everything", "mentions", "nothing", "hidden"] as const;
const ROLES = ["owner", "moderator", "member"] as const;

export function readRoomChange(fields: Fields, id: string): Ask<"room.change"> {
  const { archived } = fields;
  if (archived !== undefined && typeof archived !== "boolean") {
    throw new ProtocolError("bad_message", "'archived' must be true or false", { commandId: id });
  }
  return withoutAbsent({
    type: "room.change",
    id,
    room: room(fields, id),
    name: optionalString(fields, "name", id),
    topic: optionalString(fields, "topic", id),
    visibility: optionalWord(fields, "visibility", { words: VISIBILITIES, commandId: id }),
    archived,
    slowMode: readSlowMode(fields, id),
  });
}

export function readRoomSettings(fields: Fields, id: string): Ask<"room.settings"> {
  const { favourite } = fields;
  if (favourite !== undefined && favourite !== null && !Number.isFinite(favourite)) {
    throw new ProtocolError("bad_message", "'favourite' must be a number or null", { commandId: id });
  }
  return withoutAbsent({
    type: "room.settings",
    id,
    room: room(fields, id),
    involvement: optionalWord(fields, "involvement", { words: INVOLVEMENTS, commandId: id }),
    favourite: favourite as number | null | undefined,
  });
}

export function readRoomMembers(fields: Fields, id: string): Ask<"room.members"> {
  return {
    type: "room.members",
    id,
    room: room(fields, id),
    query: optionalString(fields, "query", id) ?? "",
  };
}

export function readRoomInvite(fields: Fields, id: string): Ask<"room.invite"> {
  const [user, name] = [optionalString(fields, "user", id), optionalString(fields, "name", id)];
  if ((user === undefined) === (name === undefined)) {
    throw new ProtocolError("bad_message", "Give one of 'user' and 'name'", { commandId: id });
  }
  return withoutAbsent({ type: "room.invite", id, room: room(fields, id), user, name });
}

export function readMemberRole(fields: Fields, id: string): Ask<"member.role"> {
  const role = optionalWord(fields, "role", { words: ROLES, commandId: id });
  if (role === undefined) throw new ProtocolError("bad_message", "'role' is missing", { commandId: id });
  return { type: "member.role", id, room: room(fields, id), user: requiredString(fields, "user", id), role };
}

export function readDirectOpen(fields: Fields, id: string): Ask<"direct.open"> {
  const few = { max: MAX_DIRECT_PEOPLE, commandId: id };
  return {
    type: "direct.open",
    id,
    users: strings(fields, "users", few),
    names: strings(fields, "names", few),
  };
}

export function readPeopleFind(fields: Fields, id: string): Ask<"people.find"> {
  return { type: "people.find", id, query: optionalString(fields, "query", id) ?? "" };
}

/** Who may see a room, of a room that is to be made. */
export function readVisibility(fields: Fields, id: string): "public" | "private" | undefined {
  return optionalWord(fields, "visibility", { words: VISIBILITIES, commandId: id });
}

/** What is not said has no key either. */
function withoutAbsent<T extends object>(command: T): T {
  return Object.fromEntries(Object.entries(command).filter(([, value]) => value !== undefined)) as T;
}
