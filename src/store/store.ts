import type { SearchPage, SearchQuery } from "./search/query.ts";
import type { RoomChange } from "../protocol/events.ts";
import type {
  LinkPreview,
  ReadMark,
  ReportOutcome,
  Room,
  RoomMember,
  RoomRole,
  ServerRole,
  User,
} from "../protocol/models.ts";
import type {
  AccountRecord,
  AppendOutcome,
  AuditRecord,
  BanDraft,
  BanRecord,
  Called,
  ChangeOutcome,
  DirectDraft,
  DirectOutcome,
  EventDetails,
  EventDraft,
  InvitationRecord,
  JoinOutcome,
  LinkDraft,
  LinkKind,
  ListedUser,
  LogRange,
  LogRecord,
  MadeReport,
  MemberPage,
  MembershipRecord,
  MentionRecord,
  MessageChange,
  MessageReaction,
  MessageVersion,
  OwnSession,
  PasskeyDraft,
  PasskeyRecord,
  PersonRecord,
  PreviewDraft,
  ReportDraft,
  ReportQuery,
  ReportRecord,
  RestrictionDraft,
  RestrictionOutcome,
  RestrictionPlace,
  RestrictionRecord,
  RoleOutcome,
  RoomDraft,
  RoomSettings,
  SavedRecord,
  SaveOutcome,
  SessionDraft,
  SessionRecord,
  SignUp,
  ThreadMark,
  ThreadPlace,
  ThreadReplies,
  UnreadCount,
  UnreadPlace,
  UserQuery,
} from "./records.ts";

/**
 * What is kept. Every method that writes resolves after its commit is on disk, and writes that arrive together
 * share one commit; a failed commit rejects all of them with a StoreError and has stored nothing.
 */
export interface Store {
  log: LogStore;
  messages: MessageStore;
  reactions: ReactionStore;
  pins: PinStore;
  previews: PreviewStore;
  mentions: MentionStore;
  saved: SavedStore;
  unread: UnreadStore;
  threads: ThreadStore;
  rooms: RoomStore;
  memberships: MembershipStore;
  users: UserStore;
  sessions: SessionStore;
  usernames: UsernameStore;
  accounts: AccountStore;
  devices: DeviceStore;
  passkeys: PasskeyStore;
  links: LinkStore;
  invitations: InvitationStore;
  settings: SettingStore;
  restrictions: RestrictionStore;
  bans: BanStore;
  audit: AuditStore;
  reports: ReportStore;
  blocks: BlockStore;
  search: SearchStore;
  /**
   * Tells what each commit added to the logs, before the writers' promises resolve: every event once, each room's in
   * the order of `seq`. This is how an instance tails its own writes.
   */
  onCommitted(listener: (records: readonly LogRecord[]) => void): void;
  /** Resolves if the store can be written to; rejects with the reason. */
  check(): Promise<void>;
  /** Commits what waits, then closes. */
  close(): Promise<void>;
}

export interface LogStore {
  /** How often a log has been read so far. */
  readonly reads: number;
  /** Gives the next number of the room's log to the event and stores it. The same client id again gives the same answer. */
  append(draft: EventDraft): Promise<AppendOutcome>;
  /** Reads events, oldest first. A room that does not exist has none. */
  read(room: string, range: LogRange): Promise<LogRecord[]>;
}

