import type { Message } from "../protocol/models.ts";
import type { LogEvent } from "../protocol/events.ts";

/** The event as it is told after some messages were deleted: one of theirs has no text, any other is the same object. */
export function withoutText(event: LogEvent, deleted: ReadonlySet<number> | undefined): LogEvent {
  if (event.type === "message.edited" && deleted?.has(event.message)) {
    const { type, room, seq, at, message, user } = event;
    return { type, room, seq, at, message, text: "", user };
  }
  if (event.type === "message.previewed" && deleted?.has(event.message)) {
    const { type, room, seq, at, message } = event;
    return { type, room, seq, at, message, url: "", title: "" };
  }
  if (event.type !== "message.posted" || !deleted?.has(event.seq)) return event;
  const { id, author, clientId, ordinal, thread } = event.message;
  const message: Message = { id, author, clientId, text: "", ordinal, deleted: true };
  if (thread !== undefined) message.thread = thread;
  return { ...event, message };
}
