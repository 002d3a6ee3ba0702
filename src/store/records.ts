import type {
  Everyone,
  Forwarded,
  FoundPerson,
  Involvement,
  LinkPreview,
  ReadMark,
  ReportOutcome,
  Room,
  RoomKind,
  RoomMember,
  RoomRole,
  ServerRole,
  User,
} from "../protocol/models.ts";
import type { LogEventType } from "../protocol/events.ts";
import type { AuditAct } from "../protocol/moderation.ts";

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

/** A change of one message by a user. */
export interface MessageChange {
  room: string;
  message: number;
  user: User;
}

/** A preview that is to be shown under a message. */
export interface PreviewDraft {
  room: string;
  message: number;
  /** Number of the event that gave the text whose link it is of. */
  version: number;
  /** What names the page. */
  key: string;
  preview: LinkPreview;
}

export type ChangeOutcome =
  | { outcome: "stored"; seq: number }
  /** It is so already. */
  | { outcome: "same" }
  /** There is no such message, or it is deleted. */
  | { outcome: "no_message" }
  /** It has as many changes of this kind as it may have. */
  | { outcome: "full" };

/** One text that a message had: since which event, and when that was. */
export interface MessageVersion {
  seq: number;
  /** Milliseconds since the epoch. */
  at: number;
  text: string;
  called: Called;
}

/** An emoji that people gave a message. */
export interface MessageReaction {
  message: number;
  emoji: string;
  count: number;
  /** The first who gave it. */
  users: User[];
  /** Whether the one who asks gave it. */
  mine: boolean;
}

/** A part of a room's log: what comes after one event, up to another. */
export interface UnreadPlace {
  room: string;
  after: number;
  head: number;
  /** Messages that call the user and are named, at most. */
  most: number;
}

/** What of a part of a log is not unread for a user though it is new, and what calls them. */
export interface UnreadCount {
  /** Messages of their own, deleted or not. */
  own: number;
  /** Messages of others that were deleted. */
  deleted: number;
  /** Messages of others that call them. */
  mentions: number;
  /** Numbers of the newest of those, oldest first. */
  mentioned: number[];
}

/** A thread, by the message that it hangs on. */
export interface ThreadPlace {
  room: string;
  message: number;
}

/** How many replies of a thread are not deleted, and the number of its last one. */
export interface ThreadReplies {
  count: number;
  seq: number;
}

/** How a user stands to a thread. */
export interface ThreadMark extends ThreadPlace {
  /** Number of the last event of it that they read. */
  read: number;
  follows: boolean;
  /** Replies of others after it that are not deleted. */
  unread: number;
}

/** A message that calls a user. */
export interface MentionRecord {
  /** Grows from one to the next. */
  no: number;
  room: string;
  seq: number;
}

/** A message that a user saved. */
export interface SavedRecord extends ThreadPlace {
  /** Grows from one to the next. */
  no: number;
}

export type SaveOutcome =
  | "saved"
  /** It is so already. */
  | "same"
  /** There is no such message, or it is deleted. */
  | "no_message"
  /** The user has saved as many as they may. */
  | "full";

