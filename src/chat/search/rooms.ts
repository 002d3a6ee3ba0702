import { ProtocolError } from "../../protocol/errors.ts";
import type { Chat } from "../chat.ts";
import type { Person } from "../person.ts";
import type { ParsedQuery } from "./parse.ts";

/** Ids of the rooms whose messages a person may find. Every search asks here, and nowhere else. */
export function searchableRooms(person: Person): ReadonlySet<string> {
  return person.rooms;
}

/**
 * The rooms that a query is about: `in:` names them by id or by name.
 * @throws ProtocolError `bad_query` for a name that no room of theirs has
 */
export function roomsOf(chat: Chat, person: Person, query: Pick<ParsedQuery, "in">): string[] {
  const rooms = [...searchableRooms(person)];
  const named = query.in.map(({ room, not }) => ({ not, ids: roomsNamed(chat, rooms, room) }));
  const within = named.filter(({ not }) => !not).flatMap(({ ids }) => ids);
  const without = new Set(named.filter(({ not }) => not).flatMap(({ ids }) => ids));
  const asked = query.in.some(({ not }) => !not) ? [...new Set(within)] : rooms;
  return asked.filter((id) => !without.has(id));
}

function roomsNamed(chat: Chat, rooms: readonly string[], wanted: string): string[] {
  const name = wanted.normalize("NFC").toLowerCase();
  const found = rooms.filter((id) => id === name || chat.rooms.get(id)?.name.toLowerCase() === name);
  if (found.length === 0) throw new ProtocolError("bad_query", `You are in no room '${wanted}'`);
  return found;
}
