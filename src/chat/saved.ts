import type { Answers, SavedPage } from "../protocol/commands.ts";
import { ProtocolError } from "../protocol/errors.ts";
import { MAX_SAVED } from "../protocol/limits.ts";
import type { Chat } from "./chat.ts";
import { readMessages } from "./current.ts";
import type { MessagePlace } from "./message_place.ts";
import { tellOwn } from "./own_events.ts";
import { requireMember } from "./permissions.ts";
import type { Person } from "./person.ts";
import { takeToken } from "./rate_limits.ts";

/**
 * Keeps a message for the person alone, or does so no more, on all their devices.
 * @throws ProtocolError `forbidden`, `rate_limited`, `unknown_message`, `limit_reached`
 */
export async function saveMessage(
  chat: Chat,
  person: Person,
  { room, message, save }: MessagePlace & { save: boolean },
): Promise<Answers["message.save"]> {
  requireMember(person, room);
  takeToken(person.buckets.changes, performance.now());
  const changed = save
    ? await add(chat, person, { room, message })
    : await chat.store.saved.remove(person.user, { room, message });
  const now = { room, message, saved: save };
  if (changed) tellOwn(chat, person.user, { type: "message.saved", ...now });
  return now;
}

/** The messages that a person saved in the rooms that they are in, the last saved first; each as it is by now. */
export async function listSaved(
  chat: Chat,
  person: Person,
  query: { before?: number; limit: number },
): Promise<SavedPage> {
  const limit = Math.min(query.limit, chat.limits.page);
  await chat.reads.next();
  const found = await chat.store.saved.ofUser(person.user, { before: query.before, limit });
  const messages = await readMessages(chat, person, found);
  const next = found.length === limit ? found.at(-1)!.no : undefined;
  return { ...messages, ...(next !== undefined && { next }) };
}

/**
 * Which messages of a room a person has saved.
 * @throws ProtocolError `forbidden`
 */
export async function readSavedPlaces(
  chat: Chat,
  person: Person,
  room: string,
): Promise<Answers["saved.places"]> {
  requireMember(person, room);
  await chat.reads.next();
  requireMember(person, room);
  return { room, messages: await chat.store.saved.inRoom(person.user, room) };
}

async function add(chat: Chat, person: Person, place: MessagePlace): Promise<boolean> {
  switch (await chat.store.saved.add(person.user, place, MAX_SAVED)) {
    case "no_message":
      throw new ProtocolError("unknown_message");
    case "full":
      throw new ProtocolError("limit_reached", `You have saved ${MAX_SAVED} messages: remove one first`);
    case "same":
      return false;
    case "saved":
      return true;
  }
}
