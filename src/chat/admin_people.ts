import { ProtocolError } from "../protocol/errors.ts";
import { ADMIN_PAGE } from "../protocol/limits.ts";
import type { ListedPerson, ServerRole } from "../protocol/models.ts";
import type { ListedUser } from "../store/people_records.ts";
import type { Admin } from "./admin.ts";
import type { Chat } from "./chat.ts";
import { toIso } from "./events.ts";
import { readQuery } from "./people_search.ts";
import { closeSessions } from "./session_list.ts";
import { forgetPerson } from "./sessions.ts";

const ROLES: readonly ServerRole[] = ["owner", "admin", "member", "guest"];

export interface PeopleQuery {
  query: string;
  /** Only those who are this. */
  role?: string | undefined;
  before?: number | undefined;
}

/**
 * Those whom the server knows: who has an account, or is signed in. Who came last comes first.
 * @throws ProtocolError `bad_request`
 */
export async function listPeople(
  chat: Chat,
  { query, role, before }: PeopleQuery,
): Promise<{ people: ListedPerson[]; next?: number }> {
  const roles = role === undefined ? ROLES : ROLES.filter((one) => one === role);
  if (roles.length === 0) throw new ProtocolError("bad_request", `'role' must be one of ${ROLES.join(", ")}`);
  const words = query.trim();
  const skeleton = readQuery(words);
  await chat.reads.next();
  const found = await chat.store.users.list({
    ...{ words, skeleton, roles, before },
    limit: ADMIN_PAGE + 1,
    now: Date.now(),
  });
  const shown = found.slice(0, ADMIN_PAGE);
  const people = shown.map((one) => toPerson(chat, one));
  return found.length > ADMIN_PAGE ? { people, next: shown.at(-1)!.no } : { people };
}

/**
 * Ends all sessions of somebody; those of the one who asks but the one that they ask by. A guest is gone with them.
 * @param tokenHash of the session that asks
 * @returns how many ended
 * @throws ProtocolError `unknown_person`, `forbidden` for who may not do it to them: admins neither to owners nor to
 * other admins, and nobody to another owner
 */
export async function signOutEverywhere(
  chat: Chat,
  admin: Admin,
  { user: id, tokenHash }: { user: string; tokenHash: string },
): Promise<number> {
  const account = await chat.store.accounts.get({ id });
  if (account === undefined) throw new ProtocolError("unknown_person", "There is no such person");
  const { user } = account;
  const isSelf = user.id === admin.user.id;
  if (!isSelf && !chat.staff.isAbove(admin.user.id, user.id)) {
    throw new ProtocolError("forbidden", `You cannot sign ${user.name} out`);
  }
  const { sessions } = chat.store;
  const ended = isSelf
    ? await sessions.removeOthers(user, tokenHash)
    : await sessions.removeOthers(user, "", admin.user);
  if (!isSelf && ended.length > 0) await forgetPerson(chat, user);
  await closeSessions(chat, ended);
  return ended.length;
}

function toPerson(chat: Chat, { user, role, createdAt, sessions, seenAt }: ListedUser): ListedPerson {
  const person: ListedPerson = { user, role, madeAt: toIso(createdAt), sessions };
  if (seenAt !== null) person.seenAt = toIso(seenAt);
  if (chat.people.get(user.id)?.present) person.online = true;
  return person;
}
