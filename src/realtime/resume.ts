import { toEvent } from "../chat/events.ts";
import type { Chat } from "../chat/chat.ts";
import { encode } from "../protocol/codec.ts";
import type { ResumedRoom, ResumePoint } from "../protocol/commands.ts";
import { DEFAULT_PAGE } from "../protocol/limits.ts";
import { toBatch } from "./batch.ts";
import type { Connection } from "./connection.ts";
import { RecentEvents } from "./recent.ts";

const PAGE_CHARACTERS = 64 * 1024;

/** The tails of the rooms in use, long enough for any complete resume. */
export function createRecentEvents(chat: Chat): RecentEvents {
  return new RecentEvents(chat.limits.resume, readNewest);

  async function readNewest(room: string, limit: number) {
    await chat.reads.next();
    const events = (await chat.store.log.read(room, { limit })).map(toEvent);
    return { events, encoded: events.map(encode) };
  }
}

/**
 * Sends a connection what it missed, room by room, and says for each how that ended. What is committed meanwhile goes
 * its normal way and may arrive in between; numbers tell.
 */
export async function resume(
  parts: { chat: Chat; recent: RecentEvents },
  connection: Connection,
  points: readonly ResumePoint[],
): Promise<ResumedRoom[]> {
  const resumed: ResumedRoom[] = [];
  for (const point of points) resumed.push(await resumeRoom(parts, connection, point));
  return resumed;
}

async function resumeRoom(
  { chat, recent }: { chat: Chat; recent: RecentEvents },
  connection: Connection,
  { room, epoch, seq }: ResumePoint,
): Promise<ResumedRoom> {
  const head = connection.person.rooms.has(room) ? chat.rooms.get(room) : undefined;
  if (head === undefined) return { room, epoch, seq, outcome: "gone" };
  if (head.epoch !== epoch || seq > head.seq) {
    return { room, epoch: head.epoch, seq: head.seq, outcome: "reset" };
  }
  if (seq === head.seq) return { room, epoch, seq, outcome: "complete" };
  const tooFar = head.seq - seq > chat.limits.resume;
  await recent.fill(room, tooFar ? Math.max(seq, head.seq - DEFAULT_PAGE) : seq);
  const events = tooFar ? undefined : recent.after(room, seq);
  if (events === undefined) {
    const page = recent.newest(room, Math.min(DEFAULT_PAGE, chat.limits.resume));
    const last = head.seq;
    await sendPages(connection, page);
    return { room, epoch, seq: last, outcome: "skipped", missed: last - seq - page.length };
  }
  const last = seq + events.length;
  await sendPages(connection, events);
  return { room, epoch, seq: last, outcome: "complete" };
}

/** Sends in pages, each after the other end has taken the last one. */
async function sendPages(connection: Connection, encoded: readonly string[]): Promise<void> {
  let from = 0;
  let size = 0;
  for (let index = 0; index < encoded.length; index++) {
    size += encoded[index]!.length;
    if (size < PAGE_CHARACTERS && index < encoded.length - 1) continue;
    connection.push(toBatch(encoded.slice(from, index + 1)));
    from = index + 1;
    size = 0;
    if (from < encoded.length && !await connection.drained()) return;
  }
}
