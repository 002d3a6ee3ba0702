import type { Person } from "../chat/person.ts";
import { TokenBucket } from "../chat/rate_limits.ts";
import { CLOSE_CODES, type CloseCode } from "../protocol/close_codes.ts";
import { encode } from "../protocol/codec.ts";
import type { Reply } from "../protocol/commands.ts";
import type { ClosingEvent, ServerEvent } from "../protocol/events.ts";
import { Batch } from "./batch.ts";
import { flushLater } from "./flush.ts";

/** What a connection needs of the socket under it. */
export interface Transport {
  send(frame: string): void;
  close(code: number, reason: string): void;
  /** Bytes that the other end has not taken yet. */
  buffered(): number;
  /** Told once, when the connection is over, whoever ended it. */
  ended(code: number, reason: string): void;
  /** Told when the socket is gone, which after the end is up to the other end; the runtime may tell it twice. */
  gone(): void;
}

export interface ConnectionOptions {
  id: string;
  person: Person;
  /** Which session it belongs to. */
  tokenHash: string;
  address: string;
  transport: Transport;
  slowReader: SlowReaderLimit;
}

export interface SlowReaderLimit {
  /** Unread bytes above which nothing more is sent. */
  bytes: number;
  /** Milliseconds to catch up in. */
  grace: number;
}

export interface ClosingDetails {
  reason?: string;
  /** Seconds to stay away. */
  retryAfter?: number;
  /** Why one may not come back. */
  ban?: ClosingEvent["ban"];
}

/** Milliseconds in which what waits may be more than the limit: a busy server, too, is late with what it sends. */
const BUSY = 1_000;
/** How many times the limit may wait in that time, in texts that all of a room share. */
const MOST_WAITING = 8;
const ERROR_RATE = { rate: 100 / 60, burst: 100 };
const RETRY = 50;
const CALM = 64 * 1024;
/** Milliseconds between two looks at whether a reader has caught up, at most. */
const LOOK_AGAIN = 10;

/** One live WebSocket and who is behind it. What is due in one turn leaves as one frame, or a few long ones. */
export class Connection {
  readonly id: string;
  readonly person: Person;
  readonly tokenHash: string;
  readonly address: string;
  readonly topics = new Set<string>();
  readonly openedAt = performance.now();
  readonly counts = { received: 0, sent: 0, posted: 0 };
  readonly #transport: Transport;
  readonly #slowReader: SlowReaderLimit;
  #errors: TokenBucket | undefined;
  /** Resolves when the long answer that was asked for last is there. */
  #answered: Promise<unknown> | undefined;
  /** What is due, shared with the other connections that get the same. */
  #due: Batch | undefined;
  #ended = false;
  #closingSaid = false;
  /** Bytes that were given to the socket, and those of the last frame, which cannot have been read at once. */
  #given = 0;
  #lastFrame = 0;
  /** Since when there is too much unread, and what was given by then. */
  #over: { since: number; given: number } | undefined;
  /** Nothing is sent until the other end has caught up. */
  #suspended = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #isGone = false;
  #onGone: PromiseWithResolvers<void> | undefined;

  constructor(options: ConnectionOptions) {
    this.id = options.id;
    this.person = options.person;
    this.tokenHash = options.tokenHash;
    this.address = options.address;
    this.#transport = options.transport;
    this.#slowReader = options.slowReader;
  }

