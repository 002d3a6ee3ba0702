import { blockPerson, unblockPerson } from "../chat/blocks.ts";
import type { Chat } from "../chat/chat.ts";
import { readDeletions } from "../chat/deletions.ts";
import { openDirect } from "../chat/direct_rooms.ts";
import { readHistory } from "../chat/history.ts";
import { invite, listMembers, removeMember, setRole } from "../chat/members.ts";
import { joinRoom, leaveRoom, markRead, markUnread, setRoom } from "../chat/memberships.ts";
import { readMentions } from "../chat/mentions.ts";
import { deleteMessage, editMessage, postMessage, readVersions } from "../chat/messages.ts";
import { findPeople } from "../chat/people_search.ts";
import { purgeMember } from "../chat/purge.ts";
import { banMember, listRestricted, muteMember, unbanMember, unmuteMember } from "../chat/room_bans.ts";
import { pinMessage, readPins, unpinMessage } from "../chat/pins.ts";
import { requireMember } from "../chat/permissions.ts";
import { removePreview } from "../chat/previews/remove.ts";
import { takeToken } from "../chat/rate_limits.ts";
import { addReaction, removeReaction } from "../chat/reactions.ts";
import { listSaved, readSavedPlaces, saveMessage } from "../chat/saved.ts";
import { closeRoomReport, listRoomReports, reportMessage } from "../chat/reports.ts";
import { searchMessages } from "../chat/search/search.ts";
import { changeRoom } from "../chat/rooms.ts";
import { followThread, listThreads, markThreadRead, readThread } from "../chat/threads.ts";
import { tellTyping } from "../chat/typing.ts";
import type { Answers, Command, CommandType } from "../protocol/commands.ts";
import { ERRORS, ProtocolError } from "../protocol/errors.ts";
import { StoreError } from "../store/store.ts";
import type { Connection } from "./connection.ts";
import type { RecentEvents } from "./recent.ts";
import { resume } from "./resume.ts";

export interface DispatchParts {
  chat: Chat;
  recent: RecentEvents;
  /** Told of each message that was stored. */
  onMessage(
    connection: Connection,
    posted: { room: string; seq: number; messageId: string; repeated: boolean },
  ): void;
  /** Told of each command that is answered by an error. */
  onRefused(error: ProtocolError): void;
  onError(error: unknown, doing: string, connection: Connection): void;
}

type Ask<T extends CommandType> = Extract<Command, { type: T }>;
type Handler<T extends CommandType> = (
  parts: DispatchParts,
  connection: Connection,
  command: Ask<T>,
) => Promise<T extends keyof Answers ? Answers[T] | undefined : void>;

const PRESENT_MAX = 500;

/** What each command does; the compiler demands a row for each. */
const HANDLERS: { [T in CommandType]: Handler<T> } = {
  "message.post": post,
  "message.edit": ({ chat }, { person }, command) => editMessage(chat, person, command),
  "message.delete": ({ chat }, { person }, command) => deleteMessage(chat, person, command),
  "message.history": ({ chat }, connection, command) =>
    connection.inTurn(async () => ({ versions: await readVersions(chat, connection.person, command) })),
  "message.pin": ({ chat }, { person }, command) => pinMessage(chat, person, command),
  "message.unpin": ({ chat }, { person }, command) => unpinMessage(chat, person, command),
  "message.preview.remove": ({ chat }, { person }, command) => removePreview(chat, person, command),
  "pins": ({ chat }, connection, { room }) =>
    connection.inTurn(() => readPins(chat, connection.person, room)),
  "reaction.add": ({ chat }, { person }, command) => addReaction(chat, person, command),
  "reaction.remove": ({ chat }, { person }, command) => removeReaction(chat, person, command),
  "history": ({ chat }, connection, command) =>
    connection.inTurn(() => readHistory(chat, connection.person, command)),
  "resume": (parts, connection, { rooms }) =>
    connection.inTurn(async () => ({ rooms: await resume(parts, connection, rooms) })),
  "deletions": ({ chat }, connection, { rooms }) =>
    connection.inTurn(() => readDeletions(chat, connection.person, rooms)),
  "room.join": async ({ chat }, { person }, { room }) => ({ room: await joinRoom(chat, person, room) }),
  "room.leave": async ({ chat }, { person }, { room }) => {
    await leaveRoom(chat, person, room);
    return { room };
  },
  "room.read": async ({ chat }, { person }, { room, seq }) => ({
    room,
    ...await markRead(chat, person, { room, seq }),
  }),
  "room.unread": async ({ chat }, { person }, { room, seq }) => ({
    room,
    ...await markUnread(chat, person, { room, seq }),
  }),
  "mentions": ({ chat }, connection, command) =>
    connection.inTurn(() => readMentions(chat, connection.person, command)),
  "message.save": ({ chat }, { person }, command) => saveMessage(chat, person, command),
  "saved": ({ chat }, connection, command) =>
    connection.inTurn(() => listSaved(chat, connection.person, command)),
  "saved.places": ({ chat }, connection, { room }) =>
    connection.inTurn(() => readSavedPlaces(chat, connection.person, room)),
  "thread": ({ chat }, connection, command) =>
    connection.inTurn(() => readThread(chat, connection.person, command)),
  "thread.read": ({ chat }, { person }, command) => markThreadRead(chat, person, command),
  "thread.follow": ({ chat }, { person }, command) => followThread(chat, person, command),
  "threads": ({ chat }, connection) => connection.inTurn(() => listThreads(chat, connection.person)),
  "room.presence": ({ chat }, connection, { room }) =>
    connection.inTurn(() => {
      requireMember(connection.person, room);
      const { presence } = chat.people;
      return Promise.resolve({ room, online: presence.count(room), users: presence.list(room, PRESENT_MAX) });
    }),
  "room.change": async ({ chat }, { person }, { type: _type, id: _id, ...change }) => ({
    room: await changeRoom(chat, person, change),
  }),
  "room.settings": async ({ chat }, { person }, { type: _type, id: _id, ...change }) => ({
    room: change.room,
    ...await setRoom(chat, person, change),
  }),
  "room.members": ({ chat }, connection, { room, query }) =>
    connection.inTurn(async () => ({ room, ...await listMembers(chat, connection.person, { room, query }) })),
  "room.invite": async ({ chat }, { person }, { room, user, name }) => ({
    room,
    user: await invite(chat, person, { room, user, name }),
  }),
  "room.kick": async ({ chat }, { person }, command) => {
    await removeMember(chat, person, command);
    return { room: command.room };
  },
  "room.ban": ({ chat }, { person }, command) => done(banMember(chat, person, command), command),
  "room.unban": ({ chat }, { person }, command) => done(unbanMember(chat, person, command), command),
  "room.mute": ({ chat }, { person }, command) => done(muteMember(chat, person, command), command),
  "room.unmute": ({ chat }, { person }, command) => done(unmuteMember(chat, person, command), command),
  "room.bans": ({ chat }, connection, { room }) =>
    connection.inTurn(async () => ({ room, ...await listRestricted(chat, connection.person, room) })),
  "room.purge": async ({ chat }, { person }, { room, user }) => ({
    room,
    deleted: await purgeMember(chat, person, { room, user }),
  }),
  "member.role": async ({ chat }, { person }, { room, user, role }) => {
    await setRole(chat, person, { room, user, role });
    return { room };
  },
  "direct.open": async ({ chat }, { person }, whom) => ({ room: await openDirect(chat, person, whom) }),
  "people.find": async ({ chat }, { person }, { query }) => ({
    users: await findPeople(chat, person, query),
  }),
  "message.report": async ({ chat }, { person }, command) => {
    await reportMessage(chat, person, command);
    return { room: command.room };
  },
  "reports": ({ chat }, connection, { room }) =>
    connection.inTurn(async () => {
      const { reports, more } = await listRoomReports(chat, connection.person, room);
      return { reports, more };
    }),
  "report.close": async ({ chat }, { person }, command) => ({
    report: await closeRoomReport(chat, person, command),
  }),
  "user.block": async ({ chat }, { person }, { user }) => ({ user: await blockPerson(chat, person, user) }),
  "user.unblock": async ({ chat }, { person }, { user }) => {
    await unblockPerson(chat, person, user);
    return { user };
  },
  "typing": async ({ chat }, { person }, { room }) => {
    await tellTyping(chat, person, room);
    return {};
  },
  "search": ({ chat }, { person }, command) => searchMessages(chat, person, command),
  "ping": (parts, connection, { id }) =>
    Promise.resolve(connection.send({ type: "pong", id, heads: heads(parts, connection) })),
};

