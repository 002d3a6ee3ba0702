import { ProtocolError } from "../protocol/errors.ts";
import type { Chat } from "./chat.ts";
import { requireNoDirect, requireOpen } from "./permissions.ts";
import type { Person } from "./person.ts";
import { requireModerator, requirePowerOver } from "./power.ts";
import { takeToken } from "./rate_limits.ts";
import { findSeen } from "./room_bans.ts";

/** Messages that one transaction deletes: a few milliseconds, others are served in between. */
const BATCH = 20;

/**
 * Deletes all that somebody has posted to a room; each message is told of as a single one is. Gives how many there were.
 * @throws ProtocolError `forbidden`, `room_archived`, `unknown_person`, `rate_limited`
 */
export async function purgeMember(
  chat: Chat,
  person: Person,
  { room, user: id }: { room: string; user: string },
): Promise<number> {
  requireModerator(chat, person, room);
  requireNoDirect(chat, room);
  requireOpen(chat, person, room);
  if (id === person.user.id) throw new ProtocolError("forbidden", "Delete your own messages one by one");
  takeToken(person.buckets.rooms, performance.now());
  const author = await findSeen(chat, room, id);
  await requirePowerOver(chat, person, { room, user: author });
  let deleted = 0;
  let after: string | undefined = "";
  for (let begins = true; after !== undefined;) {
    const part: { seqs: number[]; next: string | undefined } = await chat.store.messages.ofUser(
      room,
      author,
      after,
    );
    after = part.next;
    for (let from = 0; from < part.seqs.length; from += BATCH) {
      const messages = part.seqs.slice(from, from + BATCH);
      deleted += await chat.store.messages.purge({ room, author, user: person.user, messages, begins });
      begins = false;
      await new Promise((resolve) => setImmediate(resolve));
    }
    // A part may have nothing of this room.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return deleted;
}
