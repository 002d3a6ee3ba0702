import type { LogEvent } from "../protocol/events.ts";
import { MAX_REACTION_NAMES } from "../protocol/limits.ts";
import type { Message, Reaction, User } from "../protocol/models.ts";
import type { LogRecord } from "../store/records.ts";
import type { MessageReaction } from "../store/message_records.ts";
import type { Chat } from "./chat.ts";
import { toEvent, toIso } from "./events.ts";
import type { MessagePlace } from "./message_place.ts";
import type { Person } from "./person.ts";

/**
 * The events of neighbouring rows of a log, with each message as it has become since it was posted, as this person sees
 * it; and the people whom the reactions name by their ids. Asks the store as often for a hundred messages as for one.
 */
export async function toCurrentEvents(
  { store }: Chat,
  person: Person,
  { room, records }: { room: string; records: readonly LogRecord[] },
): Promise<{ events: LogEvent[]; users: User[] }> {
  const posted = records.filter(({ type }) => type === "message.posted");
  const users = new Map<string, User>();
  if (posted.length === 0) return { events: records.map(toEvent), users: [] };
  const range = { first: posted[0]!.seq, last: posted.at(-1)!.seq };
  const [edited, replies, given, pinned, previews] = await Promise.all([
    store.messages.edited(room, range),
    store.threads.replies(room, range),
    store.reactions.of(room, { ...range, most: MAX_REACTION_NAMES, self: person.user }),
    store.pins.of(room, range),
    store.previews.of(room, range),
  ]);
  const reactions = Map.groupBy(given, ({ message }) => message);
  for (const reaction of given) for (const user of reaction.users) users.set(user.id, user);
  return { events: records.map(toCurrent), users: [...users.values()] };

  function toCurrent(record: LogRecord): LogEvent {
    const event = toEvent(record);
    if (event.type !== "message.posted") return event;
    const version = edited.get(event.seq);
    const kinds = reactions.get(event.seq);
    const isPinned = pinned.has(event.seq);
    const thread = replies.get(event.seq);
    const preview = previews.get(event.seq);
    const isChanged = version !== undefined || kinds !== undefined || thread !== undefined || isPinned ||
      preview !== undefined;
    if (!isChanged) return event;
    const message: Message = { ...event.message };
    if (version !== undefined) {
      message.text = version.text;
      message.edited = { at: toIso(version.at), seq: version.seq };
      delete message.mentions;
      delete message.everyone;
      Object.assign(message, version.called);
    }
    if (thread !== undefined) message.replies = thread;
    if (kinds !== undefined) message.reactions = kinds.map((kind) => toReaction(kind, person));
    if (isPinned) message.pinned = true;
    if (preview !== undefined) message.preview = preview;
    return { ...event, message };
  }
}

/** The same of messages that stand far from each other, in one log or many: each alone. */
export async function toScatteredEvents(
  chat: Chat,
  person: Person,
  records: readonly LogRecord[],
): Promise<{ events: LogEvent[]; users?: User[] }> {
  const shown = await Promise.all(
    records.map((record) => toCurrentEvents(chat, person, { room: record.room, records: [record] })),
  );
  const events = shown.flatMap(({ events }) => events);
  const users = new Map(shown.flatMap(({ users }) => users).map((user) => [user.id, user]));
  return users.size === 0 ? { events } : { events, users: [...users.values()] };
}

/** The messages at some places, each as it is by now; those that are not there are left out. */
export async function readMessages(
  chat: Chat,
  person: Person,
  places: readonly MessagePlace[],
): Promise<{ events: LogEvent[]; users?: User[] }> {
  const records = await Promise.all(
    places.map(({ room, message }) => chat.store.messages.get(room, message)),
  );
  return await toScatteredEvents(chat, person, records.filter((record) => record !== undefined));
}

function toReaction({ emoji, count, users, mine }: MessageReaction, person: Person): Reaction {
  const ids = users.map(({ id }) => id);
  const reaction: Reaction = { emoji, users: ids, count };
  if (mine && !ids.includes(person.user.id)) reaction.mine = true;
  return reaction;
}
