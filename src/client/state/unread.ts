import { batch, signal } from "@preact/signals";
import type { LogEvent } from "../../protocol/events.ts";
import type { JoinedRoom, Message, ReadMark, Unread, User } from "../../protocol/models.ts";
import { isBlocked } from "./blocked.ts";

/** Events that matter here and are kept, so that a count of the server that comes late can be gone on from. */
const KEPT = 500;

interface Tally {
  unread: number;
  /** Numbers of the unread messages that call one, as far as they are known. */
  mentioned: Set<number>;
  /** How many more do, all older than those. */
  unlisted: number;
}

/**
 * What is unread in a room, as the server counts it: its own count at some event, and from there on arithmetic on the
 * events that follow. Nothing is marked as read or unread by itself, so nothing can stay so.
 */
export class UnreadCount {
  readonly read = signal<ReadMark>({ seq: 0, ordinal: 0 });
  readonly unread = signal(0);
  readonly mentions = signal(0);
  readonly #self: () => string | undefined;
  #asOf = 0;
  #base: Tally = emptyTally();
  #now: Tally = emptyTally();
  #after: LogEvent[] = [];

  constructor(self: () => string | undefined) {
    this.#self = self;
  }

  /** Begins with what the server says. */
  start(read: ReadMark, counts: Unread): void {
    this.#after = this.#after.filter(({ seq }) => seq > counts.asOf);
    this.#set(read, counts);
  }

  /** The counts as they are now, as a room that one is in has them. */
  snapshot(): Pick<JoinedRoom, "unread" | "mentions" | "mentioned"> {
    const mentioned = [...this.#now.mentioned].sort((a, b) => a - b);
    return { unread: this.#now.unread, mentions: this.mentions.peek(), mentioned };
  }

  /** Begins with nothing known, as with another log. */
  clear(): void {
    this.#after = [];
  }

  /**
   * The mark has moved, and these are the server's counts after it. False where they are too old to go on from.
   */
  marked(read: ReadMark, counts: Unread): boolean {
    if (counts.asOf < this.#asOf) {
      this.read.value = { seq: read.seq, ordinal: read.ordinal };
      return false;
    }
    this.start(read, counts);
    return true;
  }

  /** All up to an event is read. False where the server has counted beyond it. */
  readTo(read: ReadMark): boolean {
    if (read.seq < this.#asOf) return false;
    this.start(read, { asOf: read.seq, unread: 0, mentions: 0 });
    return true;
  }

  /** The next event of the log. False where the count is not sure any more. */
  apply(event: LogEvent): boolean {
    if (event.seq <= this.#asOf || !matters(event)) return true;
    this.#after.push(event);
    const sure = this.#apply(this.#now, event);
    if (this.#after.length > KEPT) this.#fold();
    this.#show();
    return sure;
  }

  #set({ seq, ordinal }: ReadMark, { asOf, unread, mentions, mentioned = [] }: Unread): void {
    batch(() => {
      this.read.value = { seq, ordinal };
      this.#asOf = asOf;
      this.#base = { unread, mentioned: new Set(mentioned), unlisted: mentions - mentioned.length };
      this.#now = copy(this.#base);
      for (const event of this.#after) this.#apply(this.#now, event);
      this.#show();
    });
  }

  #fold(): void {
    this.#asOf = this.#after.at(-1)!.seq;
    this.#after = [];
    this.#base = copy(this.#now);
  }

  #show(): void {
    this.unread.value = this.#now.unread;
    this.mentions.value = this.#now.mentioned.size + this.#now.unlisted;
  }

  #apply(tally: Tally, event: LogEvent): boolean {
    const self = this.#self();
    const mark = this.read.peek().seq;
    switch (event.type) {
      case "message.posted": {
        const { message, seq } = event;
        if (message.author.id === self || seq <= mark) return true;
        if (message.thread === undefined) tally.unread++;
        if (calls(message, self, message.author)) tally.mentioned.add(seq);
        return true;
      }
      case "message.edited":
        if (event.user.id === self || event.message <= mark) return true;
        if (calls(event, self, event.user)) {
          tally.mentioned.add(event.message);
          return !isUnlisted(tally, event.message);
        }
        return forget(tally, event.message);
      case "message.deleted":
        if ((event.author ?? event.user.id) === self || event.message <= mark) return true;
        if (event.thread === undefined) tally.unread--;
        return forget(tally, event.message);
      default:
        return true;
    }
  }
}

function calls(
  { mentions, everyone }: Pick<Message, "mentions" | "everyone">,
  self: string | undefined,
  by: User,
) {
  if (isBlocked(by.id)) return false;
  return everyone !== undefined || (self !== undefined && mentions?.includes(self) === true);
}

function forget(tally: Tally, message: number): boolean {
  return tally.mentioned.delete(message) || !isUnlisted(tally, message);
}

/** Whether a message may be one of those that are counted without their numbers. */
function isUnlisted({ mentioned, unlisted }: Tally, message: number): boolean {
  return unlisted > 0 && [...mentioned].every((seq) => message <= seq);
}

function matters({ type }: LogEvent): boolean {
  return type === "message.posted" || type === "message.edited" || type === "message.deleted";
}

function emptyTally(): Tally {
  return { unread: 0, mentioned: new Set(), unlisted: 0 };
}

function copy({ unread, mentioned, unlisted }: Tally): Tally {
  return { unread, mentioned: new Set(mentioned), unlisted };
}
