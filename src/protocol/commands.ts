import type {
  FoundPerson,
  Involvement,
  JoinedRoom,
  MessageVersion,
  ReadMark,
  Report,
  ReportOutcome,
  RoomMember,
  RoomRole,
  SearchResult,
  ThreadState,
  Unread,
  User,
} from "./models.ts";
import type { LogEvent, RoomChange } from "./events.ts";
import type { ErrorCode } from "./errors.ts";
import type { Restricted } from "./moderation.ts";

/** A message, wherever it stands. */
export interface MessagePoint {
  room: string;
  seq: number;
}

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

/** Which of the messages that a client keeps of a room were deleted since. */
export interface RoomDeletions {
  room: string;
  /** Numbers of messages up to the `seq` that was asked for, the newest first. */
  messages: number[];
}

/** A page of a room's log. */
export interface HistoryPage {
  /** Oldest first. A message is as it was at `asOf`, however it was posted. */
  events: LogEvent[];
  /** Whether there are more in the direction that was asked for; with `around`, in either. */
  more: boolean;
  /** Number of the room's last event when the page was read. */
  asOf: number;
  /** The people whom reactions name by id, if there are any. */
  users?: User[];
}

/** Messages that call somebody. */
export interface MentionsPage {
  /** Newest first, each as it is by now. */
  events: LogEvent[];
  /** Where the next page begins; absent where there is none. */
  next?: number;
  users?: User[];
}

/** Messages that one has saved. */
export interface SavedPage {
  /** Those saved last first, each as it is by now: also one that was deleted since. */
  events: LogEvent[];
  /** Where the next page begins; absent where there is none. */
  next?: number;
  users?: User[];
}

/** A thread's first message and some of its replies. */
export interface ThreadPage extends ThreadState {
  /** The message that it hangs on, then the replies, oldest first; each as it is at `asOf`. */
  events: LogEvent[];
  /** Whether there are older replies. */
  more: boolean;
  users?: User[];
}

/** The threads that one follows. */
export interface ThreadsList {
  /** Those with the newest replies first. */
  threads: ThreadState[];
}

export type HistoryAnchor = { before?: number; after?: number; around?: number };

/** What a client may ask. `id` is made by the client, 1 to 64 characters; the reply carries it back. */
export type Command =
  | {
    type: "message.post";
    id: string;
    room: string;
    text: string;
    replyTo?: number;
    thread?: number;
    me?: true;
    forwarded?: MessagePoint;
  }
  | { type: "message.edit"; id: string; room: string; message: number; text: string }
  | { type: "message.delete"; id: string; room: string; message: number }
  | { type: "message.history"; id: string; room: string; message: number }
  | { type: "message.pin"; id: string; room: string; message: number }
  | { type: "message.unpin"; id: string; room: string; message: number }
  | { type: "message.preview.remove"; id: string; room: string; message: number }
  | { type: "pins"; id: string; room: string }
  | { type: "reaction.add"; id: string; room: string; message: number; emoji: string }
  | { type: "reaction.remove"; id: string; room: string; message: number; emoji: string }
  | ({ type: "history"; id: string; room: string; limit: number } & HistoryAnchor)
  | { type: "resume"; id: string; rooms: ResumePoint[] }
  | { type: "deletions"; id: string; rooms: ResumePoint[] }
  | { type: "room.join"; id: string; room: string }
  | { type: "room.leave"; id: string; room: string }
  | { type: "room.read"; id: string; room: string; seq: number }
  | { type: "room.unread"; id: string; room: string; seq: number }
  | { type: "mentions"; id: string; before?: number; limit: number }
  | { type: "message.save"; id: string; room: string; message: number; save: boolean }
  | { type: "saved"; id: string; before?: number; limit: number }
  | { type: "saved.places"; id: string; room: string }
  | { type: "thread"; id: string; room: string; message: number; before?: number; limit: number }
  | { type: "thread.read"; id: string; room: string; message: number; seq: number }
  | { type: "thread.follow"; id: string; room: string; message: number; follow: boolean }
  | { type: "threads"; id: string }
  | { type: "room.presence"; id: string; room: string }
  | ({ type: "room.change"; id: string; room: string } & RoomChange)
  | { type: "room.settings"; id: string; room: string; involvement?: Involvement; favourite?: number | null }
  | { type: "room.members"; id: string; room: string; query: string }
  | { type: "room.invite"; id: string; room: string; user?: string; name?: string }
  | { type: "room.kick"; id: string; room: string; user: string; reason?: string }
  | { type: "room.ban"; id: string; room: string; user: string; seconds?: number; reason?: string }
  | { type: "room.unban"; id: string; room: string; user: string }
  | { type: "room.mute"; id: string; room: string; user: string; seconds?: number; reason?: string }
  | { type: "room.unmute"; id: string; room: string; user: string }
  | { type: "room.bans"; id: string; room: string }
  | { type: "room.purge"; id: string; room: string; user: string }
  | { type: "member.role"; id: string; room: string; user: string; role: RoomRole }
  | { type: "direct.open"; id: string; users: string[]; names: string[] }
  | { type: "people.find"; id: string; query: string }
  | { type: "message.report"; id: string; room: string; message: number; reason: string }
  | { type: "reports"; id: string; room: string }
  | { type: "report.close"; id: string; report: string; outcome: ReportOutcome }
  | { type: "user.block"; id: string; user: string }
  | { type: "user.unblock"; id: string; user: string }
  | { type: "typing"; id: string; room: string }
  | { type: "search"; id: string; query: string; limit: number; room?: string; cursor?: string }
  | { type: "ping"; id: string };

