import type { LogEventType } from "../protocol/events.ts";
import type { Everyone, Forwarded, User } from "../protocol/models.ts";

/** One row of a room's log. */
export interface LogRecord {
  room: string;
  seq: number;
  type: LogEventType;
  /** Milliseconds since the epoch; for display only, nothing is ordered by it. */
  at: number;
  user: User | null;
  /** The id of the message, for messages. */
  messageId: string;
  clientId: string;
  /** How many messages the room had with this event. */
  ordinal: number;
  /** A message's text; the details of other events as JSON. */
  body: string;
  details?: EventDetails | undefined;
}

/** Whom a text calls. */
export interface Called {
  /** Ids of the users whom it names. */
  mentions?: string[];
  everyone?: Everyone;
}

/** What an event has beyond its text; most have nothing. Messages are named by the `seq` of their `message.posted`. */
export interface EventDetails extends Called {
  /** The message that is changed. */
  message?: number;
  /** Id of who wrote the deleted message, where another deleted it. */
  author?: string;
  /** The message that this one answers. */
  replyTo?: number;
  /** The message that this one is a reply in the thread of. */
  thread?: number;
  /** It says what its author does. */
  me?: true;
  /** Its text was said by another, elsewhere. */
  forwarded?: Forwarded;
  /** The text is gone for good. */
  deleted?: true;
  /** Another than its author deleted it. */
  removed?: true;
}

/** An event that asks for its number. */
export interface EventDraft {
  room: string;
  type: LogEventType;
  user: User | null;
  /** Unique for the user, for good; only messages have one. */
  clientId?: string;
  body: string;
  details?: EventDetails | undefined;
}

export type AppendOutcome =
  /** Stored; `repeated` where it had been stored before under the same client id. */
  | { outcome: "stored"; seq: number; messageId: string; repeated: boolean }
  /** The client id belongs to another message. */
  | { outcome: "id_reused" }
  | { outcome: "no_room" };

/** Which part of a log to read; without an anchor, the newest. */
export interface LogRange {
  /** Events with a smaller number, the nearest ones. */
  before?: number;
  /** Events with a greater number, the nearest ones. */
  after?: number;
  limit: number;
}
