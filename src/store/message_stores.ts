import type { LinkPreview, User } from "../protocol/models.ts";
import type {
  ChangeOutcome,
  MentionRecord,
  MessageChange,
  MessageReaction,
  MessageVersion,
  PreviewDraft,
  SavedRecord,
  SaveOutcome,
  ThreadMark,
  ThreadPlace,
  ThreadReplies,
  UnreadCount,
  UnreadPlace,
} from "./message_records.ts";
import type { AppendOutcome, Called, EventDetails, EventDraft, LogRecord } from "./records.ts";

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
