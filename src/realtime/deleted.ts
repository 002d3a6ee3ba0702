import type { LogEvent } from "../protocol/events.ts";

/** The event as it is told after some messages were deleted: one of theirs has no text, any other is the same object. */
export function withoutText(event: LogEvent, deleted: ReadonlySet<number> | undefined): LogEvent {
  if (event.type === "message.edited" && deleted?.has(event.message)) return { ...event, text: "" };
  if (event.type !== "message.posted" || !deleted?.has(event.seq)) return event;
  const { id, author, clientId, ordinal } = event.message;
  return { ...event, message: { id, author, clientId, text: "", ordinal, deleted: true } };
}