/** What becomes of messages; each change is an event of the room's log. */
export interface MessageStore {
  /** The `message.posted` of this number, as it is in the log; undefined where there is none. */
  get(room: string, seq: number): Promise<LogRecord | undefined>;
  /** As LogStore.append(), for a message that has details; keeps with it what follows from them. */
  post(draft: EventDraft & { user: User; details: EventDetails }): Promise<AppendOutcome>;
  /** Gives a message another text, at most `max` times; it calls whom the new one does. */
  edit(
    change: MessageChange & { text: string; called?: Called | undefined; max: number },
  ): Promise<ChangeOutcome>;
  /**
   * Takes the text away for good, with all that it was before and all that was added to it. That another than the author
   * does it is written down.
   */
  delete(change: MessageChange): Promise<ChangeOutcome>;
  /** Deletes some messages of one author; with `begins` it is written down that somebody deletes all. Gives how many. */
  purge(
    change: { room: string; author: User; user: User; messages: readonly number[]; begins: boolean },
  ): Promise<number>;
  hasPosted(room: string, user: User): Promise<boolean>;
  /**
   * Numbers of messages that a user posted to a room, some at a time, in an order of their own.
   * @param after where the part before ended; absent for the first
   */
  ofUser(
    room: string,
    user: User,
    after?: string,
  ): Promise<{ seqs: number[]; next: string | undefined }>;
  /** The newest version of each message numbered from `first` to `last` that was edited. */
  edited(room: string, range: { first: number; last: number }): Promise<Map<number, MessageVersion>>;
  /** Numbers of the newest messages up to `seq` that were deleted after it, other than replies; at most `limit`. */
  deletedSince(room: string, seq: number, limit: number): Promise<number[]>;
  /** All texts that a message had, oldest first; none for a deleted one. */
  versions(room: string, seq: number): Promise<MessageVersion[]>;
}

export interface ReactionStore {
  /** Adds a user's reaction; a message has so many kinds, and so many in all, at most. */
  add(change: MessageChange & { emoji: string; max: { kinds: number; all: number } }): Promise<ChangeOutcome>;
  remove(change: MessageChange & { emoji: string }): Promise<ChangeOutcome>;
  /**
   * The reactions to the messages numbered from `first` to `last`, as `self` sees them: by message, the kind that came
   * first before the others, each with at most `most` users.
   */
  of(
    room: string,
    range: { first: number; last: number; most: number; self: User },
  ): Promise<MessageReaction[]>;
}

export interface PinStore {
  /** Pins a message; a room has at most `max` pins. */
  add(change: MessageChange & { max: number }): Promise<ChangeOutcome>;
  remove(change: MessageChange): Promise<ChangeOutcome>;
  /** Which of the messages numbered from `first` to `last` are pinned. */
  of(room: string, range: { first: number; last: number }): Promise<Set<number>>;
  /** The pinned messages as they are in the log, the one that was pinned last before the others. */
  list(room: string): Promise<LogRecord[]>;
}

/** What the links of messages lead to, and what was last heard of their pages. */
export interface PreviewStore {
  /**
   * Shows a preview under a message, told by `message.previewed`; `same` where it is not the message's text any more,
   * it has one already, or its author took one away.
   */
  add(draft: PreviewDraft): Promise<ChangeOutcome>;
  /** Takes the preview away, told by `message.preview.removed`; the message gets none any more. */
  remove(change: MessageChange): Promise<ChangeOutcome>;
  /** The previews of the messages numbered from `first` to `last`. */
  of(room: string, range: { first: number; last: number }): Promise<Map<number, LinkPreview>>;
  /** Whether the author of a message took its preview away. */
  isUnwanted(room: string, message: number): Promise<boolean>;
  /** What was kept of a page; null where it had nothing to show, undefined where it is to be asked. */
  page(key: string, now: number): Promise<Omit<LinkPreview, "url"> | null | undefined>;
  /** Keeps what a page said, in the place of the oldest where there are too many. Deleting a message that it is of forgets it. */
  keepPage(
    key: string,
    page: Omit<LinkPreview, "url"> | null,
    keep: { now: number; expiresAt: number; max: { pages: number; bytes: number } },
  ): Promise<void>;
}

/** Who was called by which message; each is kept and taken back with the message itself. */
export interface MentionStore {
  /** The members of a room who hold one of these names, by their skeletons. */
  membersNamed(room: string, skeletons: readonly string[]): Promise<Map<string, User>>;
  /**
   * The newest messages of others that call a user, in the rooms that they are in, but of none whom they have blocked; with
   * `before`, those with a smaller `no`.
   */
  ofUser(user: User, page: { before?: number | undefined; limit: number }): Promise<MentionRecord[]>;
}

