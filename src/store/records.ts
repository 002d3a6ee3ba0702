import type { ReadMark, Room, User } from "../protocol/models.ts";
import type { LogEventType } from "../protocol/events.ts";

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
}

/** An event that asks for its number. */
export interface EventDraft {
  room: string;
  type: LogEventType;
  user: User | null;
  /** Unique for the user, for good; only messages have one. */
  clientId?: string;
  body: string;
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

export interface SessionRecord {
  user: User;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** A room that a user is in, and how far they have read. */
export interface MembershipRecord {
  room: Room;
  read: ReadMark;
}

/** A person who comes for the first time. */
export interface SignUp {
  name: string;
  skeleton: string;
  tokenHash: string;
  /** Milliseconds since the epoch, likewise below. */
  now: number;
  /** As in UsernameStore.hold(). */
  heldUntil: number | null;
  expiresAt: number;
  /** The room that they come into with it. */
  room?: string;
}

export type JoinOutcome =
  | { outcome: "joined"; membership: MembershipRecord }
  | { outcome: "already"; membership: MembershipRecord }
  | { outcome: "no_room" }
  | { outcome: "full" };
