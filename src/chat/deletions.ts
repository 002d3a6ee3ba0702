import type { ResumePoint, RoomDeletions } from "../protocol/commands.ts";
import { MAX_DELETIONS } from "../protocol/limits.ts";
import type { Chat } from "./chat.ts";
import type { Person } from "./person.ts";

/**
 * Which of the messages that a client has kept of rooms, each up to a number of its log, were deleted since. A room that
 * the person is not in, or whose log is another one, is left out: nothing of it should be kept.
 */
export async function readDeletions(
  chat: Chat,
  person: Person,
  points: readonly ResumePoint[],
): Promise<{ rooms: RoomDeletions[] }> {
  const rooms: RoomDeletions[] = [];
  for (const { room, epoch, seq } of points) {
    if (!person.rooms.has(room) || chat.rooms.get(room)?.epoch !== epoch) continue;
    await chat.reads.next();
    const messages = await chat.store.messages.deletedSince(room, seq, MAX_DELETIONS);
    if (person.rooms.has(room)) rooms.push({ room, messages });
  }
  return { rooms };
}
