import { assertEquals } from "@std/assert";
import { CLOSE_CODES } from "../../../src/protocol/close_codes.ts";
import type { Answers, Command } from "../../../src/protocol/commands.ts";
import { ERRORS } from "../../../src/protocol/errors.ts";
import type { ServerEvent } from "../../../src/protocol/events.ts";
import {
  DEFAULT_LIMITS,
  DEFAULT_PAGE,
  MAX_BLOCKED,
  MAX_COMMANDS,
  MAX_DELETIONS,
  MAX_DIRECT_PEOPLE,
  MAX_DIRECT_ROOMS,
  MAX_EDITS,
  MAX_FOUND,
  MAX_ID,
  MAX_MEMBERS,
  MAX_MENTIONED,
  MAX_MENTIONS,
  MAX_NAME_QUERY,
  MAX_OPEN_REPORTS,
  MAX_PINS,
  MAX_QUERY,
  MAX_REACTION_KINDS,
  MAX_REACTION_NAMES,
  MAX_REACTIONS,
  MAX_REPORT_REASON,
  MAX_RESUME_ROOMS,
  MAX_ROOM_ID,
  MAX_SAVED,
  MAX_SEARCH_PAGE,
  MAX_SEARCH_PARTS,
  MAX_THREADS,
  REPORT_PAGE,
  SEARCH_PAGE,
} from "../../../src/protocol/limits.ts";
import {
  MAX_AUDIT_PAGE,
  MAX_BANS,
  MAX_NETWORK_BAN,
  MAX_REASON,
  MAX_RESTRICTION,
  MAX_RESTRICTIONS,
  MAX_SLOW_MODE,
} from "../../../src/protocol/moderation.ts";
import { SETTINGS } from "../../../src/config/settings.ts";
import { readDocument, readNames, readTable } from "./markdown.ts";

type Keys<T> = T extends unknown ? keyof T : never;
type OfType<U, T> = U extends { type: infer V } ? T extends V ? U : never : never;
/** Names of fields, complete: the compiler refuses one too few and one too many. */
type Fields<T, Without = never> = Record<Exclude<Keys<T>, Without>, true>;

