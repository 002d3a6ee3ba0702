import type { JoinedRoom, User } from "./models.ts";
import type { LogEvent } from "./events.ts";
import type { ErrorCode } from "./errors.ts";

/** A position in a room's log that a client has reached. */
export interface ResumePoint {
  room: string;
  epoch: string;
  seq: number;
}

/** How a resume of one room ended; there is no silent partial one. */
export type ResumeOutcome =
  /** All that was missed has been sent. */
  | "complete"
  /** Too much was missed: the last page has been sent, `missed` events before it have not. */
  | "skipped"
  /** The room's log is another one: begin anew. */
  | "reset"
  /** Not a member any more, or no such room. */
  | "gone";

export interface ResumedRoom {
  room: string;
  epoch: string;
  /** Head of the room when it was read. */
  seq: number;
  outcome: ResumeOutcome;
  missed?: number;
}

export type HistoryAnchor = { before?: number; after?: number; around?: number };

/** What a client may ask. `id` is made by the client, 1 to 64 characters; the reply carries it back. */
export type Command =
  | { type: "message.post"; id: string; room: string; text: string }
  | ({ type: "history"; id: string; room: string; limit: number } & HistoryAnchor)
  | { type: "resume"; id: string; rooms: ResumePoint[] }
  | { type: "room.join"; id: string; room: string }
  | { type: "room.leave"; id: string; room: string }
  | { type: "room.read"; id: string; room: string; seq: number }
  | { type: "room.presence"; id: string; room: string }
  | { type: "typing"; id: string; room: string }
  | { type: "ping"; id: string };

export type CommandType = Command["type"];

/** What an `ok` carries, by command. */
export interface Answers {
  "message.post": { room: string; seq: number };
  "history": { events: LogEvent[]; more: boolean };
  "resume": { rooms: ResumedRoom[] };
  "room.join": { room: JoinedRoom };
  "room.leave": { room: string };
  "room.read": { room: string; seq: number; ordinal: number };
  "room.presence": { room: string; online: number; users: User[] };
  "typing": Record<never, never>;
}

export interface PongReply {
  type: "pong";
  id: string;
  /** Number of the last event of each room that the connection is in. */
  heads: Record<string, number>;
}

export interface ErrorReply {
  type: "error";
  /** Absent where the command's own id could not be read. */
  id?: string;
  code: ErrorCode;
  message: string;
  /** Seconds to wait. */
  retryAfter?: number;
}

export type OkReply<T extends keyof Answers = keyof Answers> = { type: "ok"; id: string } & Answers[T];
export type Reply = OkReply | ErrorReply | PongReply;
