import type { Changed, MessagePoint } from "../protocol/commands.ts";
import { ProtocolError } from "../protocol/errors.ts";
import { MAX_EDITS } from "../protocol/limits.ts";
import { findNamedWords } from "../protocol/mentions.ts";
import type { MessageVersion } from "../protocol/models.ts";
import { checkText } from "../protocol/text.ts";
import type { ChangeOutcome } from "../store/message_records.ts";
import type { EventDetails, LogRecord } from "../store/records.ts";
import type { Chat } from "./chat.ts";
import { toIso } from "./events.ts";
import { readSource } from "./forwards.ts";
import type { MessagePlace } from "./message_place.ts";
import { findCalled } from "./mentions.ts";
import type { Person } from "./person.ts";
import { requireMember, requireNoDirect, requireOpen, requireWriter } from "./permissions.ts";
import { powerIn, requirePowerOver } from "./power.ts";
import { takeToken } from "./rate_limits.ts";
import type { Restraint } from "./restraints.ts";
import { findRoot, tellFollowers } from "./threads.ts";

export interface PostedMessage {
  seq: number;
  messageId: string;
  /** The same message had been stored before, under the same id. */
  repeated: boolean;
}

/** A message that somebody wants to post; `id` is made by their client. */
export interface MessageDraft {
  room: string;
  id: string;
  text: string;
  /** The message that it answers. */
  replyTo?: number;
  /** The message whose thread it is a reply in. */
  thread?: number;
  /** Whether it says what its author does. */
  me?: true;
  /** The message whose text it has; then `text` is of no account. */
  forwarded?: MessagePoint;
}

/**
 * Posts a message to a room; resolves when it is committed. The same id with the same text gives the same answer again.
 * @throws ProtocolError `forbidden`, `room_archived`, `muted`, `slow_mode`, `bad_text`, `rate_limited`, `id_reused`,
 * `unknown_message` for one that is answered or forwarded, `limit_reached` for too many mentions
 */
export async function postMessage(
  chat: Chat,
  person: Person,
  draft: MessageDraft,
): Promise<PostedMessage> {
  const restraint = requireWriter(chat, person, draft.room);
  if (draft.forwarded === undefined) checkText(draft.text, chat.limits.text);
  takeToken(person.buckets.messages, performance.now());
  const giveBack = restraint && takeTurn(chat, person, { restraint, draft });
  try {
    const { room, id: clientId, text: body } = draft;
    const message = { room, type: "message.posted", user: person.user, clientId, body } as const;
    const plain = isPlain(draft);
    const details = plain && person.posting === undefined
      ? undefined
      : await afterEarlier(person, () => plain ? undefined : readDetails(chat, person, draft));
    const appended = details === undefined
      ? await chat.store.log.append(message)
      : await chat.store.messages.post({ ...message, ...details });
    if (appended.outcome === "id_reused") throw new ProtocolError("id_reused");
    if (appended.outcome === "no_room") throw new ProtocolError("forbidden");
    if (draft.thread !== undefined && !appended.repeated) {
      await tellFollowers(chat, person, { room, message: draft.thread });
    }
    return appended;
  } catch (error) {
    giveBack?.();
    throw error;
  }
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
  const { details } = await requireAuthor(chat, person, { room, message });
  if (details?.forwarded !== undefined) {
    throw new ProtocolError("forbidden", "A forwarded message has the words of another: it cannot be edited");
  }
  const called = await findCalled(chat, person, { room, text });
  const change = { room, message, user: person.user, text, called, max: MAX_EDITS };
  const outcome = await chat.store.messages.edit(change);
  return toChanged(room, outcome, `A message can be edited ${MAX_EDITS} times`);
}

/**
 * Takes the text of an own message away for good, or that of another's for who keeps order in the room; its place stays.
 * @throws ProtocolError `forbidden`, `room_archived`, `rate_limited`, `unknown_message`
 */
export async function deleteMessage(
  chat: Chat,
  person: Person,
  { room, message }: MessagePlace,
): Promise<Changed> {
  requireOpen(chat, person, room);
  takeToken(person.buckets.changes, performance.now());
  const posted = await chat.store.messages.get(room, message);
  if (posted === undefined) throw new ProtocolError("unknown_message");
  if (posted.user?.id !== person.user.id) {
    requireNoDirect(chat, room);
    await requirePowerOver(chat, person, { room, user: posted.user! });
  }
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

/** @throws ProtocolError `forbidden`, `unknown_message` */
export async function requireAuthor(
  chat: Chat,
  person: Person,
  { room, message }: MessagePlace,
): Promise<LogRecord> {
  const posted = await chat.store.messages.get(room, message);
  if (posted === undefined) throw new ProtocolError("unknown_message");
  if (posted.user?.id !== person.user.id) {
    throw new ProtocolError("forbidden", "Only its author can change a message");
  }
  return posted;
}

/** Whether nothing must be looked up for it. */
function isPlain({ text, replyTo, thread, me, forwarded }: MessageDraft): boolean {
  return replyTo === undefined && thread === undefined && me === undefined && forwarded === undefined &&
    findNamedWords(text).length === 0;
}

/** Where members wait between messages, this is the turn of who must; gives what takes it back. */
function takeTurn(
  chat: Chat,
  person: Person,
  { restraint, draft }: { restraint: Restraint; draft: MessageDraft },
): (() => void) | undefined {
  if (restraint.slowMode === 0 || powerIn(chat, person, draft.room) !== "member") return undefined;
  return restraint.takeTurn(person.user.id, { id: draft.id, now: performance.now() });
}

/** What must be looked up before a message is posted holds up those that come after it from the same person. */
function afterEarlier<T>(person: Person, look: () => Promise<T> | undefined): Promise<T | undefined> {
  const found = (person.posting ?? Promise.resolve()).then(look);
  const done = found.then(end, end);
  person.posting = done;
  return found;

  function end(): void {
    if (person.posting === done) person.posting = undefined;
  }
}

async function readDetails(
  chat: Chat,
  person: Person,
  { room, text, replyTo, thread, me, forwarded }: MessageDraft,
): Promise<{ body?: string; details: EventDetails } | undefined> {
  const source = forwarded && await readSource(chat, person, forwarded);
  // Who was called by what is forwarded was called where it was said.
  const called = source === undefined ? await findCalled(chat, person, { room, text }) : undefined;
  const details: EventDetails = { ...called };
  if (thread !== undefined) {
    await findRoot(chat, { room, message: thread });
    details.thread = thread;
  }
  if (replyTo !== undefined) {
    if (await chat.store.messages.get(room, replyTo) === undefined) {
      throw new ProtocolError("unknown_message");
    }
    details.replyTo = replyTo;
  }
  if (me) details.me = true;
  if (source !== undefined) {
    return { body: source.text, details: { ...details, forwarded: source.forwarded } };
  }
  return Object.keys(details).length === 0 ? undefined : { details };
}