const COMMANDS: { [T in Command["type"]]: Fields<OfType<Command, T>, "type" | "id"> } = {
  "message.post": { room: true, text: true, replyTo: true, thread: true, me: true, forwarded: true },
  "message.edit": { room: true, message: true, text: true },
  "message.delete": { room: true, message: true },
  "message.history": { room: true, message: true },
  "message.pin": { room: true, message: true },
  "message.unpin": { room: true, message: true },
  "message.preview.remove": { room: true, message: true },
  "pins": { room: true },
  "reaction.add": { room: true, message: true, emoji: true },
  "reaction.remove": { room: true, message: true, emoji: true },
  "history": { room: true, limit: true, before: true, after: true, around: true },
  "resume": { rooms: true },
  "deletions": { rooms: true },
  "room.join": { room: true },
  "room.leave": { room: true },
  "room.read": { room: true, seq: true },
  "room.unread": { room: true, seq: true },
  "mentions": { limit: true, before: true },
  "message.save": { room: true, message: true, save: true },
  "saved": { limit: true, before: true },
  "saved.places": { room: true },
  "thread": { room: true, message: true, limit: true, before: true },
  "thread.read": { room: true, message: true, seq: true },
  "thread.follow": { room: true, message: true, follow: true },
  "threads": {},
  "room.presence": { room: true },
  "room.change": { room: true, name: true, topic: true, visibility: true, archived: true, slowMode: true },
  "room.settings": { room: true, involvement: true, favourite: true },
  "room.members": { room: true, query: true },
  "room.invite": { room: true, user: true, name: true },
  "room.kick": { room: true, user: true, reason: true },
  "room.ban": { room: true, user: true, seconds: true, reason: true },
  "room.unban": { room: true, user: true },
  "room.mute": { room: true, user: true, seconds: true, reason: true },
  "room.unmute": { room: true, user: true },
  "room.bans": { room: true },
  "room.purge": { room: true, user: true },
  "member.role": { room: true, user: true, role: true },
  "direct.open": { users: true, names: true },
  "people.find": { query: true },
  "message.report": { room: true, message: true, reason: true },
  "reports": { room: true },
  "report.close": { report: true, outcome: true },
  "user.block": { user: true },
  "user.unblock": { user: true },
  "typing": { room: true },
  "search": { query: true, limit: true, room: true, cursor: true },
  "ping": {},
};
const UNREAD = { asOf: true, unread: true, mentions: true, mentioned: true } as const;
const THREAD = { room: true, message: true, read: true, follows: true, unread: true, asOf: true } as const;
const ANSWERS: { [T in keyof Answers]: Fields<Answers[T]> } = {
  "message.post": { room: true, seq: true },
  "message.edit": { room: true, seq: true },
  "message.delete": { room: true, seq: true },
  "message.history": { versions: true },
  "message.pin": { room: true, seq: true },
  "message.unpin": { room: true, seq: true },
  "message.preview.remove": { room: true, seq: true },
  "pins": { events: true, asOf: true, users: true },
  "reaction.add": { room: true, seq: true },
  "reaction.remove": { room: true, seq: true },
  "history": { events: true, more: true, asOf: true, users: true },
  "resume": { rooms: true },
  "deletions": { rooms: true },
  "room.join": { room: true },
  "room.leave": { room: true },
  "room.read": { room: true, seq: true, ordinal: true, ...UNREAD },
  "room.unread": { room: true, seq: true, ordinal: true, ...UNREAD },
  "mentions": { events: true, next: true, users: true },
  "message.save": { room: true, message: true, saved: true },
  "saved": { events: true, next: true, users: true },
  "saved.places": { room: true, messages: true },
  "thread": { events: true, more: true, users: true, ...THREAD },
  "thread.read": THREAD,
  "thread.follow": THREAD,
  "threads": { threads: true },
  "room.presence": { room: true, online: true, users: true },
  "room.change": { room: true },
  "room.settings": { room: true, involvement: true, favourite: true },
  "room.members": { room: true, members: true, total: true },
  "room.invite": { room: true, user: true },
  "room.kick": { room: true },
  "room.ban": { room: true },
  "room.unban": { room: true },
  "room.mute": { room: true },
  "room.unmute": { room: true },
  "room.bans": { room: true, bans: true, mutes: true },
  "room.purge": { room: true, deleted: true },
  "member.role": { room: true },
  "direct.open": { room: true },
  "people.find": { users: true },
  "message.report": { room: true },
  "reports": { reports: true, more: true },
  "report.close": { report: true },
  "user.block": { user: true },
  "user.unblock": { user: true },
  "typing": {},
  "search": { results: true, more: true, cursor: true, building: true },
};
const LOGGED = { room: true, seq: true, at: true } as const;
const EVENTS: { [T in ServerEvent["type"]]: Fields<OfType<ServerEvent, T>, "type"> } = {
  "room.created": { ...LOGGED, name: true, topic: true, user: true, kind: true },
  "room.changed": {
    ...LOGGED,
    user: true,
    name: true,
    topic: true,
    visibility: true,
    archived: true,
    slowMode: true,
  },
  "member.joined": { ...LOGGED, user: true, by: true },
  "member.left": { ...LOGGED, user: true, by: true },
  "member.changed": { ...LOGGED, user: true, role: true, by: true },
  "member.renamed": { ...LOGGED, user: true, was: true },
  "message.posted": { ...LOGGED, message: true },
  "members.count": { room: true, from: true, seq: true, at: true, joined: true, left: true },
  "message.edited": { ...LOGGED, message: true, text: true, user: true, mentions: true, everyone: true },
  "message.deleted": { ...LOGGED, message: true, user: true, author: true, thread: true },
  "message.pinned": { ...LOGGED, message: true, user: true },
  "message.unpinned": { ...LOGGED, message: true, user: true },
  "message.previewed": { ...LOGGED, message: true, url: true, title: true, description: true, site: true },
  "message.preview.removed": { ...LOGGED, message: true, user: true },
  "reaction.added": { ...LOGGED, message: true, emoji: true, user: true },
  "reaction.removed": { ...LOGGED, message: true, emoji: true, user: true },
  "presence.joined": { room: true, user: true, online: true },
  "presence.left": { room: true, user: true, online: true },
  "presence.count": { room: true, online: true },
  "typing": { room: true, user: true },
  "room.joined": { room: true },
  "room.left": { room: true, by: true, reason: true, banned: true, until: true },
  "room.muted": { room: true, muted: true },
  "room.settings": { room: true, involvement: true, favourite: true },
  "read.marked": { room: true, seq: true, ordinal: true, ...UNREAD, back: true },
  "thread.marked": THREAD,
  "message.saved": { room: true, message: true, saved: true },
  "report.made": { report: true },
  "report.closed": { report: true },
  "user.blocked": { user: true },
  "user.unblocked": { user: true },
  "user.renamed": { user: true },
  "user.changed": { user: true, account: true },
  "welcome": {
    protocol: true,
    user: true,
    session: true,
    rooms: true,
    limits: true,
    blocked: true,
    build: true,
  },
  "closing": { code: true, reason: true, retryAfter: true, ban: true },
};
const document = readDocument("docs/protocol.md");

Deno.test("docs/protocol.md names every command with its fields and its answer's", () => {
  const written = readTable(document, "commands").map(([command, fields, answer]) => [
    ...readNames(command!),
    readNames(fields!),
    readNames(answer!),
  ]);
  const answers = new Map(Object.entries(ANSWERS));
  const real = Object.entries(COMMANDS).map(([type, fields]) => [
    type,
    Object.keys(fields),
    Object.keys(answers.get(type) ?? {}),
  ]);
  assertEquals(written, real);
});