  /** Resolves when the socket under it is gone, which after end() is up to the other end. */
  get gone(): Promise<void> {
    this.#onGone ??= Promise.withResolvers();
    if (this.#isGone) this.#onGone.resolve();
    return this.#onGone.promise;
  }

  /** What limits the answers that are errors. */
  get errors(): TokenBucket {
    return this.#errors ??= new TokenBucket(ERROR_RATE, performance.now());
  }

  /** Whether it is over, or has been told so: it is served no more. */
  get ended(): boolean {
    return this.#ended || this.#closingSaid;
  }

  /** Characters that are due. */
  get pending(): number {
    return this.#due?.size ?? 0;
  }

  push(batch: Batch): void {
    if (this.ended || batch.count === 0) return;
    if (this.#due === undefined) {
      this.#due = batch;
      if (!this.#suspended) flushLater(this);
    } else {
      this.#due = this.#due.and(batch);
    }
    if (this.#suspended && this.pending > this.#slowReader.bytes) this.#overflow();
  }

  send(message: Reply | ServerEvent): void {
    this.push(new Batch(1, encode(message)));
  }

  /** Sends what is pending, unless the other end is behind. */
  flush(): void {
    const due = this.#due;
    if (this.#ended || due === undefined) return;
    const unread = this.#transport.buffered();
    this.#suspended = this.#isBehind(unread);
    if (this.#suspended) return this.#look(unread);
    this.counts.sent += due.count;
    this.#due = undefined;
    for (const frame of due.frames) this.#transport.send(frame);
    const now = this.#transport.buffered();
    this.#lastFrame = now - unread;
    this.#given += this.#lastFrame;
    // Also where nothing more comes, who does not read is noticed.
    this.#look(now);
  }

  /** Resolves when the other end has taken nearly all; false where the connection ended meanwhile. */
  async drained(): Promise<boolean> {
    const calm = Math.min(CALM, this.#slowReader.bytes);
    let wait = 1;
    while (!this.#ended && (this.#due !== undefined || this.#transport.buffered() > calm)) {
      if (this.#due !== undefined && !this.#suspended) this.flush();
      else {
        await new Promise((resolve) => setTimeout(resolve, wait));
        wait = Math.min(2 * wait, LOOK_AGAIN);
      }
      this.#look(this.#transport.buffered());
    }
    return !this.#ended;
  }

  /** Does what has a long answer when the answers before it are taken; undefined where the connection ended meanwhile. */
  inTurn<T>(work: () => Promise<T>): Promise<T | undefined> {
    const answer = (this.#answered ?? Promise.resolve()).then(async () =>
      await this.drained() ? await work() : undefined
    );
    this.#answered = answer.catch(() => {});
    return answer;
  }

  /** Tells the other end that, why and until when it is sent away: the close code itself can be lost on the way. */
  sayClosing(
    code: CloseCode,
    { reason = CLOSE_CODES[code].reason, retryAfter, ban }: ClosingDetails = {},
  ): void {
    this.send({ type: "closing", code, reason, retryAfter, ban });
    this.#closingSaid = true;
  }

  /** Closes the connection; from here on it is in no room and gets nothing more. */
  end(code: CloseCode, details: ClosingDetails = {}): void {
    if (this.#ended) return;
    if (code !== 4008) {
      this.sayClosing(code, details);
      this.flush();
    }
    // A reader that is too slow may have been closed by that.
    if (this.#ended) return;
    const reason = details.reason ?? CLOSE_CODES[code].reason;
    this.#transport.close(code, reason);
    this.#finish(code, reason);
  }

  /** The socket is gone. Safe to call again, as the runtime may tell it twice. */
  socketClosed(code: number, reason: string): void {
    this.#isGone = true;
    this.#onGone?.resolve();
    this.#transport.gone();
    this.#finish(code, reason);
  }

  /** The socket never opened. The runtime then keeps it, so it is not gone. */
  neverOpened(): void {
    this.#finish(1006, "never opened");
  }

  #finish(code: number, reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#due = undefined;
    clearTimeout(this.#retry);
    this.#transport.ended(code, reason);
  }

  /** Too much waits for who is behind; they may have caught up since that was last looked at. */
  #overflow(): void {
    if (!this.#isBehind(this.#transport.buffered())) return this.flush();
    const late = performance.now() - this.#over!.since > BUSY;
    if (late || this.pending > MOST_WAITING * this.#slowReader.bytes) this.end(4008);
  }

  #isBehind(unread: number): boolean {
    return unread > this.#slowReader.bytes + this.#lastFrame;
  }

  /** Ends who has not read in the grace time what was given before it, and looks again at who has much to read. */
  #look(unread: number): void {
    if (this.#ended) return;
    if (unread <= this.#slowReader.bytes) {
      this.#over = undefined;
      this.#suspended = false;
      if (this.#due !== undefined) flushLater(this);
      return;
    }
    const now = performance.now();
    if (this.#over === undefined || this.#given - unread >= this.#over.given) {
      this.#over = { since: now, given: this.#given };
    }
    if (now - this.#over.since > this.#slowReader.grace) return this.end(4008);
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#tryAgain(), RETRY);
  }

  #tryAgain(): void {
    if (this.#due !== undefined) return this.flush();
    const unread = this.#transport.buffered();
    this.#suspended = this.#isBehind(unread);
    this.#look(unread);
  }
}
