import { ProtocolError } from "../protocol/errors.ts";
import { MAX_DIRECT_PEOPLE, MAX_DIRECT_ROOMS } from "../protocol/limits.ts";
import type { JoinedRoom, User } from "../protocol/models.ts";
import { requireUnblocked } from "./blocks.ts";
import type { Chat } from "./chat.ts";
import { bringIn } from "./memberships.ts";
import { findKnown } from "./people_search.ts";
import type { Person } from "./person.ts";
import { randomId } from "./random_id.ts";
import { takeToken } from "./rate_limits.ts";
import { seenRoom } from "./unread.ts";

/**
 * The direct room of a person and these others, always the same for the same people. Who has blocked the person is not
 * to be had for it.
 * @throws ProtocolError `unknown_person`, `bad_request`, `limit_reached`, `rate_limited`
 */
export async function openDirect(
  chat: Chat,
  person: Person,
  { users, names }: { users: readonly string[]; names: readonly string[] },
): Promise<JoinedRoom> {
  takeToken(person.buckets.rooms, performance.now());
  const people = await readPeople(chat, person, { users, names });
  await requireUnblocked(chat, person, people);
  const opened = await chat.store.rooms.openDirect({
    id: `d-${randomId()}`,
    epoch: randomId(),
    user: person.user,
    people,
    max: MAX_DIRECT_ROOMS,
  });
  if (opened.outcome === "full") {
    const who = opened.user.id === person.user.id ? "You have" : `${opened.user.name} has`;
    throw new ProtocolError("limit_reached", `${who} ${MAX_DIRECT_ROOMS} direct rooms already`);
  }
  const { room, joined } = opened;
  chat.rooms.learn(room);
  for (const { user, read } of joined) {
    const member = chat.people.get(user.id);
    if (member !== undefined) bringIn(chat, member, { room, read, isNew: true });
  }
  return await seenRoom(chat, person, room.id);
}

/** All whom the room is for, in an order of their own: who asks first. */
async function readPeople(
  chat: Chat,
  person: Person,
  { users, names }: { users: readonly string[]; names: readonly string[] },
): Promise<User[]> {
  if (users.length + names.length >= MAX_DIRECT_PEOPLE) {
    throw new ProtocolError("limit_reached", `A direct room is for at most ${MAX_DIRECT_PEOPLE} people`);
  }
  const known = await chat.store.users.known(person.user, users);
  if (known.length < new Set(users).size) throw new ProtocolError("unknown_person");
  const named = await Promise.all(names.map((name) => findKnown(chat, person, { name })));
  const people = new Map([person.user, ...known, ...named].map((user) => [user.id, user]));
  if (people.size === 1) throw new ProtocolError("bad_request", "A direct room is for you and somebody else");
  return [...people.values()];
}
