import type { Command, CommandType, MessagePoint, Reply, ResumePoint } from "./commands.ts";
import type { ServerEvent } from "./events.ts";
import { checkEmoji } from "./emoji.ts";
import { ProtocolError } from "./errors.ts";
import { type Fields, room } from "./fields.ts";
import { parseJson } from "./json.ts";
import { DEFAULT_PAGE, MAX_COMMANDS, MAX_ID, MAX_RESUME_ROOMS, SEARCH_PAGE } from "./limits.ts";
import { readMemberPlace, readRestriction, readRoomKick } from "./moderation_readers.ts";
import { readBlock, readMessageReport, readReportClose, readUnblock } from "./order_readers.ts";
import {
  readDirectOpen,
  readMemberRole,
  readPeopleFind,
  readRoomChange,
  readRoomInvite,
  readRoomMembers,
  readRoomSettings,
} from "./room_readers.ts";

type Reader<T extends CommandType> = (fields: Fields, id: string) => Extract<Command, { type: T }>;

const MAX_KEYS = 32;

const READERS: { [T in CommandType]: Reader<T> } = {
  "message.post": (fields, id) => ({
    type: "message.post",
    id,
    room: room(fields, id),
    // What is forwarded has its text from the log.
    text: fields.forwarded === undefined ? text(fields, id) : "",
    ...(fields.replyTo === undefined ? undefined : { replyTo: position(fields.replyTo, id) }),
    ...(fields.thread === undefined ? undefined : { thread: position(fields.thread, id) }),
    ...(fields.me === undefined || !flag(fields.me, id) ? undefined : { me: true }),
    ...(fields.forwarded === undefined ? undefined : { forwarded: messagePoint(fields.forwarded, id) }),
  }),
  "message.edit": (fields, id) => ({
    type: "message.edit",
    id,
    ...message(fields, id),
    text: text(fields, id),
  }),
  "message.delete": (fields, id) => ({ type: "message.delete", id, ...message(fields, id) }),
  "message.history": (fields, id) => ({ type: "message.history", id, ...message(fields, id) }),
  "message.pin": (fields, id) => ({ type: "message.pin", id, ...message(fields, id) }),
  "message.unpin": (fields, id) => ({ type: "message.unpin", id, ...message(fields, id) }),
  "message.preview.remove": (fields, id) => ({ type: "message.preview.remove", id, ...message(fields, id) }),
  "pins": (fields, id) => ({ type: "pins", id, room: room(fields, id) }),
  "reaction.add": (fields, id) => ({
    type: "reaction.add",
    id,
    ...message(fields, id),
    emoji: emoji(fields, id),
  }),
  "reaction.remove": (fields, id) => ({
    type: "reaction.remove",
    id,
    ...message(fields, id),
    emoji: emoji(fields, id),
  }),
  "history": readHistory,
  "resume": (fields, id) => ({ type: "resume", id, rooms: resumePoints(fields, id) }),
  "deletions": (fields, id) => ({ type: "deletions", id, rooms: resumePoints(fields, id) }),
  "room.join": (fields, id) => ({ type: "room.join", id, room: room(fields, id) }),
  "room.leave": (fields, id) => ({ type: "room.leave", id, room: room(fields, id) }),
  "room.read": (fields, id) => ({
    type: "room.read",
    id,
    room: room(fields, id),
    seq: position(fields.seq, id),
  }),
  "room.unread": (fields, id) => ({
    type: "room.unread",
    id,
    room: room(fields, id),
    seq: position(fields.seq, id),
  }),
  "mentions": (fields, id) => ({
    type: "mentions",
    id,
    limit: limit(fields, id),
    ...(fields.before === undefined ? undefined : { before: position(fields.before, id) }),
  }),
  "message.save": (fields, id) => ({
    type: "message.save",
    id,
    ...message(fields, id),
    save: flag(fields.save, id),
  }),
  "saved": (fields, id) => ({
    type: "saved",
    id,
    limit: limit(fields, id),
    ...(fields.before === undefined ? undefined : { before: position(fields.before, id) }),
  }),
  "saved.places": (fields, id) => ({ type: "saved.places", id, room: room(fields, id) }),
  "thread": (fields, id) => ({
    type: "thread",
    id,
    ...message(fields, id),
    limit: limit(fields, id),
    ...(fields.before === undefined ? undefined : { before: position(fields.before, id) }),
  }),
  "thread.read": (fields, id) => ({
    type: "thread.read",
    id,
    ...message(fields, id),
    seq: position(fields.seq, id),
  }),
  "thread.follow": (fields, id) => ({
    type: "thread.follow",
    id,
    ...message(fields, id),
    follow: flag(fields.follow, id),
  }),
  "threads": (_fields, id) => ({ type: "threads", id }),
  "room.presence": (fields, id) => ({ type: "room.presence", id, room: room(fields, id) }),
  "room.change": readRoomChange,
  "room.settings": readRoomSettings,
  "room.members": readRoomMembers,
  "room.invite": readRoomInvite,
  "room.kick": readRoomKick,
  "room.ban": (fields, id) => ({ type: "room.ban", id, ...readRestriction(fields, id) }),
  "room.unban": (fields, id) => ({ type: "room.unban", id, ...readMemberPlace(fields, id) }),
  "room.mute": (fields, id) => ({ type: "room.mute", id, ...readRestriction(fields, id) }),
  "room.unmute": (fields, id) => ({ type: "room.unmute", id, ...readMemberPlace(fields, id) }),
  "room.bans": (fields, id) => ({ type: "room.bans", id, room: room(fields, id) }),
  "room.purge": (fields, id) => ({ type: "room.purge", id, ...readMemberPlace(fields, id) }),
  "member.role": readMemberRole,
  "direct.open": readDirectOpen,
  "people.find": readPeopleFind,
  "message.report": readMessageReport,
  "reports": (fields, id) => ({ type: "reports", id, room: room(fields, id) }),
  "report.close": readReportClose,
  "user.block": readBlock,
  "user.unblock": readUnblock,
  "typing": (fields, id) => ({ type: "typing", id, room: room(fields, id) }),
  "search": readSearch,
  "ping": (_fields, id) => ({ type: "ping", id }),
};
const COMMANDS = new Map<string, Reader<CommandType>>(
  Object.entries(READERS) as [string, Reader<CommandType>][],
);

