import type { Answers } from "../../protocol/commands.ts";
import { ProtocolError } from "../../protocol/errors.ts";
import { MAX_SEARCH_PAGE } from "../../protocol/limits.ts";
import type { SearchResult } from "../../protocol/models.ts";
import {
  type SearchAuthor,
  SearchError,
  type SearchHit,
  type SearchPage,
  type SearchQuery,
} from "../../store/search/query.ts";
import type { Chat } from "../chat.ts";
import type { Person } from "../person.ts";
import { requireMember } from "../permissions.ts";
import { takeToken } from "../rate_limits.ts";
import { readUsername } from "../usernames/username.ts";
import { parseQuery } from "./parse.ts";
import { roomsOf, searchableRooms } from "./rooms.ts";

/** Searches of one person that may wait or run at once. */
const MOST_AT_ONCE = 2;

const running = new WeakMap<Person, number>();

/**
 * Finds messages in the rooms that a person may see, newest first.
 * @throws ProtocolError `bad_query`, `forbidden`, `rate_limited`, `unavailable`, `search_too_slow`
 */
export async function searchMessages(
  chat: Chat,
  person: Person,
  { query, room, cursor, limit }: { query: string; room?: string; cursor?: string; limit: number },
): Promise<Answers["search"]> {
  const parsed = parseQuery(query);
  if (room !== undefined) requireMember(person, room);
  if (cursor !== undefined && !chat.store.search.isCursor(cursor)) {
    throw new ProtocolError("bad_query", "This cursor is none that a search gave");
  }
  const rooms = roomsOf(chat, person, parsed).filter((id) => room === undefined || id === room);
  takeToken(person.buckets.searches, performance.now());
  const { terms, link, before, after } = parsed;
  const authors = parsed.from.map((author) => authorOf(chat, person, author));
  const wanted: SearchQuery = {
    terms,
    rooms,
    authors,
    link,
    before,
    after,
    cursor,
    limit: Math.min(limit, MAX_SEARCH_PAGE),
  };
  const page = await oneOfFew(person, () => find(chat, wanted));
  // They may have lost a room while it was looked for.
  const allowed = searchableRooms(person);
  return {
    results: page.hits.filter((hit) => allowed.has(hit.room)).map(toResult),
    more: page.cursor !== undefined,
    ...(page.cursor === undefined ? undefined : { cursor: page.cursor }),
    ...(page.building ? { building: true } : undefined),
  };
}

/** `me` is who asks; a name that nobody can have is nobody's. */
function authorOf(chat: Chat, person: Person, { name, not }: { name: string; not: boolean }): SearchAuthor {
  try {
    return { ...readUsername(name === "me" ? person.user.name : name, chat.limits.username), not };
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return { name, skeleton: "", not };
  }
}

async function oneOfFew<T>(person: Person, work: () => Promise<T>): Promise<T> {
  const others = running.get(person) ?? 0;
  if (others >= MOST_AT_ONCE) {
    throw new ProtocolError("rate_limited", "Wait for your other searches", {
      retryAfter: 0.5,
      limit: "searches",
    });
  }
  running.set(person, others + 1);
  try {
    return await work();
  } finally {
    running.set(person, running.get(person)! - 1);
  }
}

async function find(chat: Chat, query: SearchQuery): Promise<SearchPage> {
  try {
    return await chat.store.search.find(query);
  } catch (error) {
    if (!(error instanceof SearchError)) throw error;
    if (error.kind === "too_slow") throw new ProtocolError("search_too_slow", undefined, { limit: "search" });
    throw new ProtocolError("unavailable", "Too many people search at the moment", {
      retryAfter: 1,
      limit: "search_queue",
    });
  }
}

function toResult({ room, seq, at, messageId, author, me, excerpt }: SearchHit): SearchResult {
  const result = { room, seq, at: new Date(at).toISOString(), id: messageId, author, excerpt };
  return me ? { ...result, me } : result;
}