async function done(work: Promise<void>, { room }: { room: string }): Promise<{ room: string }> {
  await work;
  return { room };
}

/** Serves one frame's commands in their order; each is answered by its own id. */
export function dispatchFrame(
  parts: DispatchParts,
  connection: Connection,
  commands: readonly (Command | ProtocolError)[],
): void {
  for (const command of commands) {
    if (connection.ended) return;
    connection.counts.received++;
    if (command instanceof ProtocolError) sendError(parts, connection, command);
    else dispatch(parts, connection, command).catch((error) => parts.onError(error, "answering", connection));
  }
}

async function dispatch(parts: DispatchParts, connection: Connection, command: Command): Promise<void> {
  try {
    if (command.type !== "message.post") takeToken(connection.person.buckets.commands, performance.now());
    const handle = HANDLERS[command.type] as Handler<CommandType>;
    const answer = await handle(parts, connection, command);
    if (answer !== undefined) connection.send({ type: "ok", id: command.id, ...answer });
  } catch (error) {
    const refusal = toProtocolError(parts, connection, error, command.type);
    sendError(parts, connection, refusal, command.id);
  }
}

async function post(
  parts: DispatchParts,
  connection: Connection,
  command: Ask<"message.post">,
): Promise<Answers["message.post"]> {
  const { room } = command;
  const posted = await postMessage(parts.chat, connection.person, command);
  connection.counts.posted++;
  parts.onMessage(connection, { room, ...posted });
  return { room, seq: posted.seq };
}

function heads({ chat }: DispatchParts, { person }: Connection): Record<string, number> {
  return Object.fromEntries([...person.rooms].map((room) => [room, chat.rooms.get(room)!.seq]));
}

function sendError(
  parts: DispatchParts,
  connection: Connection,
  error: ProtocolError,
  id = error.commandId,
): void {
  const { code, message, retryAfter, until } = error;
  parts.onRefused(error);
  connection.send({ type: "error", id, code, message, retryAfter, until });
  // What the server cannot do is not the client's fault.
  if (ERRORS[code].status === 503) return;
  if (connection.errors.take(performance.now()) > 0) {
    connection.end(4029, { reason: "too many errors", retryAfter: 10 });
  }
}

function toProtocolError(
  parts: DispatchParts,
  connection: Connection,
  error: unknown,
  doing: string,
): ProtocolError {
  if (error instanceof ProtocolError) return error;
  parts.onError(error, doing, connection);
  const code = error instanceof StoreError
    ? (error.kind === "full" ? "storage_full" : "unavailable")
    : "internal";
  return new ProtocolError(code, ERRORS[code].message, { retryAfter: code === "internal" ? undefined : 2 });
}
