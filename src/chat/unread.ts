import { MAX_MENTIONED } from "../protocol/limits.ts";
import type { JoinedRoom, ReadMark, Unread } from "../protocol/models.ts";
import type { Chat } from "./chat.ts";
import type { Person } from "./person.ts";

/** Looks at rooms whose logs go on meanwhile. */
const MAX_LOOKS = 5;
/** What is looked through in one turn of the event loop: a millisecond or two. */
const PORTION = 4_000;
/** What a room costs beside its events, and the events beyond which they are not looked through one by one. */
const ROOM = 80;
const NEAR = 2_000;

/**
 * What a person has not read in these rooms, each at the head of its log. Where the store answers at once, as an embedded
 * one does, that is the head by the time the caller goes on. Who asks for much takes turns with the others.
 */
export async function readUnread(
  chat: Chat,
  person: Person,
  rooms: Iterable<string>,
): Promise<Map<string, Unread>> {
  const found = new Map<string, Unread>();
  /** The marks by which it was counted: the person may read on elsewhere meanwhile. */
  const marks = new Map<string, ReadMark | undefined>();
  let ids = [...rooms];
  for (let look = 0; look < MAX_LOOKS && ids.length > 0; look++) {
    const portions = cutPortions(chat, person, ids);
    for (const portion of portions) {
      // The last look is at once: what it finds holds until the caller goes on.
      if (portions.length > 1 && look < MAX_LOOKS - 1) await chat.reads.next();
      for (const id of portion) marks.set(id, person.reads.get(id));
      await readNow(chat, person, { ids: portion, found });
    }
    ids = ids.filter((id) =>
      chat.rooms.get(id)!.seq !== found.get(id)!.asOf || person.reads.get(id) !== marks.get(id)
    );
  }
  return found;
}

/** The same for all their rooms: also for those that are read by now, as something may be said there meanwhile. */
export function readAllUnread(chat: Chat, person: Person): Promise<Map<string, Unread>> {
  return readUnread(chat, person, person.rooms);
}

/** The same for one room. */
export async function readUnreadOf(chat: Chat, person: Person, room: string): Promise<Unread> {
  return (await readUnread(chat, person, [room])).get(room)!;
}

/** A room as the person sees it who is in it, with what is unread there. */
export async function seenRoom(chat: Chat, person: Person, room: string): Promise<JoinedRoom> {
  return chat.people.joinedRoom(person, room, await readUnread(chat, person, [room]));
}

/** Whether anything in a room can be unread, by what is known without asking. */
export function mayBeUnread(chat: Chat, person: Person, room: string): boolean {
  return chat.rooms.saidUpTo(room) > (person.reads.get(room)?.seq ?? Infinity);
}

function cutPortions(chat: Chat, person: Person, ids: readonly string[]): string[][] {
  const portions: string[][] = [];
  let cost = PORTION;
  for (const id of ids) {
    if (cost >= PORTION) {
      portions.push([]);
      cost = 0;
    }
    portions.at(-1)!.push(id);
    if (!mayBeUnread(chat, person, id)) continue;
    cost += ROOM + Math.min(NEAR, chat.rooms.get(id)!.seq - person.reads.get(id)!.seq);
  }
  return portions;
}

async function readNow(
  chat: Chat,
  person: Person,
  { ids, found }: { ids: string[]; found: Map<string, Unread> },
): Promise<void> {
  const wanted = ids.filter((id) => mayBeUnread(chat, person, id));
  const heads = new Map(ids.map((id) => {
    const { seq, messages } = chat.rooms.get(id)!;
    return [id, { seq, messages, read: person.reads.get(id) }];
  }));
  const places = wanted.map((room) => {
    const { seq, read } = heads.get(room)!;
    return { room, after: read!.seq, head: seq, most: MAX_MENTIONED };
  });
  const counts = places.length === 0 ? [] : await chat.store.unread.count(person.user, places);
  for (const id of ids) found.set(id, { asOf: heads.get(id)!.seq, unread: 0, mentions: 0 });
  for (const [index, { own, deleted, mentions, mentioned }] of counts.entries()) {
    const { seq, messages, read } = heads.get(wanted[index]!)!;
    const unread = messages - (read as ReadMark).ordinal - own - deleted;
    const of: Unread = { asOf: seq, unread, mentions };
    if (mentions > 0) of.mentioned = mentioned;
    found.set(wanted[index]!, of);
  }
}
