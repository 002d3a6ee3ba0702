import type { LogEvent } from "../../protocol/events.ts";
import { pageConnection } from "./connection.ts";
import { people } from "./people.ts";

/** A message that calls the person. */
export type MentionEvent = Extract<LogEvent, { type: "message.posted" }>;

/**
 * A page of the messages that call the person, newest first; `next` begins the page after it.
 * @throws CommandError
 */
export async function listMentions(before?: number): Promise<{ events: MentionEvent[]; next?: number }> {
  const { events, next } = await pageConnection.request("mentions", { limit: 30, before });
  const posted = events.filter((event): event is MentionEvent => event.type === "message.posted");
  for (const { message, at } of posted) people.learn(message.author, at);
  return { events: posted, next };
}