Deno.test("docs/protocol.md names every event with its fields", () => {
  const written = readTable(document, "events").map((
    [event, fields],
  ) => [...readNames(event!), readNames(fields!)]);
  assertEquals(written, Object.entries(EVENTS).map(([type, fields]) => [type, Object.keys(fields)]));
});

Deno.test("docs/protocol.md has the table of errors", () => {
  const written = readTable(document, "errors").map(([code, status, waiting, message]) => [
    ...readNames(code!),
    { status: Number(status), temporary: waiting === "yes", message },
  ]);
  assertEquals(Object.fromEntries(written), { ...ERRORS });
});

Deno.test("docs/protocol.md has the table of close codes", () => {
  const written = readTable(document, "close codes").map(([code, reason, next]) => [
    code,
    { reason, next: next!.replaceAll(" ", "_") },
  ]);
  assertEquals(Object.fromEntries(written), { ...CLOSE_CODES });
});

Deno.test("docs/protocol.md has the limits with their defaults and settings", () => {
  const { messages, ...single } = DEFAULT_LIMITS;
  const real = { ...single, "messages.rate": messages.rate, "messages.burst": messages.burst };
  const rows = readTable(document, "limits");
  assertEquals(
    Object.fromEntries(rows.map(([limit, value]) => [readNames(limit!)[0], Number(value)])),
    real as Record<string, number>,
  );
  const fallbacks = new Map<string, unknown>(
    Object.values(SETTINGS).map(({ name, fallback }) => [name, fallback]),
  );
  for (const [limit, value, setting] of rows) {
    for (const name of readNames(setting!)) {
      assertEquals(String(fallbacks.get(name)), value, `${limit} and ${name}`);
    }
  }
});

Deno.test("docs/protocol.md has the limits that are fixed", () => {
  const written = Object.fromEntries(
    readTable(document, "fixed limits").map(([limit, value]) => [limit, value]),
  );
  assertEquals(written["Characters of an `id`"], String(MAX_ID));
  assertEquals(written["Commands in a frame"], String(MAX_COMMANDS));
  assertEquals(written["Characters of a room's id"], String(MAX_ROOM_ID));
  assertEquals(written["People in a direct room"], String(MAX_DIRECT_PEOPLE));
  assertEquals(written["Direct rooms of one person"], String(MAX_DIRECT_ROOMS));
  assertEquals(written["People that `people.find` gives"], String(MAX_FOUND));
  assertEquals(written["Members that `room.members` gives"], String(MAX_MEMBERS));
  assertEquals(written["Characters of a search for people or rooms"], String(MAX_NAME_QUERY));
  assertEquals(written["Characters of a reason"], String(MAX_REASON));
  assertEquals(written["Bans of a room, and mutes"], String(MAX_RESTRICTIONS));
  assertEquals(written["Bans of the server"], String(MAX_BANS));
  assertEquals(written["Seconds of a ban or a mute that ends by itself"], String(MAX_RESTRICTION));
  assertEquals(written["Seconds of a ban of a network"], String(MAX_NETWORK_BAN));
  assertEquals(written["Seconds of a slow mode"], String(MAX_SLOW_MODE));
  assertEquals(written["Acts in a page of `GET /api/admin/audit`"], String(MAX_AUDIT_PAGE));
  assertEquals(written["Rooms in a `resume`"], String(MAX_RESUME_ROOMS));
  assertEquals(written["Messages of a room that `deletions` names"], String(MAX_DELETIONS));
  assertEquals(written["Edits of a message"], String(MAX_EDITS));
  assertEquals(written["Pinned messages of a room"], String(MAX_PINS));
  assertEquals(written["Messages that one person has saved"], String(MAX_SAVED));
  assertEquals(written["People that a message mentions"], String(MAX_MENTIONS));
  assertEquals(written["Unread messages that `mentioned` names"], String(MAX_MENTIONED));
  assertEquals(written["Threads in the answer of `threads`"], String(MAX_THREADS));
  assertEquals(written["Kinds of reactions to a message"], String(MAX_REACTION_KINDS));
  assertEquals(written["Reactions to a message"], String(MAX_REACTIONS));
  assertEquals(written["People that a page names for one kind of reaction"], String(MAX_REACTION_NAMES));
  assertEquals(written["Events of a history page where none is asked for"], String(DEFAULT_PAGE));
  assertEquals(written["Characters of the reason of a report"], String(MAX_REPORT_REASON));
  assertEquals(written["Open reports of one person"], String(MAX_OPEN_REPORTS));
  assertEquals(written["Reports in an answer"], String(REPORT_PAGE));
  assertEquals(written["People whom one person has blocked"], String(MAX_BLOCKED));
  assertEquals(written["Characters of a search"], String(MAX_QUERY));
  assertEquals(written["Words, phrases and operators of a search"], String(MAX_SEARCH_PARTS));
  assertEquals(written["Results of a search where none is asked for"], String(SEARCH_PAGE));
  assertEquals(written["Results of a search, at most"], String(MAX_SEARCH_PAGE));
});
