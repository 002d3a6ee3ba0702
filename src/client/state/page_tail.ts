import type { LogEvent } from "../../protocol/events.ts";
import type { KeptTail } from "../kept.ts";
import { entryOf, type HeardEvent } from "./entries.ts";

/**
 * The end of a room's log, made of its newest page; undefined for an empty one.
 * @param self whose messages are own ones
 * @param room where the page is of, and how many messages there are if the page has none
 */
export function tailOfPage(
  { events, more }: { events: HeardEvent[]; more: boolean },
  self: string,
  { id: room, epoch, messages }: { id: string; epoch: string; messages: number },
): KeptTail | undefined {
  const seq = events.at(-1)?.seq;
  if (seq === undefined) return undefined;
  const entries = events.map((event) => entryOf(event, self)).filter((entry) => entry !== undefined);
  return { room, epoch, seq, ordinal: ordinalOf(events) ?? messages, entries, atStart: !more };
}

function ordinalOf(events: LogEvent[]): number | undefined {
  return events.findLast((event) => event.type === "message.posted")?.message.ordinal;
}