/** Messages that users keep for themselves; that one is deleted or its room is left does not change that. */
export interface SavedStore {
  /** Saves a message; a user has at most `max`. */
  add(user: User, place: ThreadPlace, max: number): Promise<SaveOutcome>;
  /** False where it was not saved. */
  remove(user: User, place: ThreadPlace): Promise<boolean>;
  /** Those in rooms that the user is in, the last saved first; with `before`, those with a smaller `no`. */
  ofUser(user: User, page: { before?: number | undefined; limit: number }): Promise<SavedRecord[]>;
  /** The numbers of those of one room, the smallest first. */
  inRoom(user: User, room: string): Promise<number[]>;
}

/** Threads of replies; each is kept and taken back with the reply itself. */
export interface ThreadStore {
  /** The newest replies, or those before a number, oldest first. */
  page(place: ThreadPlace, range: { before?: number | undefined; limit: number }): Promise<LogRecord[]>;
  /** The threads that hang on the messages numbered from `first` to `last`. */
  replies(room: string, range: { first: number; last: number }): Promise<Map<number, ThreadReplies>>;
  mark(user: User, place: ThreadPlace): Promise<ThreadMark>;
  /** Moves the user's mark in a thread forward. */
  markRead(user: User, place: ThreadPlace & { seq: number }): Promise<void>;
  follow(user: User, place: ThreadPlace, follows: boolean): Promise<void>;
  /** The threads that the user follows in their rooms, those with the newest replies first. */
  followed(user: User, limit: number): Promise<ThreadMark[]>;
}

export interface UnreadStore {
  /** Counts, for each part of a log, what arithmetic on its numbers does not know. */
  count(user: User, places: readonly UnreadPlace[]): Promise<UnreadCount[]>;
}

export interface RoomStore {
  /** Makes a room with `room.created` as its first event; undefined where its id is taken. */
  create(draft: RoomDraft): Promise<Room | undefined>;
  get(id: string): Promise<Room | undefined>;
  /** Changes what is different, told by `room.changed`; gives the room as it is then, undefined where there is none. */
  change(id: string, user: User, change: RoomChange): Promise<Room | undefined>;
  /** The direct room of exactly these people, made where there is none; all of them are in it then. */
  openDirect(draft: DirectDraft): Promise<DirectOutcome>;
  /** How many rooms there are, direct ones aside, and how many of them the user made. */
  count(user: User): Promise<{ total: number; made: number }>;
  /** All rooms but the direct ones, by name, with the number of their members. */
  list(): Promise<(Room & { members: number })[]>;
  /** The rooms that have a slow mode. */
  slow(): Promise<Room[]>;
}

export interface MembershipStore {
  /**
   * Makes the user a member, with a `member.joined` event; a member already stays one. `max` rooms a user, direct ones
   * aside. Where `by` brings them in, the room may be private; else only a public one is there for who is not in it.
   */
  join(room: string, user: User, max: number, by?: User): Promise<JoinOutcome>;
  /**
   * Ends the membership, with a `member.left` event; false where there was none. Where the last owner leaves others
   * behind, the one of highest role who has been there for longest is owner then, told by `member.changed`.
   * @param by who sends them away; that is written down
   */
  leave(room: string, user: User, by?: User, reason?: string): Promise<boolean>;
  ofUser(user: User): Promise<MembershipRecord[]>;
  /** Moves the read mark forward to an event that exists; undefined where the user is not a member. */
  markRead(room: string, user: User, seq: number): Promise<ReadMark | undefined>;
  /** A member of a room with their role. */
  find(room: string, userId: string): Promise<RoomMember | undefined>;
  /** Gives a member another role, told by `member.changed`. */
  setRole(room: string, user: User, role: RoomRole, by: User): Promise<RoleOutcome>;
  /** Changes how the room stands with the user; undefined where they are not a member. */
  set(room: string, user: User, change: Partial<RoomSettings>): Promise<RoomSettings | undefined>;
  /**
   * Members of a room, at most `limit` of them.
   * @param skeleton how their names begin; empty for all
   */
  list(room: string, query: { skeleton: string; limit: number }): Promise<MemberPage>;
  /** Sets the read mark to an event that exists, or to 0, before or after where it was; undefined as above. */
  setRead(room: string, user: User, seq: number): Promise<ReadMark | undefined>;
}

