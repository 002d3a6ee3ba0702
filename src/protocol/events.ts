import type {
  Account,
  Everyone,
  Involvement,
  JoinedRoom,
  LinkPreview,
  Message,
  ReadMark,
  Report,
  Restriction,
  Room,
  RoomRole,
  ThreadState,
  Unread,
  User,
} from "./models.ts";
import type { Limits } from "./limits.ts";

/** What every event of a room's log has: its room, its number there, and when it was stored (ISO 8601, UTC). */
interface Logged {
  room: string;
  seq: number;
  at: string;
}

/** The events that a room's log keeps, numbered 1, 2, 3 … without gaps. */
export type LogEvent =
  | ({ type: "room.created"; name: string; topic: string; user: User | null; kind?: Room["kind"] } & Logged)
  | ({ type: "room.changed"; user: User } & RoomChange & Logged)
  /** `by`: who brought them in. */
  | ({ type: "member.joined"; user: User; by?: User } & Logged)
  /** `by`: who sent them away. */
  | ({ type: "member.left"; user: User; by?: User } & Logged)
  /** Without `by`, the last owner has left and made them their successor. */
  | ({ type: "member.changed"; user: User; role: RoomRole; by?: User } & Logged)
  | ({ type: "member.renamed"; user: User; was: string } & Logged)
  | ({ type: "message.posted"; message: Message } & Logged)
  | (
    & {
      type: "message.edited";
      message: number;
      text: string;
      user: User;
      mentions?: string[];
      everyone?: Everyone;
    }
    & Logged
  )
  /** `author` is the id of who wrote it, where that is not `user`; `thread` is there where it was a reply. */
  | ({ type: "message.deleted"; message: number; user: User; author?: string; thread?: number } & Logged)
  | ({ type: "message.pinned"; message: number; user: User } & Logged)
  | ({ type: "message.unpinned"; message: number; user: User } & Logged)
  | ({ type: "message.previewed"; message: number } & LinkPreview & Logged)
  | ({ type: "message.preview.removed"; message: number; user: User } & Logged)
  | ({ type: "reaction.added"; message: number; emoji: string; user: User } & Logged)
  | ({ type: "reaction.removed"; message: number; emoji: string; user: User } & Logged);

/**
 * In a room with more people than `limits.presence`, in place of many `member.joined` and `member.left`: the events of
 * the log from `from` to `seq`, all of them, are these two kinds, so many of each.
 */
export type MembersCountEvent = {
  type: "members.count";
  from: number;
  joined: number;
  left: number;
} & Logged;

/** What of a room is different now. */
export interface RoomChange {
  name?: string;
  topic?: string;
  visibility?: "public" | "private";
  archived?: boolean;
  /** Seconds between two messages of one member; 0 for no wait. */
  slowMode?: number;
}

/** Events that pass: without a number, never stored, never sent again. */
export type PassingEvent =
  | { type: "presence.joined" | "presence.left"; room: string; user: User; online: number }
  /** Someone came or went in a room with more people than `limits.presence`. */
  | { type: "presence.count"; room: string; online: number }
  | { type: "typing"; room: string; user: User };

/** Events for the other connections of the same person. */
export type OwnEvent =
  | { type: "room.joined"; room: JoinedRoom }
  /** `by`: who sent them away; with `banned` they cannot come back, by themselves from `until` on. */
  | { type: "room.left"; room: string; by?: User; reason?: string; banned?: true; until?: string }
  /** They may read the room and not write to it; null: they may again. */
  | { type: "room.muted"; room: string; muted: Restriction | null }
  /** With `back` the mark was set, and may be before where it was. */
  | ({ type: "read.marked"; room: string; back?: true } & ReadMark & Unread)
  | ({ type: "thread.marked" } & ThreadState)
  | { type: "room.settings"; room: string; involvement: Involvement; favourite: number | null }
  | { type: "message.saved"; room: string; message: number; saved: boolean }
  /** For those who keep order where the message is. */
  | { type: "report.made"; report: Report }
  | { type: "report.closed"; report: Report }
  | { type: "user.blocked"; user: User }
  /** `user` is their id. */
  | { type: "user.unblocked"; user: string }
  | { type: "user.renamed"; user: User }
  | { type: "user.changed"; user: User; account: Account };

/** The first event on every connection. */
export interface WelcomeEvent {
  type: "welcome";
  protocol: 1;
  user: User;
  /** Only after `?username=`: send it as `Authorization: Bearer …` to come back as the same person. */
  session?: string;
  rooms: JoinedRoom[];
  limits: Limits;
  /** Whom the person has blocked, if there is anyone. */
  blocked?: User[];
  /** Names the page that the server sends: another one than before means that a newer page is to be had. */
  build?: string;
}

/** The last event before the server closes; `retryAfter` is in seconds, absent where one should stay away. */
export interface ClosingEvent {
  type: "closing";
  code: number;
  reason: string;
  retryAfter?: number;
  /** Why and until when one is banned from the server, also in words. */
  ban?: Restriction & { message: string };
}

export type ServerEvent =
  | LogEvent
  | MembersCountEvent
  | PassingEvent
  | OwnEvent
  | WelcomeEvent
  | ClosingEvent;
export type LogEventType = LogEvent["type"];
