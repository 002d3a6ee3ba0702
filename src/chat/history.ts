import type { HistoryAnchor } from "../protocol/commands.ts";
import type { LogEvent } from "../protocol/events.ts";
import type { LogRecord } from "../store/records.ts";
import type { Chat } from "./chat.ts";
import { toEvent } from "./events.ts";
import type { Person } from "./person.ts";
import { requireMember } from "./permissions.ts";

export interface HistoryPage {
  /** Oldest first. */
  events: LogEvent[];
  /** Whether there are more in the direction that was asked for; with `around`, in either. */
  more: boolean;
}

/**
 * Reads a page of a room's log: the newest events, or those before, after or around a number.
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
  const { records, more } = await readRange(chat, query, limit);
  return { events: records.map(toEvent), more };
}

async function readRange(
  chat: Chat,
  query: { room: string } & HistoryAnchor,
  limit: number,
): Promise<{ records: LogRecord[]; more: boolean }> {
  const { log } = chat.store;
  const { room, before, after, around } = query;
  const head = (await chat.rooms.load(room))?.seq ?? 0;
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