export type CommandType = Command["type"];

/** What a change of a message is answered with; `seq` is of its event, absent where nothing had to change. */
export interface Changed {
  room: string;
  seq?: number;
}

/** What an `ok` carries, by command. */
export interface Answers {
  "message.post": { room: string; seq: number };
  "message.edit": Changed;
  "message.delete": Changed;
  "message.history": { versions: MessageVersion[] };
  "message.pin": Changed;
  "message.unpin": Changed;
  "message.preview.remove": Changed;
  "pins": Omit<HistoryPage, "more">;
  "reaction.add": Changed;
  "reaction.remove": Changed;
  "history": HistoryPage;
  "resume": { rooms: ResumedRoom[] };
  "deletions": { rooms: RoomDeletions[] };
  "room.join": { room: JoinedRoom };
  "room.leave": { room: string };
  "room.read": { room: string } & ReadMark & Unread;
  "room.unread": { room: string } & ReadMark & Unread;
  "mentions": MentionsPage;
  "message.save": { room: string; message: number; saved: boolean };
  "saved": SavedPage;
  "saved.places": { room: string; messages: number[] };
  "thread": ThreadPage;
  "thread.read": ThreadState;
  "thread.follow": ThreadState;
  "threads": ThreadsList;
  "room.presence": { room: string; online: number; users: User[] };
  "room.change": { room: JoinedRoom };
  "room.settings": { room: string; involvement: Involvement; favourite: number | null };
  "room.members": { room: string; members: RoomMember[]; total: number };
  "room.invite": { room: string; user: User };
  "room.kick": { room: string };
  "room.ban": { room: string };
  "room.unban": { room: string };
  "room.mute": { room: string };
  "room.unmute": { room: string };
  "room.bans": { room: string; bans: Restricted[]; mutes: Restricted[] };
  /** How many messages were deleted. */
  "room.purge": { room: string; deleted: number };
  "member.role": { room: string };
  "direct.open": { room: JoinedRoom };
  "people.find": { users: FoundPerson[] };
  "message.report": { room: string };
  "reports": { reports: Report[]; more: boolean };
  "report.close": { report: Report };
  "user.block": { user: User };
  "user.unblock": { user: string };
  "typing": Record<never, never>;
  /** Newest first; `building` while the index is not whole yet. */
  "search": { results: SearchResult[]; more: boolean; cursor?: string; building?: boolean };
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
  /** When a ban or a mute ends (ISO 8601, UTC), where it does by itself. */
  until?: string;
}

export type OkReply<T extends keyof Answers = keyof Answers> = { type: "ok"; id: string } & Answers[T];
export type Reply = OkReply | ErrorReply | PongReply;