export interface UserStore {
  get(id: string): Promise<User | undefined>;
  /**
   * Those who have an account or a session that has not run out, who came last before the others; with `before`, those
   * with a smaller `no`.
   */
  list(query: UserQuery): Promise<ListedUser[]>;
  /**
   * Whom the user may write to: those in a room of theirs whose name begins so, and who has exactly this name.
   * At most `limit`.
   */
  find(user: User, query: { skeleton: string; limit: number }): Promise<PersonRecord[]>;
  /** Those of these users who are in a room of the user's, in the order of their ids. */
  known(user: User, ids: readonly string[]): Promise<User[]>;
  /**
   * Makes a user with their name and first session, and a member of the room that is named, if there is one; undefined
   * where the name is held by another, or the invitation that is named has ended.
   */
  signUp(draft: SignUp): Promise<User | undefined>;
  /**
   * Gives the user another name, with `member.renamed` in each of their rooms; undefined where it is held by another.
   * `heldUntil` as in UsernameStore.hold().
   */
  rename(
    user: User,
    name: { name: string; skeleton: string; now: number; heldUntil: number | null },
  ): Promise<User | undefined>;
  /** Writes the user's line about themselves; gives the user as they are then. */
  setStatus(user: User, status: string): Promise<User>;
}

export interface SessionStore {
  /**
   * The session with this token, if it has not run out; moves its end to `expiresAt` at most once a day, and notes that
   * it was seen at most every ten minutes.
   */
  find(tokenHash: string, times: { now: number; expiresAt: number }): Promise<SessionRecord | undefined>;
  /** Begins a further session of the user; where they have more than `max`, those not seen longest end, and are given. */
  start(user: User, draft: SessionDraft, max: number): Promise<string[]>;
  /** The user's sessions that have not run out, the latest seen first. */
  ofUser(user: User, now: number): Promise<OwnSession[]>;
  remove(tokenHash: string): Promise<void>;
  /**
   * Ends all sessions of the user but one; gives the hashes of their tokens.
   * @param by who does it in their place, which is written down
   */
  removeOthers(user: User, keptHash: string, by?: User): Promise<string[]>;
  /** Removes what has run out; gives their number. */
  removeExpired(now: number): Promise<number>;
}

export interface AccountStore {
  get(user: Pick<User, "id">): Promise<AccountRecord | undefined>;
  /** The account whose name this is; a guest is none. */
  findByName(skeleton: string): Promise<AccountRecord | undefined>;
  /**
   * Makes an account of a guest: their name is theirs for good. `taken` where it went to another. Who has an account
   * without a password gets one; `exists` where there is one already.
   */
  create(
    user: User,
    draft: { skeleton: string; passwordHash: string; now: number },
  ): Promise<"made" | "exists" | "taken">;
  /** Sets another password; browsers that were known are so no more, and links that let the user in end. */
  setPassword(user: User, password: { hash: string; now: number }): Promise<void>;
  /** @param by who gives it to them */
  setRole(user: User, role: ServerRole, by: User): Promise<void>;
  /** Whether the server has an owner. */
  hasOwner(): Promise<boolean>;
  /** Its owners and admins. */
  staff(): Promise<{ user: User; role: "owner" | "admin" }[]>;
}

