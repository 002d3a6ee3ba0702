import type { Changed } from "../protocol/commands.ts";
import { ProtocolError } from "../protocol/errors.ts";
import { MAX_EDITS } from "../protocol/limits.ts";
import type { MessageVersion } from "../protocol/models.ts";
import { checkText } from "../protocol/text.ts";
import type { ChangeOutcome, EventDetails } from "../store/records.ts";
import type { Chat } from "./chat.ts";
import { toIso } from "./events.ts";
import type { Person } from "./person.ts";
import { requireMember, requireWriter } from "./permissions.ts";
import { takeToken } from "./rate_limits.ts";

export interface PostedMessage {
  seq: number;
  messageId: string;
  /** The same message had been stored before, under the same id. */
  repeated: boolean;
}

/**
 * Posts a message to a room; resolves when it is committed. The same id with the same text gives the same answer again.
 * @throws ProtocolError `forbidden`, `room_archived`, `bad_text`, `rate_limited`, `id_reused`, `unknown_message` for one
 * that is answered
 */
export async function postMessage(
  chat: Chat,
  person: Person,
  draft: { room: string; id: string; text: string; replyTo?: number },
): Promise<PostedMessage> {
  requireWriter(chat, person, draft.room);
  checkText(draft.text, chat.limits.text);
  takeToken(person.buckets.messages, performance.now());
  const details = draft.replyTo === undefined ? undefined : await readDetails(chat, draft);
  const appended = await chat.store.log.append({
    room: draft.room,
    type: "message.posted",
    user: person.user,
    clientId: draft.id,
    body: draft.text,
    details,
  });
  if (appended.outcome === "id_reused") throw new ProtocolError("id_reused");
  if (appended.outcome === "no_room") throw new ProtocolError("forbidden");
  return appended;
}

/** The message that a change or an answer is about. */
export interface MessagePlace {
  room: string;
  /** Number of its `message.posted`. */
  message: number;
}

/**
 * Gives an own message another text; the earlier ones stay to be seen.
 * @throws ProtocolError `forbidden`, `room_archived`, `bad_text`, `rate_limited`, `unknown_message`, `limit_reached` after a hundred edits
 */
export async function editMessage(
  chat: Chat,
  person: Person,
  { room, message, text }: MessagePlace & { text: string },
): Promise<Changed> {
  requireWriter(chat, person, room);
  checkText(text, chat.limits.text);
  takeToken(person.buckets.changes, performance.now());
  await requireAuthor(chat, person, { room, message });
  const outcome = await chat.store.messages.edit({ room, message, user: person.user, text, max: MAX_EDITS });
  return toChanged(room, outcome, `A message can be edited ${MAX_EDITS} times`);
}

/**
 * Takes the text of an own message away for good; its place stays.
 * @throws ProtocolError `forbidden`, `room_archived`, `rate_limited`, `unknown_message`
 */
export async function deleteMessage(
  chat: Chat,
  person: Person,
  { room, message }: MessagePlace,
): Promise<Changed> {
  requireWriter(chat, person, room);
  takeToken(person.buckets.changes, performance.now());
  await requireAuthor(chat, person, { room, message });
  return toChanged(room, await chat.store.messages.delete({ room, message, user: person.user }));
}

/**
 * All texts that a message had, oldest first.
 * @throws ProtocolError `forbidden`, `unknown_message`
 */
export async function readVersions(
  chat: Chat,
  person: Person,
  { room, message }: MessagePlace,
): Promise<MessageVersion[]> {
  requireMember(person, room);
  await chat.reads.next();
  requireMember(person, room);
  const versions = await chat.store.messages.versions(room, message);
  if (versions.length === 0) throw new ProtocolError("unknown_message");
  return versions.map(({ seq, at, text }) => ({ seq, at: toIso(at), text }));
}

/** What the asker of a change is told. @throws ProtocolError where it could not be made */
export function toChanged(room: string, changed: ChangeOutcome, full?: string): Changed {
  switch (changed.outcome) {
    case "stored":
      return { room, seq: changed.seq };
    case "same":
      return { room };
    case "no_message":
      throw new ProtocolError("unknown_message");
    case "full":
      throw new ProtocolError("limit_reached", full);
  }
}

async function requireAuthor(chat: Chat, person: Person, { room, message }: MessagePlace): Promise<void> {
  const posted = await chat.store.messages.get(room, message);
  if (posted === undefined) throw new ProtocolError("unknown_message");
  if (posted.user?.id !== person.user.id) {
    throw new ProtocolError("forbidden", "Only its author can change a message");
  }
}

async function readDetails(
  chat: Chat,
  { room, replyTo }: { room: string; replyTo?: number },
): Promise<EventDetails | undefined> {
  if (replyTo === undefined) return undefined;
  const answered = await chat.store.messages.get(room, replyTo);
  if (answered === undefined) throw new ProtocolError("unknown_message");
  return { replyTo };
}
