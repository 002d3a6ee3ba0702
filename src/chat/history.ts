import type { HistoryAnchor, HistoryPage } from "../protocol/commands.ts";
import type { LogRecord } from "../store/records.ts";
import type { Chat } from "./chat.ts";
import { toCurrentEvents } from "./current.ts";
import type { Person } from "./person.ts";
import { requireMember } from "./permissions.ts";

/**
 * Reads a page of a room's log: the newest events, or those before, after or around a number; messages as they are by now.
 * @throws ProtocolError `forbidden`
 */
export async function readHistory(
  chat: Chat,
  person: Person,
  query: { room: string; limit: number } & HistoryAnchor,
): Promise<HistoryPage> {
  requireMember(person, query.room);
  const limit = Math.min(query.limit, chat.limits.page);
  await chat.reads.next();
  // They may have been sent away while it was not their turn.
  requireMember(person, query.room);
  // Before the page is read: who hears a change twice is no worse off, who misses one is.
  const asOf = (await chat.rooms.load(query.room))?.seq ?? 0;
  const { records, more } = await readRange(chat, { ...query, head: asOf }, limit);
  const { events, users } = await toCurrentEvents(chat, person, { room: query.room, records });
  return { events, more, asOf, ...(users.length > 0 ? { users } : undefined) };
}

async function readRange(
  chat: Chat,
  query: { room: string; head: number } & HistoryAnchor,
  limit: number,
): Promise<{ records: LogRecord[]; more: boolean }> {
  const { log } = chat.store;
  const { room, head, before, after, around } = query;
  if (after !== undefined) {
    const records = await log.read(room, { after, limit });
    return { records, more: records.length > 0 && records.at(-1)!.seq < head };
  }
  if (around !== undefined) {
    const newest = await log.read(room, { after: around, limit: Math.floor(limit / 2) });
    const older = await log.read(room, { before: around + 1, limit: limit - newest.length });
    const left = limit - older.length;
    const newer = newest.length < left ? await log.read(room, { after: around, limit: left }) : newest;
    const records = [...older, ...newer];
    return { records, more: records.length > 0 && (records[0]!.seq > 1 || records.at(-1)!.seq < head) };
  }
  const records = await log.read(room, { before, limit });
  return { records, more: records.length > 0 && records[0]!.seq > 1 };
}
