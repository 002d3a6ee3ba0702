/** The nouns as a browser sees them. */

/** A person, as others see them. `id` is for good, `name` may change. */
export interface User {
  id: string;
  name: string;
  /** A line about themselves, where they wrote one. */
  status?: string;
}

/** What somebody may not do any more, by whom, until when and why. */
export interface Restriction {
  by: User;
  /** ISO 8601, UTC; absent where it does not end by itself. */
  until?: string;
  reason?: string;
}

/** What someone may do on the whole server; a guest is whoever has no account. */
export type ServerRole = "owner" | "admin" | "member" | "guest";

/** How people come in: by a name alone, by an account with a password, or only with an invitation. */
export type AccessMode = "open" | "accounts" | "invited";

/** What only oneself is told about oneself. */
export interface Account {
  role: ServerRole;
  /** Whether one can sign in by a password. */
  password: boolean;
  /** By how many passkeys; absent where by none. */
  passkeys?: number;
}

/** A key by which one signs in without a password. */
export interface Passkey {
  id: string;
  /** As its owner calls it. */
  name: string;
  /** The host at which it works. */
  site: string;
  /** Whether it is on other devices, too, by whoever keeps it for its owner. */
  synced: boolean;
  /** ISO 8601, UTC; likewise below. */
  madeAt: string;
  /** When it last signed someone in; absent where it never did. */
  usedAt?: string;
}

/** Somebody whom the server knows, as those who run it see them. */
export interface ListedPerson {
  user: User;
  role: ServerRole;
  /** ISO 8601, UTC; likewise below. */
  madeAt: string;
  /** Where they are signed in, how many times. */
  sessions: number;
  /** When one of those was last in use, to within ten minutes. */
  seenAt?: string;
  online?: true;
}

/** A setting of the server, as it stands. */
export interface ShownSetting {
  /** As in the environment. */
  name: string;
  about: string;
  /** What it may be, in words. */
  allowed: string;
  unit?: string;
  /** As one would set it; absent for a secret, likewise `fallback`. */
  value?: string;
  fallback?: string;
  /** Where the value comes from: nobody said, the environment at the start, or the page. */
  source: "default" | "environment" | "page";
  secret?: true;
}

/** One of one's own sessions. */
export interface SessionSummary {
  id: string;
  /** What it was begun on, as in "Firefox on Linux". */
  device: string;
  /** ISO 8601, UTC; likewise below. */
  madeAt: string;
  /** When it was last in use, to within ten minutes. */
  seenAt: string;
  /** Whether it is the one that asks. */
  current: boolean;
}

/** A link by which people come in; its token is told once, to who makes it. */
export interface Invitation {
  id: string;
  madeBy: User;
  madeAt: string;
  expiresAt: string;
  /** How many people may come in by it, and how many have. */
  maxUses: number;
  uses: number;
}

export interface Message {
  id: string;
  author: User;
  /** The id that the author's client gave the message: unique for the author, for good. */
  clientId: string;
  text: string;
  /** How many messages the room had with this one: 1, 2, 3 …; unread counts are differences of ordinals. */
  ordinal: number;
  /** Its text was changed: when, and by which event. */
  edited?: { at: string; seq: number };
  /** Its text is gone for good, and all that was added to it. */
  deleted?: true;
  /** Another than its author deleted it: somebody who keeps order in the room. */
  removed?: true;
  /** The message that it answers. */
  replyTo?: number;
  /** It is a reply in the thread that hangs on this message. Then it has no ordinal of its own. */
  thread?: number;
  /** The thread that hangs on it: how many replies it has that are not deleted, and the number of the last. */
  replies?: { count: number; seq: number };
  reactions?: Reaction[];
  /** The room keeps it at hand. */
  pinned?: true;
  /** Ids of the people whom it names by `@name`. */
  mentions?: string[];
  /** It calls all who are in the room, by `@here` or `@room`. */
  everyone?: Everyone;
  /** It says what its author does: "Ada waves". */
  me?: true;
  /** Its text is another's, who said it elsewhere. */
  forwarded?: Forwarded;
  /** What its first link leads to. */
  preview?: LinkPreview;
}

/** What a page says of itself: plain text, made fit to be shown, and not true for that. */
export interface LinkPreview {
  url: string;
  title: string;
  description?: string;
  /** The name that its site gives itself. */
  site?: string;
}

