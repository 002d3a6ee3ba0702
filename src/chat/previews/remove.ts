import type { Changed } from "../../protocol/commands.ts";
import type { Chat } from "../chat.ts";
import type { MessagePlace } from "../message_place.ts";
import { requireAuthor, toChanged } from "../messages.ts";
import type { Person } from "../person.ts";
import { requireOpen } from "../permissions.ts";
import { takeToken } from "../rate_limits.ts";

/**
 * Takes the preview of an own message's link away for good.
 * @throws ProtocolError `forbidden`, `room_archived`, `rate_limited`, `unknown_message`
 */
export async function removePreview(
  chat: Chat,
  person: Person,
  { room, message }: MessagePlace,
): Promise<Changed> {
  requireOpen(chat, person, room);
  takeToken(person.buckets.changes, performance.now());
  await requireAuthor(chat, person, { room, message });
  return toChanged(room, await chat.store.previews.remove({ room, message, user: person.user }));
}