export interface SessionRecord {
  user: User;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** A room that a user is in, and how far they have read. */
export interface MembershipRecord {
  room: Room;
  read: ReadMark;
  role: RoomRole;
  settings: RoomSettings;
}

/** How a room stands with one of its members. */
export interface RoomSettings {
  involvement: Involvement;
  /** Place among their favourites; null for a room that is none. */
  favourite: number | null;
}

/** A room that is asked for. */
export interface RoomDraft {
  id: string;
  name: string;
  topic: string;
  epoch: string;
  user: User | null;
  /** Public where it is absent. */
  kind?: Exclude<RoomKind, "direct">;
  /** Whether its maker comes in with it, and owns it. */
  join?: boolean;
}

/** A direct room that is asked for. */
export interface DirectDraft {
  id: string;
  epoch: string;
  /** Who asks; one of the people. */
  user: User;
  /** All whom it is for, each once. */
  people: readonly User[];
  /** Direct rooms that one person may be in. */
  max: number;
}

export type DirectOutcome =
  /** `joined`: who came into it with this, the one who asks among them where they were not in it. */
  | { outcome: "open"; room: Room; joined: { user: User; read: ReadMark }[] }
  /** One of the people is in as many direct rooms as can be. */
  | { outcome: "full"; user: User };

export interface MemberPage {
  /** Owners and moderators first. */
  members: RoomMember[];
  total: number;
}

/** Somebody whose name begins as was asked for. */
export type PersonRecord = Pick<FoundPerson, "id" | "name" | "known">;

/** Somebody whom the server knows, as those who run it see them. Times are milliseconds since the epoch. */
export interface ListedUser {
  /** Grows from one to the next. */
  no: number;
  user: User;
  role: ServerRole;
  createdAt: number;
  /** Sessions that have not run out, and when one of them was last in use; null for who has none. */
  sessions: number;
  seenAt: number | null;
}

/** Users who are asked for. */
export interface UserQuery {
  /** How their names begin, as skeleton, or what is in them; empty for all. */
  skeleton: string;
  words: string;
  roles: readonly ServerRole[];
  before?: number | undefined;
  limit: number;
  now: number;
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
  /** On what they are, in words. */
  device?: string;
  /** Their password's hash, where they come with an account. */
  passwordHash?: string;
  /** Hash of the invitation's token that is used up by one. */
  invitation?: string;
}

/** A further session of somebody known. */
export interface SessionDraft {
  tokenHash: string;
  device: string;
  now: number;
  expiresAt: number;
}

/** One of a user's sessions. Times are milliseconds since the epoch. */
export interface OwnSession {
  tokenHash: string;
  device: string;
  createdAt: number;
  seenAt: number;
}

export interface AccountRecord {
  user: User;
  role: ServerRole;
  /** Undefined for who has no password. */
  passwordHash: string | undefined;
}

/** A key by which a user signs in. */
export interface PasskeyRecord {
  /** As authenticators call it, base64url. */
  id: string;
  user: User;
  /** By what authenticators know the user, base64url. */
  handle: string;
  /** The host at which it works. */
  site: string;
  /** COSE. */
  publicKey: Uint8Array<ArrayBuffer>;
  /** How often its authenticator signed; 0 for one that does not count. */
  counter: number;
  /** How browsers reach it. */
  transports: string[];
  synced: boolean;
  name: string;
  /** Milliseconds since the epoch, likewise below. */
  createdAt: number;
  usedAt: number | null;
}

/** A passkey that is to be kept; `skeleton` is that of its user's name. */
export type PasskeyDraft = Omit<PasskeyRecord, "createdAt" | "usedAt"> & { now: number; skeleton: string };

/** What a link that works once is for. */
export type LinkKind = "transfer" | "owner" | "reset";

export interface LinkDraft {
  tokenHash: string;
  kind: LinkKind;
  /** Whom it signs in. */
  user: User | null;
  /** Who makes it for another, which is written down; null for the server itself. */
  by?: User | null;
  expiresAt: number;
}

/** An invitation. Times are milliseconds since the epoch. */
export interface InvitationRecord {
  id: string;
  madeBy: User;
  createdAt: number;
  expiresAt: number;
  maxUses: number;
  uses: number;
}

export type JoinOutcome =
  | { outcome: "joined"; membership: MembershipRecord }
  | { outcome: "already"; membership: MembershipRecord }
  | { outcome: "no_room" }
  | { outcome: "full" }
  /** They may not come in. */
  | { outcome: "banned"; ban: Pick<RestrictionRecord, "by" | "until" | "reason"> };

export type RoleOutcome = "changed" | "same" | "no_member" | "last_owner";

export type RestrictionKind = "ban" | "mute";

/** Who may not come into a room, or not write to it. */
export interface RestrictionPlace {
  room: string;
  kind: RestrictionKind;
  user: User;
}

/** Times are milliseconds since the epoch. */
export interface RestrictionRecord extends RestrictionPlace {
  by: User;
  at: number;
  /** Null where it does not end by itself. */
  until: number | null;
  /** Empty for none. */
  reason: string;
}

export type RestrictionDraft = RestrictionRecord;

export type RestrictionOutcome =
  /** `left`: it ended a membership. */
  | { outcome: "stored"; left: boolean }
  | { outcome: "no_room" }
  /** The room has as many of this kind as it may have. */
  | { outcome: "full" };

/** Who may not come to the server: a user or a network, the other one is null. Times as above. */
export interface BanDraft {
  user: User | null;
  network: string | null;
  by: User;
  at: number;
  until: number | null;
  reason: string;
}

export interface BanRecord extends BanDraft {
  id: number;
}

/** What somebody did to keep order. */
export interface AuditDraft {
  act: AuditAct;
  /** Null for the server itself. */
  by: User | null;
  whom?: User;
  room?: string;
  details?: Record<string, unknown> | undefined;
}

export interface AuditRecord {
  /** Grows from one to the next. */
  id: number;
  /** Milliseconds since the epoch. */
  at: number;
  act: AuditAct;
  by: User | null;
  whom: User | null;
  room: { id: string; name: string } | null;
  details: Record<string, unknown> | undefined;
}

/** A message that somebody asks to have looked at. */
export interface ReportDraft extends MessageChange {
  reason: string;
  /** Milliseconds since the epoch, likewise below. */
  now: number;
  /** Open reports that one person may have. */
  max: number;
}

export interface ReportRecord {
  id: string;
  /** Grows from one to the next. */
  no: number;
  room: string;
  roomName: string;
  message: number;
  author: User;
  reporter: User;
  at: number;
  reason: string;
  /** What the message said then; empty once the report is closed. */
  text: string;
  closed?: { at: number; by: User; outcome: ReportOutcome };
}

export type MadeReport =
  | { outcome: "made"; report: ReportRecord }
  /** This person has reported it before. */
  | { outcome: "same" }
  | { outcome: "no_message" }
  /** They have as many open ones as they may. */
  | { outcome: "full" };

export interface ReportQuery {
  room?: string | undefined;
  open: boolean;
  before?: number | undefined;
  limit: number;
  /** Whose messages are left out. */
  except?: User;
}
