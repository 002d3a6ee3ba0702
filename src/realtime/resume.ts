import { toEvent } from "../chat/events.ts";
import type { Chat } from "../chat/chat.ts";
import { encode } from "../protocol/codec.ts";
import type { LogEvent } from "../protocol/events.ts";
import type { ResumedRoom, ResumePoint } from "../protocol/commands.ts";
import { DEFAULT_PAGE } from "../protocol/limits.ts";
import { toBatch } from "./batch.ts";
import type { Connection } from "./connection.ts";
import { RecentEvents } from "./recent.ts";

const PAGE_CHARACTERS = 64 * 1024;
/** Events that are read from the store in one turn. */
const READ = 100;

/** The tails of the rooms in use, long enough for any complete resume. */
export function createRecentEvents(chat: Chat): RecentEvents {
  return new RecentEvents(chat.limits.resume, readNewest);

  /** Page by page, each in a turn of its own, up to the newest: what is committed meanwhile is among it. */
  async function readNewest(room: string, limit: number) {
    const head = (await chat.rooms.load(room))?.seq ?? 0;
    const events: LogEvent[] = [];
    const encoded: string[] = [];
    for (let after = Math.max(0, head - limit);;) {
      await chat.reads.next();
      const page = (await chat.store.log.read(room, { after, limit: READ })).map(toEvent);
      events.push(...page);
      encoded.push(...page.map(encode));
      if (page.length < READ) return { events, encoded };
      after = page.at(-1)!.seq;
    }
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
  const sending = { ...parts, connection, characters: 0 };
  for (const point of points) {
    const ended = await resumeRoom(sending, point);
    const isGone = !connection.person.rooms.has(point.room);
    resumed.push(isGone ? { ...point, outcome: "gone" } : ended);
  }
  return resumed;
}

/** A resume that is under way. */
interface Sending {
  chat: Chat;
  recent: RecentEvents;
  connection: Connection;
  /** Characters of the page of this turn. */
  characters: number;
}

async function resumeRoom(sending: Sending, { room, epoch, seq }: ResumePoint): Promise<ResumedRoom> {
  const { chat, recent, connection } = sending;
  const head = connection.person.rooms.has(room) ? chat.rooms.get(room) : undefined;
  if (head === undefined) return { room, epoch, seq, outcome: "gone" };
  if (head.epoch !== epoch || seq > head.seq) {
    return { room, epoch: head.epoch, seq: head.seq, outcome: "reset" };
  }
  if (seq === head.seq) return { room, epoch, seq, outcome: "complete" };
  const tooFar = head.seq - seq > chat.limits.resume;
  await recent.fill(room, tooFar ? Math.max(seq, head.seq - DEFAULT_PAGE) : seq);
  if (!connection.person.rooms.has(room)) return { room, epoch, seq, outcome: "gone" };
  const events = tooFar ? undefined : recent.after(room, seq);
  if (events === undefined) {
    const page = recent.newest(room, Math.min(DEFAULT_PAGE, chat.limits.resume));
    const last = head.seq;
    await sendPages(sending, room, page);
    return { room, epoch, seq: last, outcome: "skipped", missed: last - seq - page.length };
  }
  const last = seq + events.length;
  await sendPages(sending, room, events);
  return { room, epoch, seq: last, outcome: "complete" };
}

/** Sends in pages, each in a turn of its own and after the other end has taken the last one. */
async function sendPages(sending: Sending, room: string, encoded: readonly string[]): Promise<void> {
  const { chat, connection } = sending;
  let from = 0;
  for (let index = 0; index < encoded.length; index++) {
    sending.characters += encoded[index]!.length;
    const isFull = sending.characters >= PAGE_CHARACTERS;
    if (!isFull && index < encoded.length - 1) continue;
    connection.push(toBatch(encoded.slice(from, index + 1)));
    from = index + 1;
    if (!isFull) continue;
    sending.characters = 0;
    await chat.reads.next();
    if (!await connection.drained()) return;
    // They may have been sent away meanwhile.
    if (!connection.person.rooms.has(room)) return;
  }
}
