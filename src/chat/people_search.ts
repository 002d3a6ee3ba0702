import { ProtocolError } from "../protocol/errors.ts";
import { MAX_FOUND, MAX_NAME_QUERY } from "../protocol/limits.ts";
import type { FoundPerson, User } from "../protocol/models.ts";
import { countCharacters } from "../protocol/text.ts";
import type { Chat } from "./chat.ts";
import type { Person } from "./person.ts";
import { takeToken } from "./rate_limits.ts";
import { makeSkeleton } from "./usernames/skeleton.ts";

/** Somebody, by their id, or by their name in full. */
export interface Whom {
  user?: string;
  name?: string;
}

/**
 * Whom a person may write to: those in their rooms whose names begin so, and who has exactly this name; without a
 * query, some of those who are here now. Who is here comes first.
 * @throws ProtocolError `rate_limited`, `bad_request`
 */
export async function findPeople(chat: Chat, person: Person, query: string): Promise<FoundPerson[]> {
  takeToken(person.buckets.lookups, performance.now());
  const skeleton = readQuery(query);
  if (skeleton === "") return listPresent(chat, person);
  await chat.reads.next();
  const found = await chat.store.users.find(person.user, { skeleton, limit: MAX_FOUND });
  const people = found.map((user): FoundPerson =>
    user.known && chat.people.get(user.id)?.present ? { ...user, online: true } : user
  );
  return people.toSorted((a, b) => Number(b.online ?? false) - Number(a.online ?? false));
}

/**
 * Somebody whom a person may write to, by id where they have a room in common, or by the name in full.
 * @throws ProtocolError `unknown_person`
 */
export async function findKnown(chat: Chat, person: Person, { user, name }: Whom): Promise<User> {
  const found = user === undefined
    ? await findByName(chat, person, name ?? "")
    : (await chat.store.users.known(person.user, [user]))[0];
  if (found === undefined) throw new ProtocolError("unknown_person");
  return found;
}

/** How names begin that look like this. */
export function readQuery(query: string): string {
  if (countCharacters(query) > MAX_NAME_QUERY || !query.isWellFormed()) {
    throw new ProtocolError("bad_request", `A search has at most ${MAX_NAME_QUERY} characters`);
  }
  return makeSkeleton(query.trim());
}

async function findByName(chat: Chat, person: Person, name: string): Promise<User | undefined> {
  const skeleton = readQuery(name);
  if (skeleton === "") return undefined;
  const found = await chat.store.users.find(person.user, { skeleton, limit: 1 });
  return found.map(({ id, name }) => ({ id, name })).find((user) => makeSkeleton(user.name) === skeleton);
}

function listPresent(chat: Chat, person: Person): FoundPerson[] {
  const people = new Map<string, FoundPerson>();
  for (const room of person.rooms) {
    for (const { id, name } of chat.people.presence.list(room, MAX_FOUND + 1)) {
      if (id !== person.user.id) people.set(id, { id, name, known: true, online: true });
    }
    if (people.size >= MAX_FOUND) break;
  }
  return people.values().take(MAX_FOUND).toArray();
}
