/** Sizes and rates that both ends must know. `welcome` tells them; most are settable. */
export interface Limits {
  /** Characters (Unicode code points) of a message. */
  text: number;
  /** Bytes of a frame from a client, UTF-8. */
  frame: number;
  /** Characters of a username. */
  username: number;
  /** Characters of a room's name. */
  roomName: number;
  /** Characters of a room's topic. */
  topic: number;
  /** Events of a history page, at most. */
  page: number;
  /** Missed events of a room that a resume sends, at most; beyond it the outcome is `skipped`. */
  resume: number;
  /** Rooms that one person may be in. */
  rooms: number;
  /** People in a room up to which each one's coming and going is told; above it the room is told its count. */
  presence: number;
  /** Messages of one person: `rate` a second in the long run, `burst` at once. */
  messages: RateLimit;
}

export interface RateLimit {
  rate: number;
  burst: number;
}

export const DEFAULT_LIMITS: Limits = Object.freeze({
  text: 4_000,
  frame: 64 * 1024,
  username: 32,
  roomName: 64,
  topic: 250,
  page: 100,
  resume: 500,
  rooms: 200,
  presence: 200,
  messages: Object.freeze({ rate: 5, burst: 20 }),
});

/** Events in a history page where a client does not say how many. */
export const DEFAULT_PAGE = 50;
/** Characters of a client-made id. */
export const MAX_ID = 64;
/** Characters of a room's id. */
export const MAX_ROOM_ID = 128;
/** Commands in one frame. */
export const MAX_COMMANDS = 100;
/** Rooms in one `resume`. */
export const MAX_RESUME_ROOMS = 200;
/** Messages of a room that an answer of `deletions` names. */
export const MAX_DELETIONS = 500;
/** Edits of one message. */
export const MAX_EDITS = 100;
/** Pinned messages of one room. */
export const MAX_PINS = 50;
/** Messages that one person has saved. */
export const MAX_SAVED = 1_000;
/** People that one message mentions. */
export const MAX_MENTIONS = 50;
/** Unread messages that are named because they call somebody. */
export const MAX_MENTIONED = 100;
/** Threads that a list of those that one follows names. */
export const MAX_THREADS = 200;
/** Kinds of reactions to one message. */
export const MAX_REACTION_KINDS = 50;
/** Reactions to one message in all. */
export const MAX_REACTIONS = 1_000;
/** People that a page names for one kind of reaction to a message. */
export const MAX_REACTION_NAMES = 100;
/** Characters of what is said with a report. */
export const MAX_REPORT_REASON = 500;
/** Open reports of one person. */
export const MAX_OPEN_REPORTS = 50;
/** Reports that one answer names. */
export const REPORT_PAGE = 50;
/** People and rooms in one page for those who run the server. */
export const ADMIN_PAGE = 50;
/** People whom one person has blocked. */
export const MAX_BLOCKED = 500;
/** Characters of a password. */
export const MIN_PASSWORD = 8;
export const MAX_PASSWORD = 256;
/** Passkeys of a person, and characters of the name of one. */
export const MAX_PASSKEYS = 10;
export const MAX_PASSKEY_NAME = 64;
/** Characters of a person's line about themselves. */
export const MAX_STATUS = 100;
/** Characters of a search, and its parts: words, phrases, operators. */
export const MAX_QUERY = 500;
export const MAX_SEARCH_PARTS = 24;
/** Results of a search where a client does not say how many, and at most. */
export const SEARCH_PAGE = 20;
export const MAX_SEARCH_PAGE = 50;
/** People in a direct room, who asks for it among them. */
export const MAX_DIRECT_PEOPLE = 8;
/** Direct rooms that one person may be in. */
export const MAX_DIRECT_ROOMS = 200;
/** People that one search gives. */
export const MAX_FOUND = 20;
/** Members of a room that one answer names. */
export const MAX_MEMBERS = 100;
/** Characters that a search for people or rooms takes. */
export const MAX_NAME_QUERY = 64;
