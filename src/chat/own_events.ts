import type { OwnEvent } from "../protocol/events.ts";
import type { User } from "../protocol/models.ts";
import type { Chat } from "./chat.ts";
import { topicOfUser } from "./topics.ts";

/** Tells all connections of a person what only they need to know. */
export function tellOwn(chat: Chat, { id }: User, event: OwnEvent): void {
  chat.pubsub.publish(topicOfUser(id), [event])
    .catch((error) => chat.onError(error, "telling a person's other connections"));
}
