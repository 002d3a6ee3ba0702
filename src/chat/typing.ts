import type { Chat } from "./chat.ts";
import type { Person } from "./person.ts";
import { requireWriter } from "./permissions.ts";
import { takeToken } from "./rate_limits.ts";
import { topicOfRoom } from "./topics.ts";

/**
 * Tells a room that a person is typing; whoever hears it forgets it after a few seconds. A big room hears of few.
 * @throws ProtocolError `forbidden`, `room_archived`, `rate_limited`
 */
export async function tellTyping(chat: Chat, person: Person, room: string): Promise<void> {
  requireWriter(chat, person, room);
  const now = performance.now();
  takeToken(person.buckets.typing, now);
  if (chat.people.presence.isBig(room) && !chat.bigRoomTyping.isTold(room, person.user.id, now)) return;
  await chat.pubsub.publish(topicOfRoom(room), [{ type: "typing", room, user: person.user }]);
}
