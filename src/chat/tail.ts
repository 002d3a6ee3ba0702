import type { LogEvent } from "../protocol/events.ts";
import type { LogRecord } from "../store/records.ts";
import type { Chat } from "./chat.ts";
import { toEvent } from "./events.ts";
import { topicOfRoom } from "./topics.ts";

/** Follows what this instance commits: moves the rooms' heads and publishes each room's events as one batch a turn. */
export function tailStore(chat: Chat): void {
  chat.store.onCommitted(publishCommitted);

  function publishCommitted(records: readonly LogRecord[]): void {
    const batches = new Map<string, { events: LogEvent[]; last: LogRecord }>();
    for (const record of records) {
      const event = toEvent(record);
      if (event.type !== "message.posted") follow(event);
      const batch = batches.get(record.room);
      if (batch === undefined) {
        batches.set(record.room, { events: [event], last: record });
      } else {
        batch.events.push(event);
        batch.last = record;
      }
    }
    for (const [room, { events, last }] of batches) {
      chat.rooms.advance(room, last.seq, last.ordinal);
      chat.pubsub.publish(topicOfRoom(room), events).catch((error) => chat.onError(error, "publishing"));
    }
  }

  function follow(event: LogEvent): void {
    chat.rooms.follow(event);
    chat.people.follow(event);
    chat.restraints.follow(event);
    chat.directory.follow(event);
  }
}
