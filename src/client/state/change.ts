import type { LogEvent } from "../../protocol/events.ts";
import { MAX_REACTION_NAMES } from "../../protocol/limits.ts";
import type { Message, Reaction } from "../../protocol/models.ts";

/** An event about a message that was posted before. */
export type ChangeEvent = Extract<LogEvent, { message: number }>;

/** What each kind of change makes of a message. */
const CHANGES: {
  [T in ChangeEvent["type"]]: (message: Message, event: Extract<ChangeEvent, { type: T }>) => Message;
} = {
  "message.edited": (
    { mentions: _, everyone: __, preview: ___, ...message },
    { text, at, seq, mentions, everyone },
  ) => ({
    ...message,
    text,
    edited: { at, seq },
    ...(mentions && { mentions }),
    ...(everyone && { everyone }),
  }),
  "message.deleted": withoutText,
  "message.pinned": (message) => message.pinned ? message : { ...message, pinned: true },
  "message.unpinned": ({ pinned: _, ...message }) => message,
  "message.previewed": (message, { url, title, description, site }) => ({
    ...message,
    preview: { url, title, ...(description && { description }), ...(site && { site }) },
  }),
  "message.preview.removed": ({ preview: _, ...message }) => message,
  "reaction.added": (message, { emoji, user }) => {
    const reactions = message.reactions ?? [];
    const index = reactions.findIndex((reaction) => reaction.emoji === emoji);
    if (index < 0) return { ...message, reactions: [...reactions, { emoji, users: [user.id], count: 1 }] };
    return { ...message, reactions: reactions.with(index, withUser(reactions[index]!, user.id)) };
  },
  "reaction.removed": ({ reactions = [], ...message }, { emoji, user }) => {
    const left = reactions.map((reaction) =>
      reaction.emoji === emoji ? withoutUser(reaction, user.id) : reaction
    )
      .filter(({ count }) => count > 0);
    return left.length > 0 ? { ...message, reactions: left } : message;
  },
};

export function isChange(event: LogEvent): event is ChangeEvent {
  return Object.hasOwn(CHANGES, event.type);
}

/** The message after a change of it; a deleted one stays as it is. */
export function change(message: Message, event: ChangeEvent): Message {
  if (message.deleted) return message;
  const make = CHANGES[event.type] as (message: Message, event: ChangeEvent) => Message;
  return make(message, event);
}

/** What is left of a message when it is deleted; `author` is there where another did it. */
export function withoutText(
  { id, author, clientId, ordinal, thread, replies }: Message,
  { author: other }: { author?: string } = {},
): Message {
  return {
    id,
    author,
    clientId,
    text: "",
    ordinal,
    deleted: true,
    ...(other !== undefined && { removed: true as const }),
    ...(thread !== undefined && { thread }),
    ...(replies && { replies }),
  };
}

function withUser(reaction: Reaction, id: string): Reaction {
  const { users, count } = reaction;
  if (users.includes(id)) return reaction;
  return { ...reaction, users: users.length < MAX_REACTION_NAMES ? [...users, id] : users, count: count + 1 };
}

function withoutUser(reaction: Reaction, id: string): Reaction {
  return { ...reaction, users: reaction.users.filter((user) => user !== id), count: reaction.count - 1 };
}