/** Where a forwarded message comes from. */
export interface Forwarded {
  /** Who wrote it. */
  author: User;
  /** Where it stands, for those who are in that room; absent where the room's id would tell a name that is private. */
  room?: string;
  seq?: number;
  /** It is a reply in the thread of this message. */
  thread?: number;
}

/** Whom a message calls that names nobody: who is here now, or all of the room. */
export type Everyone = "here" | "room";

/** One text that a message had. */
export interface MessageVersion {
  /** The event that gave it. */
  seq: number;
  at: string;
  text: string;
}

/** An emoji that people gave a message. */
export interface Reaction {
  emoji: string;
  /** Ids of the first who gave it. */
  users: string[];
  count: number;
  /** You gave it, and are not among `users`. */
  mine?: true;
}

/** What became of a report: the message was deleted, something else was done, or nothing had to be. */
export type ReportOutcome = "deleted" | "handled" | "dismissed";

/** A message that somebody asks to have looked at. */
export interface Report {
  id: string;
  room: string;
  roomName: string;
  /** Number of the message in the room's log. */
  message: number;
  author: User;
  reporter: User;
  /** ISO 8601, UTC. */
  at: string;
  /** Empty where none was given. */
  reason: string;
  /** What the message said when it was reported; empty once the report is closed. */
  text: string;
  closed?: { at: string; by: User; outcome: ReportOutcome };
}

export type RoomKind = "public" | "private" | "direct";
export type RoomRole = "owner" | "moderator" | "member";
/** How much of a room somebody wants to hear. */
export type Involvement = "everything" | "mentions" | "nothing" | "hidden";

/** A room as all who may see it do. */
export interface Room {
  id: string;
  name: string;
  topic: string;
  /** Names this log; kept over restarts, changed only by a restore from backup. */
  epoch: string;
  /** Number of the last event in the room's log. */
  seq: number;
  /** Ordinal of the last message. */
  messages: number;
  /** Absent for a public room. */
  kind?: Exclude<RoomKind, "public">;
  /** Nobody writes to it any more. */
  archived?: true;
  /** Seconds between two messages of one member; owners and moderators need not wait. Absent for none. */
  slowMode?: number;
  /** Whom a direct room is for; those who left are still among them. */
  people?: User[];
}

/** How far one person has read in a room. */
export interface ReadMark {
  seq: number;
  ordinal: number;
}

/** What somebody has not read of a room: messages of others that are not deleted. */
export interface Unread {
  /** Number of the room's last event that is counted in. */
  asOf: number;
  unread: number;
  /** How many unread messages call them. */
  mentions: number;
  /** The numbers of the newest of those, oldest first; absent where there are none. */
  mentioned?: number[];
}

/** How one person stands to a thread. */
export interface ThreadState {
  room: string;
  /** The message that the thread hangs on. */
  message: number;
  /** Number of the last event of it that was read. */
  read: number;
  follows: boolean;
  /** Replies of others after it that are not deleted. */
  unread: number;
  /** Number of the room's last event that is counted in. */
  asOf: number;
}

/** A room as one of its members sees it. */
export interface JoinedRoom extends Room {
  read: ReadMark;
  /** As in `Unread`, at `seq`; absent for none, likewise below. */
  unread?: number;
  mentions?: number;
  mentioned?: number[];
  /** How many members are here now. */
  online: number;
  /** Absent for an ordinary member. */
  role?: Exclude<RoomRole, "member">;
  /** Absent for everything. */
  involvement?: Exclude<Involvement, "everything">;
  /** They may read, and not write. */
  muted?: Restriction;
  /** Seconds until they may write again, by the room's slow mode. */
  wait?: number;
  /** Their place among one's favourites, the smallest first; absent for a room that is none. */
  favourite?: number;
}

/** Somebody in a room, with what they may do there. */
export interface RoomMember {
  user: User;
  role: RoomRole;
}

/** Somebody whom one may write to. */
export interface FoundPerson extends User {
  /** They are in a room of one's own; absent where only their name is known. */
  known?: true;
  online?: true;
}

/** A room in the directory. */
export interface ListedRoom extends Room {
  members: number;
  joined: boolean;
}

/** A message that a search found. */
export interface SearchResult {
  room: string;
  /** Number of the message in the room's log. */
  seq: number;
  /** When it was posted (ISO 8601, UTC). */
  at: string;
  id: string;
  author: User;
  /** Whether the text says what the author does. */
  me?: true;
  /** A piece of the text, and where in it something was found: UTF-16 units, end excluded, in order. */
  excerpt: { text: string; marks: [start: number, end: number][] };
}