/**
 * Reads one frame: a JSON object or an array of them. The single parser of what clients send.
 * A command that cannot be read stands in the result as the error to answer it with, so that its neighbours are served.
 */
export function decodeFrame(frame: string): (Command | ProtocolError)[] {
  let value: unknown;
  try {
    value = parseJson(frame);
  } catch {
    return [new ProtocolError("bad_json")];
  }
  if (!Array.isArray(value)) return [decodeCommand(value)];
  if (value.length === 0) return [new ProtocolError("bad_message", "An array of commands must not be empty")];
  if (value.length > MAX_COMMANDS) {
    return [
      new ProtocolError(
        "bad_message",
        `A frame holds at most ${MAX_COMMANDS} commands: this one has ${value.length}`,
      ),
    ];
  }
  return value.map(decodeCommand);
}

/** Reads one command; gives the error to answer with where it cannot be read. */
export function decodeCommand(value: unknown): Command | ProtocolError {
  try {
    return readCommand(value);
  } catch (error) {
    if (error instanceof ProtocolError) return error;
    throw error;
  }
}

/** The wire form of one event or reply. */
export function encode(value: ServerEvent | Reply): string {
  return JSON.stringify(value);
}

function readCommand(value: unknown): Command {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ProtocolError("bad_message");
  }
  const fields = value as Fields;
  const id = readId(fields.id);
  let keys = 0;
  for (const key in fields) {
    if (++keys > MAX_KEYS) {
      throw new ProtocolError("bad_message", `A command has at most ${MAX_KEYS} fields`, { commandId: id });
    }
    if (key === "__proto__" || key === "constructor" || key === "prototype") {
      throw new ProtocolError("bad_message", `A command has no field '${key}'`, { commandId: id });
    }
  }
  if (typeof fields.type !== "string") {
    throw new ProtocolError("bad_message", "'type' must be a string", { commandId: id });
  }
  const read = COMMANDS.get(fields.type);
  if (read === undefined) throw new ProtocolError("unknown_type", undefined, { commandId: id });
  if (id === undefined) throw new ProtocolError("bad_id");
  return read(fields, id);
}