/** Browsers in which someone has given the right password. */
export interface DeviceStore {
  /** Remembers one for the user, at most `max`: the longest unseen are forgotten. */
  remember(user: User, device: { tokenHash: string; now: number }, max: number): Promise<void>;
  isKnown(user: User, tokenHash: string): Promise<boolean>;
  /** Forgets those that were not seen since; gives their number. */
  forgetUnseen(since: number): Promise<number>;
}

export interface PasskeyStore {
  /**
   * Keeps a passkey of a user, who has at most `max`; of a guest it makes an account, whose name is theirs for good.
   * `taken` where their name went to another, `exists` where the passkey is kept already.
   */
  add(draft: PasskeyDraft, max: number): Promise<"added" | "exists" | "full" | "taken">;
  find(id: string): Promise<PasskeyRecord | undefined>;
  /** The user's passkeys, the oldest first. */
  ofUser(user: User): Promise<PasskeyRecord[]>;
  count(user: User): Promise<number>;
  /** Notes that it was used; false where its counter has not grown, though it counts, or there is none. */
  use(id: string, use: { counter: number; synced: boolean; now: number }): Promise<boolean>;
  /** False where the user has no such passkey. */
  rename(user: User, id: string, name: string): Promise<boolean>;
  /** `last` where the user has no password and no other passkey: then it stays. */
  remove(user: User, id: string): Promise<"removed" | "none" | "last">;
}

/** Links that work once. */
export interface LinkStore {
  /** Keeps a link, in the place of the former one of its kind and user. */
  make(draft: LinkDraft): Promise<void>;
  /** Whether the link would work now. */
  isLive(tokenHash: string, kind: LinkKind, now: number): Promise<boolean>;
  /** As take(), but the link stays. */
  find(tokenHash: string, kind: LinkKind, now: number): Promise<{ user: User | null } | undefined>;
  /** Uses the link up; gives whom it is for, undefined where it does not work any more. */
  take(tokenHash: string, kind: LinkKind, now: number): Promise<{ user: User | null } | undefined>;
  removeExpired(now: number): Promise<number>;
}

export interface InvitationStore {
  /** Keeps an invitation; false where there are `max` already that have not ended. */
  make(draft: InvitationRecord & { tokenHash: string }, max: number): Promise<boolean>;
  /** Those that have not ended, the newest first. */
  list(now: number): Promise<InvitationRecord[]>;
  /** Whether one more may come in by it. */
  isLive(tokenHash: string, now: number): Promise<boolean>;
  /** Ends it at once; false where there is none. */
  remove(id: string, by: User): Promise<boolean>;
  removeExpired(now: number): Promise<number>;
}

/** Messages that people ask to have looked at. */
export interface ReportStore {
  /** Keeps a report with the message's text as it is now; one a person and message. */
  make(draft: ReportDraft): Promise<MadeReport>;
  get(id: string): Promise<ReportRecord | undefined>;
  /** The newest first; with `before`, those with a smaller `no`. */
  list(query: ReportQuery): Promise<ReportRecord[]>;
  /** Closes an open report and all others about its message, and takes the texts away for good; gives them. It is written down. */
  close(
    id: string,
    how: { by: User; outcome: ReportOutcome; now: number },
  ): Promise<ReportRecord[]>;
  countOpen(): Promise<number>;
}

/** Whom people do not want to hear. Who is blocked does not call who blocked them: see MentionStore and UnreadStore. */
export interface BlockStore {
  /** Whom the user has blocked, the first one first. */
  ofUser(user: User): Promise<User[]>;
  /** Which of these have blocked the user. */
  blockers(user: User, ids: readonly string[]): Promise<User[]>;
  /** Somebody other than the user who is in a room of theirs, or has written in one. */
  findHeard(user: User, id: string): Promise<User | undefined>;
  /** Blocks somebody; false where the user has blocked `max` others already. */
  add(user: User, blocked: User, limits: { now: number; max: number }): Promise<boolean>;
  /** False where they were not blocked. */
  remove(user: User, id: string): Promise<boolean>;
}

