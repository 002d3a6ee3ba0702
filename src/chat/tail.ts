import type { LogEvent } from "../protocol/events.ts";
import type { LogRecord } from "../store/records.ts";
import type { Chat } from "./chat.ts";
import { toEvent } from "./events.ts";
import { topicOfRoom } from "./topics.ts";

/** Follows what this instance commits: moves the rooms' heads and publishes each room's events as one batch a turn. */
export function tailStore(chat: Chat): void {
  chat.store.onCommitted(publishCommitted);

  function publishCommitted(records: readonly LogRecord[]): void {
    const batches = new Map<string, { events: LogEvent[]; last: LogRecord; said: number }>();
    for (const record of records) {
      const event = toEvent(record);
      if (event.type !== "message.posted") follow(event);
      let batch = batches.get(record.room);
      if (batch === undefined) batches.set(record.room, batch = { events: [], last: record, said: 0 });
      batch.events.push(event);
      batch.last = record;
      // Of the rest nothing is ever unread, so that those who come need not look each for themselves.
      if (event.type.startsWith("message.")) batch.said = event.seq;
    }
    for (const [room, { events, last, said }] of batches) {
      chat.rooms.advance(room, { seq: last.seq, messages: last.ordinal }, said);
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
