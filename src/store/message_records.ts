import type { LinkPreview, User } from "../protocol/models.ts";
import type { Called } from "./records.ts";

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
