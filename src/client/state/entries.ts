import type { LogEvent, LogEventType } from "../../protocol/events.ts";
import type { Message, User } from "../../protocol/models.ts";
import { doerOf } from "../format/doer.ts";
import type { Source } from "../outbox.ts";

export interface MessageEntry {
  kind: "message";
  key: string;
  seq: number;
  /** Milliseconds since 1970. */
  at: number;
  message: Message;
  own: boolean;
  /** Number of the last event that `message` knows of: changes up to it are in it. */
  asOf: number;
}

/** An event as it comes to the page; a message of a page of history is newer than its event. */
export type HeardEvent = LogEvent & { asOf?: number };

export type LoggedNotice = "joined" | "left" | "renamed" | "created" | "many" | "done";
export type PassingNotice = "online" | "offline";

export interface NoticeEntry {
  kind: "notice";
  key: string;
  at: number;
  notice: LoggedNotice | PassingNotice;
  user: User | null;
  was?: string;
  /** How many became members, and how many ceased to be, where `notice` is "many". */
  joined?: number;
  left?: number;
  /** Tells what somebody did to the room or to others in it. */
  deed?: LogEvent;
  /** Absent for what passes and is not in the log. */
  seq?: number;
}

export interface PendingEntry {
  kind: "pending";
  key: string;
  at: number;
  clientId: string;
  text: string;
  replyTo?: number | undefined;
  me?: true | undefined;
  forwarded?: Source | undefined;
  status: "waiting" | "sending" | "failed";
  error?: string;
}

/** Events that are not loaded, between two that are. */
export interface HoleEntry {
  kind: "hole";
  key: string;
  after: number;
  before: number;
  missed: number;
}

export type Entry = MessageEntry | NoticeEntry | PendingEntry | HoleEntry;

const NOTICES: Partial<Record<LogEventType, LoggedNotice>> = {
  "room.created": "created",
  "member.joined": "joined",
  "member.left": "left",
  "member.renamed": "renamed",
  "room.changed": "done",
  "member.changed": "done",
};

/** The row of one logged event, for the person `self`; none for an event that this page does not know. */
export function entryOf(
  event: HeardEvent,
  self: string | undefined,
): MessageEntry | NoticeEntry | undefined {
  const { seq } = event;
  const at = Date.parse(event.at);
  // A reply stands in its thread.
  if (event.type === "message.posted") {
    return event.message.thread === undefined ? messageEntry(event, self) : undefined;
  }
  if (!Object.hasOwn(NOTICES, event.type)) return undefined;
  const doer = doerOf(event);
  if (doer !== undefined) {
    return { kind: "notice", key: `s${seq}`, at, notice: "done", user: doer, deed: event, seq };
  }
  const notice = NOTICES[event.type]!;
  const was = event.type === "member.renamed" ? event.was : undefined;
  return { kind: "notice", key: `s${seq}`, at, notice, user: "user" in event ? event.user : null, was, seq };
}

/** The row of a message, wherever it stands. */
export function messageEntry(
  { seq, at, message, asOf = 0 }: Extract<HeardEvent, { type: "message.posted" }>,
  self: string | undefined,
): MessageEntry {
  const own = message.author.id === self;
  const key = own ? ownKey(message.clientId) : `s${seq}`;
  return { kind: "message", key, seq, at: Date.parse(at), message, own, asOf: Math.max(seq, asOf) };
}

/** A pending message and what it becomes have one key, so that the row stays where it is. */
export function ownKey(clientId: string): string {
  return `c${clientId}`;
}

/** The row between the events numbered `after` and `before`; undefined where there is nothing between. */
export function holeBetween(after: number, before: number): HoleEntry | undefined {
  const missed = before - after - 1;
  return missed > 0 ? { kind: "hole", key: `h${after}`, after, before, missed } : undefined;
}
