import type { ThreadPage, ThreadsList } from "../protocol/commands.ts";
import { ProtocolError } from "../protocol/errors.ts";
import { MAX_THREADS } from "../protocol/limits.ts";
import type { ThreadState, User } from "../protocol/models.ts";
import type { LogRecord } from "../store/records.ts";
import type { Chat } from "./chat.ts";
import { toScatteredEvents } from "./current.ts";
import type { MessagePlace } from "./message_place.ts";
import type { Person } from "./person.ts";
import { requireMember } from "./permissions.ts";
import { topicOfUser } from "./topics.ts";

/**
 * Reads a thread: its first message and a page of the replies, the newest or those before a number; as they are by now.
 * @throws ProtocolError `forbidden`, `unknown_message`
 */
export async function readThread(
  chat: Chat,
  person: Person,
  { room, message, before, limit }: MessagePlace & { before?: number; limit: number },
): Promise<ThreadPage> {
  requireMember(person, room);
  await chat.reads.next();
  requireMember(person, room);
  const most = Math.min(limit, chat.limits.page);
  const asOf = chat.rooms.get(room)!.seq;
  const root = await findRoot(chat, { room, message });
  const records = await chat.store.threads.page({ room, message }, { before, limit: most });
  const mark = await chat.store.threads.mark(person.user, { room, message });
  const more = records.length === most && records[0]!.seq > message;
  return { ...await toScatteredEvents(chat, person, [root, ...records]), more, ...mark, asOf };
}

/** The threads that a person follows, those with the newest replies first. */
export async function listThreads(chat: Chat, person: Person): Promise<ThreadsList> {
  await chat.reads.next();
  const followed = await chat.store.threads.followed(person.user, MAX_THREADS);
  return {
    threads: followed.filter(({ room }) => person.rooms.has(room))
      .map((mark) => ({ ...mark, asOf: chat.rooms.get(mark.room)!.seq })),
  };
}

/**
 * Moves how far a person has read in a thread forward, on all their devices.
 * @throws ProtocolError `forbidden`, `unknown_message`
 */
export async function markThreadRead(
  chat: Chat,
  person: Person,
  { room, message, seq }: MessagePlace & { seq: number },
): Promise<ThreadState> {
  requireMember(person, room);
  await findRoot(chat, { room, message });
  const place = { room, message, seq: Math.min(seq, chat.rooms.get(room)!.seq) };
  await chat.store.threads.markRead(person.user, place);
  return await tellMark(chat, person.user, { room, message });
}

/**
 * Follows a thread, or does so no more.
 * @throws ProtocolError `forbidden`, `unknown_message`
 */
export async function followThread(
  chat: Chat,
  person: Person,
  { room, message, follow }: MessagePlace & { follow: boolean },
): Promise<ThreadState> {
  requireMember(person, room);
  await findRoot(chat, { room, message });
  await chat.store.threads.follow(person.user, { room, message }, follow);
  return await tellMark(chat, person.user, { room, message });
}

/** Those who begin to follow a thread by a reply hear of it: its author, and with the first one the thread's. */
export async function tellFollowers(
  chat: Chat,
  person: Person,
  { room, message }: MessagePlace,
): Promise<void> {
  const root = await chat.store.messages.get(room, message);
  const users = new Map([person.user, root!.user!].map((user) => [user.id, user]));
  await Promise.all([...users.values()].map((user) => tellMark(chat, user, { room, message })));
}

/**
 * The message that a thread hangs on.
 * @throws ProtocolError `unknown_message`, also for a reply: a thread has no threads
 */
export async function findRoot(chat: Chat, { room, message }: MessagePlace): Promise<LogRecord> {
  const root = await chat.store.messages.get(room, message);
  if (root === undefined || root.details?.thread !== undefined) throw new ProtocolError("unknown_message");
  return root;
}

async function tellMark(chat: Chat, user: User, place: MessagePlace): Promise<ThreadState> {
  const mark = await chat.store.threads.mark(user, place);
  const now = { ...mark, asOf: chat.rooms.get(place.room)!.seq };
  chat.pubsub.publish(topicOfUser(user.id), [{ type: "thread.marked", ...now }])
    .catch((error) => chat.onError(error, "telling a person's other connections"));
  return now;
}
