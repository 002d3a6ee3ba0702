import type { Changed } from "../protocol/commands.ts";
import { MAX_REACTION_KINDS, MAX_REACTIONS } from "../protocol/limits.ts";
import type { Chat } from "./chat.ts";
import type { MessagePlace } from "./message_place.ts";
import { toChanged } from "./messages.ts";
import type { Person } from "./person.ts";
import { requireWriter } from "./permissions.ts";
import { takeToken } from "./rate_limits.ts";

const MAX = { kinds: MAX_REACTION_KINDS, all: MAX_REACTIONS };

/**
 * Gives a message an emoji, once a person.
 * @throws ProtocolError `forbidden`, `room_archived`, `rate_limited`, `unknown_message`, `limit_reached`
 */
export async function addReaction(
  chat: Chat,
  person: Person,
  { room, message, emoji }: MessagePlace & { emoji: string },
): Promise<Changed> {
  requireWriter(chat, person, room);
  takeToken(person.buckets.changes, performance.now());
  const change = { room, message, user: person.user, emoji, max: MAX };
  return toChanged(room, await chat.store.reactions.add(change), "This message has all reactions that fit");
}

/**
 * Takes an emoji back.
 * @throws ProtocolError `forbidden`, `room_archived`, `rate_limited`, `unknown_message`
 */
export async function removeReaction(
  chat: Chat,
  person: Person,
  { room, message, emoji }: MessagePlace & { emoji: string },
): Promise<Changed> {
  requireWriter(chat, person, room);
  takeToken(person.buckets.changes, performance.now());
  return toChanged(room, await chat.store.reactions.remove({ room, message, user: person.user, emoji }));
}
