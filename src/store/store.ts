import type { RoomChange } from "../protocol/events.ts";
import type { ReadMark, Room, RoomMember, RoomRole, User } from "../protocol/models.ts";
import type {
  MentionStore,
  MessageStore,
  PinStore,
  PreviewStore,
  ReactionStore,
  SavedStore,
  ThreadStore,
  UnreadStore,
} from "./message_stores.ts";
import type { AuditStore, BanStore, BlockStore, ReportStore, RestrictionStore } from "./order_stores.ts";
import type {
  AccountStore,
  DeviceStore,
  InvitationStore,
  LinkStore,
  PasskeyStore,
  SessionStore,
  UsernameStore,
  UserStore,
} from "./people_stores.ts";
import type { AppendOutcome, EventDraft, LogRange, LogRecord } from "./records.ts";
import type {
  DirectDraft,
  DirectOutcome,
  JoinOutcome,
  MemberPage,
  MembershipRecord,
  RoleOutcome,
  RoomDraft,
  RoomSettings,
} from "./room_records.ts";
import type { SearchPage, SearchQuery } from "./search/query.ts";

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

/** What was set while the server runs. */
export interface SettingStore {
  get(name: string): Promise<string | undefined>;
  /** @param by who sets it; that is written down where it says who may come in */
  set(name: string, value: string, by?: User): Promise<void>;
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