/** What was set while the server runs. */
export interface SettingStore {
  get(name: string): Promise<string | undefined>;
  /** @param by who sets it; that is written down where it says who may come in */
  set(name: string, value: string, by?: User): Promise<void>;
}

/** Who may not come into a room, or not write to it. Each change is written down. */
export interface RestrictionStore {
  /**
   * Restricts a user, in the place of a former restriction of the same kind; a ban ends their membership, told by
   * `member.left`. A room has at most `max` of each kind.
   */
  add(draft: RestrictionDraft, max: number): Promise<RestrictionOutcome>;
  /** False where there is none. */
  lift(place: RestrictionPlace, by: User): Promise<boolean>;
  /** Those of a room that have not ended, the newest first. */
  of(room: string, now: number): Promise<RestrictionRecord[]>;
  /** The mutes of all rooms that have not ended. */
  mutes(now: number): Promise<RestrictionRecord[]>;
  removeExpired(now: number): Promise<number>;
}

/** Who may not come to the server. Each change is written down. */
export interface BanStore {
  /**
   * Bans a user or a network, in the place of a former ban of the same, and ends the user's sessions; gives the hashes
   * of their tokens. Undefined where there are `max` already that have not ended.
   */
  add(draft: BanDraft, max: number): Promise<{ ban: BanRecord; sessions: string[] } | undefined>;
  /** Gives what was lifted; undefined where there is none. */
  lift(id: number, by: User): Promise<BanRecord | undefined>;
  /** Those that have not ended, the newest first. */
  list(now: number): Promise<BanRecord[]>;
  removeExpired(now: number): Promise<number>;
}

/** What those did who keep order; it is written with each act. */
export interface AuditStore {
  /** The newest acts, or those before one; without those in private rooms that the reader is not in. */
  list(reader: User, page: { before?: number | undefined; limit: number }): Promise<AuditRecord[]>;
  removeBefore(time: number): Promise<number>;
}

export interface UsernameStore {
  /** Claims the name for the user or keeps it theirs, held until then (null: as long as connected); false where another holds it, or has it for good. */
  hold(user: User, claim: { skeleton: string; now: number; heldUntil: number | null }): Promise<boolean>;
  /** Frees the user's name at once; that of an account stays theirs. */
  release(user: User): Promise<void>;
  /** Which of these skeletons are held by anyone but `user`. */
  taken(skeletons: readonly string[], now: number, user?: User): Promise<Set<string>>;
  /**
   * After a start: gives those who were connected, whose names stay held as they are, so that it gives them again where
   * the server ends before they are back or given up. All other holds end then at the latest.
   */
  holdAll(heldUntil: number): Promise<User[]>;
}

/** The messages by what they say. The index follows the logs a moment behind; it is rebuilt where it is missing. */
export interface SearchStore {
  readonly figures: SearchFigures;
  /** Begins to keep the index; without it that begins with the first search. */
  follow(onError: (error: unknown) => void): void;
  /** Resolves when all that is committed by now can be found. */
  caughtUp(): Promise<void>;
  /**
   * Finds messages, newest first. Not those that are deleted, and those that were edited by what they say since.
   * @throws SearchError where too many ask at once, or it takes too long
   */
  find(query: SearchQuery): Promise<SearchPage>;
  /** Whether a text can be a cursor. */
  isCursor(text: string): boolean;
}

export interface SearchFigures {
  /** Milliseconds since the oldest commit that cannot be found yet. */
  lag: number;
  /** Searches that wait or run. */
  waiting: number;
  found: number;
  /** Searches that were given up. */
  late: number;
}

/** The store could not do it: `full` where space is missing, else `unavailable`. What was asked has no effect. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly kind: "full" | "unavailable";

  constructor(kind: "full" | "unavailable", message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
