/** What is looked for in the messages, and what comes of it. */
export interface SearchQuery {
  /** What must be in the text, or must not. */
  terms: readonly SearchTerm[];
  /** Ids of the rooms that are looked in; in no other. */
  rooms: readonly string[];
  /** Who wrote it: one of these, and none of those with `not`. */
  authors: readonly SearchAuthor[];
  /** Whether it must have a link, or must not. */
  link?: boolean;
  /** Milliseconds since the epoch: earlier than this. */
  before?: number;
  /** Likewise: then or later. */
  after?: number;
  /** Where the page before this one ended. */
  cursor?: string;
  limit: number;
}

/** Words that stand beside one another in this order, cut as texts are. */
export interface SearchTerm {
  text: string;
  not?: boolean;
  /** Whether the last word may go on. */
  prefix?: boolean;
}

/** Someone by their name; names that were given to others in time are all of them. */
export interface SearchAuthor {
  name: string;
  skeleton: string;
  not?: boolean;
}

/** A message that was found. */
export interface SearchHit {
  room: string;
  seq: number;
  /** Milliseconds since the epoch. */
  at: number;
  messageId: string;
  author: { id: string; name: string };
  /** Whether the text says what the author does. */
  me?: true;
  excerpt: Excerpt;
}

/** A piece of a text, and where in it something was found (UTF-16 units, end excluded, in order). */
export interface Excerpt {
  text: string;
  marks: [start: number, end: number][];
}

export interface SearchPage {
  /** Newest first. */
  hits: SearchHit[];
  /** Where the next page begins; absent at the end. */
  cursor?: string;
  /** The index is being built: there may be more, of older times above all. */
  building: boolean;
}

/** It could not be looked for: too many ask at once, or it took too long and was given up. */
export class SearchError extends Error {
  override readonly name = "SearchError";
  readonly kind: "busy" | "too_slow";

  constructor(kind: "busy" | "too_slow") {
    super(kind === "busy" ? "Too many searches wait" : "The search took too long");
    this.kind = kind;
  }
}