function readId(value: unknown): string | undefined {
  if (typeof value !== "string" || value.length === 0 || value.length > MAX_ID || !value.isWellFormed()) {
    return undefined;
  }
  // SQLite gives a text back only up to its first NUL.
  return value.includes("\0") ? undefined : value;
}

function text(fields: Fields, commandId: string): string {
  if (typeof fields.text !== "string") {
    throw new ProtocolError("bad_text", "'text' must be a string", { commandId });
  }
  return fields.text;
}

function message(fields: Fields, commandId: string): { room: string; message: number } {
  return { room: room(fields, commandId), message: position(fields.message, commandId) };
}

function emoji({ emoji }: Fields, commandId: string): string {
  if (typeof emoji !== "string") {
    throw new ProtocolError("bad_emoji", "'emoji' must be a string", { commandId });
  }
  return checkEmoji(emoji, commandId);
}

function position(value: unknown, commandId: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) {
    throw new ProtocolError("bad_range", undefined, { commandId });
  }
  return value as number;
}

function flag(value: unknown, commandId: string): boolean {
  if (typeof value !== "boolean") {
    throw new ProtocolError("bad_message", "This must be true or false", { commandId });
  }
  return value;
}

function readHistory(fields: Fields, id: string): Extract<Command, { type: "history" }> {
  const anchors = (["before", "after", "around"] as const).filter((name) => fields[name] !== undefined);
  if (anchors.length > 1) {
    throw new ProtocolError("bad_range", "Give one of 'before', 'after' and 'around'", { commandId: id });
  }
  const anchor = Object.fromEntries(anchors.map((name) => [name, position(fields[name], id)]));
  return { type: "history", id, room: room(fields, id), limit: limit(fields, id), ...anchor };
}

function limit(fields: Fields, id: string): number {
  const value = fields.limit === undefined ? DEFAULT_PAGE : position(fields.limit, id);
  if (value === 0) throw new ProtocolError("bad_range", "'limit' must be 1 or more", { commandId: id });
  return value;
}

function readSearch(fields: Fields, id: string): Extract<Command, { type: "search" }> {
  const { query, cursor } = fields;
  if (typeof query !== "string") {
    throw new ProtocolError("bad_query", "'query' must be a string", { commandId: id });
  }
  if (cursor !== undefined && (typeof cursor !== "string" || cursor.length > MAX_ID)) {
    throw new ProtocolError("bad_query", "'cursor' must be a string", { commandId: id });
  }
  const limit = fields.limit === undefined ? SEARCH_PAGE : position(fields.limit, id);
  if (limit === 0) throw new ProtocolError("bad_range", "'limit' must be 1 or more", { commandId: id });
  return {
    type: "search",
    id,
    query,
    limit,
    ...(fields.room === undefined ? undefined : { room: room(fields, id) }),
    ...(cursor === undefined ? undefined : { cursor }),
  };
}

function messagePoint(value: unknown, commandId: string): MessagePoint {
  if (typeof value !== "object" || value === null) {
    throw new ProtocolError("bad_message", "'forwarded' has 'room' and 'seq'", { commandId });
  }
  const point = value as Fields;
  return { room: room(point, commandId), seq: position(point.seq, commandId) };
}

function resumePoints(fields: Fields, commandId: string): ResumePoint[] {
  const { rooms } = fields;
  if (!Array.isArray(rooms) || rooms.length > MAX_RESUME_ROOMS) {
    throw new ProtocolError("bad_message", `'rooms' must be an array of at most ${MAX_RESUME_ROOMS}`, {
      commandId,
    });
  }
  return rooms.map((value: unknown) => {
    if (typeof value !== "object" || value === null) {
      throw new ProtocolError("bad_message", "A place to resume from has 'room', 'epoch' and 'seq'", {
        commandId,
      });
    }
    const point = value as Fields;
    if (typeof point.epoch !== "string" || point.epoch.length > MAX_ID) {
      throw new ProtocolError("bad_message", "'epoch' must be a string", { commandId });
    }
    return { room: room(point, commandId), epoch: point.epoch, seq: position(point.seq, commandId) };
  });
}
