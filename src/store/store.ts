import type { ReadMark, Room, User } from "../protocol/models.ts";
import type {
  AppendOutcome,
  ChangeOutcome,
  EventDraft,
  JoinOutcome,
  LogRange,
  LogRecord,
  MembershipRecord,
  MessageChange,
  MessageReaction,
  MessageVersion,
  SessionRecord,
  SignUp,
} from "./records.ts";

/**
 * What is kept. Every method that writes resolves after its commit is on disk, and writes that arrive together
 * share one commit; a failed commit rejects all of them with a StoreError and has stored nothing.
 */
export interface Store {
  log: LogStore;
  messages: MessageStore;
  reactions: ReactionStore;
  rooms: RoomStore;
  memberships: MembershipStore;
  users: UserStore;
  sessions: SessionStore;
  usernames: UsernameStore;
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
  /** Gives a message another text, at most `max` times. */
  edit(change: MessageChange & { text: string; max: number }): Promise<ChangeOutcome>;
  /** Takes the text away for good, with all that it was before and all that was added to it. */
  delete(change: MessageChange): Promise<ChangeOutcome>;
  /** The newest version of each message numbered from `first` to `last` that was edited. */
  edited(room: string, range: { first: number; last: number }): Promise<Map<number, MessageVersion>>;
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

export interface RoomStore {
  /** Makes a room with `room.created` as its first event; undefined where its id is taken. */
  create(
    draft: { id: string; name: string; topic: string; epoch: string; user: User | null },
  ): Promise<Room | undefined>;
  get(id: string): Promise<Room | undefined>;
  /** How many rooms there are, and how many of them the user made. */
  count(user: User): Promise<{ total: number; made: number }>;
  /** All rooms, by name, with the number of their members. */
  list(): Promise<(Room & { members: number })[]>;
}

export interface MembershipStore {
  /** Makes the user a member, with a `member.joined` event; a member already stays one. `max` rooms a user. */
  join(room: string, user: User, max: number): Promise<JoinOutcome>;
  /** Ends the membership, with a `member.left` event; false where there was none. */
  leave(room: string, user: User): Promise<boolean>;
  ofUser(user: User): Promise<MembershipRecord[]>;
  /** Moves the read mark forward to an event that exists; undefined where the user is not a member. */
  markRead(room: string, user: User, seq: number): Promise<ReadMark | undefined>;
}

export interface UserStore {
  get(id: string): Promise<User | undefined>;
  /**
   * Makes a user with their name and first session, and a member of the room that is named, if there is one; undefined
   * where the name is held by another.
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
}

export interface SessionStore {
  /** The session with this token, if it has not run out; moves its end to `expiresAt` at most once a day. */
  find(tokenHash: string, times: { now: number; expiresAt: number }): Promise<SessionRecord | undefined>;
  remove(tokenHash: string): Promise<void>;
  /** Removes what has run out; gives their number. */
  removeExpired(now: number): Promise<number>;
}

export interface UsernameStore {
  /** Claims the name for the user or keeps it theirs, held until then (null: as long as connected); false where another holds it. */
  hold(user: User, claim: { skeleton: string; now: number; heldUntil: number | null }): Promise<boolean>;
  /** Frees the user's name at once. */
  release(user: User): Promise<void>;
  /** Which of these skeletons are held by anyone but `user`. */
  taken(skeletons: readonly string[], now: number, user?: User): Promise<Set<string>>;
  /**
   * After a start: gives those who were connected, whose names stay held as they are, so that it gives them again where
   * the server ends before they are back or given up. All other holds end then at the latest.
   */
  holdAll(heldUntil: number): Promise<User[]>;
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
