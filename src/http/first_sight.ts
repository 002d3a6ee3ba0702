import type { Context } from "hono";
import { getAccount } from "../chat/accounts.ts";
import { readHistory } from "../chat/history.ts";
import { LOBBY } from "../chat/options.ts";
import type { Person } from "../chat/person.ts";
import { enterSession } from "../chat/sessions.ts";
import { readAllUnread } from "../chat/unread.ts";
import { ProtocolError } from "../protocol/errors.ts";
import { type FirstSight, LAST_ROOM_COOKIE } from "../protocol/first_sight.ts";
import type { JoinedRoom } from "../protocol/models.ts";
import { StoreError } from "../store/store.ts";
import type { HttpEnv, HttpParts } from "./context.ts";
import { readCookie, requestToken, requireSession } from "./session_token.ts";

/** Rooms of a person above which the page asks for all of them by itself. */
const MAX_ROOMS = 100;
/** Events of the open room. */
const EVENTS = 40;
/** Characters of them, as JSON, above which the page asks for them by itself. */
const MAX_PAGE = 64 * 1024;

/**
 * What the person behind a request sees first; undefined for who is not signed in, cannot be let in now, or has too much
 * of it. The page says in a cookie which room was open last.
 */
export async function readFirstSight(parts: HttpParts, c: Context<HttpEnv>): Promise<FirstSight | undefined> {
  const { chat } = parts;
  if (requestToken(parts, c) === undefined || parts.notReady() !== undefined) return undefined;
  try {
    const session = await requireSession(parts, c);
    const person = await enterSession(chat, session);
    if (person.rooms.size > MAX_ROOMS) return undefined;
    const unread = await readAllUnread(chat, person);
    const account = await getAccount(chat, session.user);
    const sight = { user: session.user, account, limits: chat.limits };
    const rooms = chat.people.joinedRooms(person, unread);
    const page = await readPage(parts, person, { wanted: readCookie(c, LAST_ROOM_COOKIE), joined: rooms });
    const blocked = person.blocked.size === 0 ? undefined : [...person.blocked.keys()];
    return { ...sight, rooms, blocked, page };
  } catch (error) {
    // The page finds out by itself what is wrong, and says it: it opens also where nothing can be written.
    if (error instanceof ProtocolError || error instanceof StoreError) return undefined;
    throw error;
  }
}

/** Of who has no room open yet and is not in the lobby, the first of those that have a name: the page opens it, too. */
async function readPage(
  { chat }: HttpParts,
  person: Person,
  { wanted, joined }: { wanted: string | undefined; joined: readonly JoinedRoom[] },
): Promise<FirstSight["page"]> {
  const room = [wanted, LOBBY].find((id) => id !== undefined && person.rooms.has(id)) ?? firstByName(joined);
  if (room === undefined) return undefined;
  const page = { room, ...await readHistory(chat, person, { room, limit: EVENTS }) };
  return JSON.stringify(page).length > MAX_PAGE ? undefined : page;
}

function firstByName(rooms: readonly JoinedRoom[]): string | undefined {
  const named = rooms.filter(({ kind }) => kind !== "direct");
  return named.sort((one, other) => one.name.localeCompare(other.name))[0]?.id;
}
