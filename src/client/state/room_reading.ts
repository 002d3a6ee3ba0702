import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { LogEvent } from "../../protocol/events.ts";
import type { JoinedRoom, ReadMark, Unread } from "../../protocol/models.ts";
import type { Clock } from "./clock.ts";
import type { Connection } from "./connection.ts";
import { Spaced } from "./spaced.ts";
import { UnreadCount } from "./unread.ts";

export interface RoomReadingOptions {
  /** The room's id. */
  room: string;
  self: () => string | undefined;
  connection: Connection;
  clock: Clock;
  /** The end of the log as it is known here. */
  end: () => ReadMark;
  /** The mark went back: from there on all is new. */
  onBack: (read: ReadMark) => void;
}

const SPACING = 1_000;

/** How far the person has read a room, on all their devices: what is unread, and telling the server of it. */
export class RoomReading {
  /** It was marked as unread: being seen does not read it, until it is opened again. */
  readonly held = signal(false);
  readonly #options: RoomReadingOptions;
  readonly #counts: UnreadCount;
  /** The mark is ahead of what the server has confirmed. */
  #unsent = false;
  readonly #sending: Spaced;

  constructor(options: RoomReadingOptions) {
    this.#options = options;
    this.#counts = new UnreadCount(options.self);
    this.#sending = new Spaced(options.clock, SPACING, () => this.#send());
  }

  get read(): Signal<ReadMark> {
    return this.#counts.read;
  }

  get unread(): ReadonlySignal<number> {
    return this.#counts.unread;
  }

  get mentions(): ReadonlySignal<number> {
    return this.#counts.mentions;
  }

  /** Begins with what the server says of the room. */
  welcome(room: JoinedRoom): void {
    // Then the counts are of a mark that is old already, and the answer brings new ones.
    if (this.#unsent && this.read.peek().seq > room.read.seq) this.send();
    else this.#counts.start(room.read, countsOf(room));
  }

  /** As another welcome would tell it. */
  snapshot(): Pick<JoinedRoom, "read" | "unread" | "mentions" | "mentioned"> {
    return { read: this.read.peek(), ...this.#counts.snapshot() };
  }

  /** The next event of the log. */
  apply(event: LogEvent): void {
    if (!this.#counts.apply(event)) this.send();
  }

  /** The log is another one. */
  clear(): void {
    this.#counts.clear();
    this.#unsent = false;
  }

  /** The newest message was seen. */
  seen(): void {
    if (!this.held.peek()) this.markRead();
  }

  /** All is read, the person says. */
  markRead(): void {
    this.held.value = false;
    if (this.unread.peek() === 0 && this.mentions.peek() === 0) return;
    // Where the log is behind what the server has counted, its events come, and are seen then.
    if (!this.#counts.readTo(this.#options.end())) return;
    this.#unsent = true;
    this.#sending.ask();
  }

  /** A message and all after it are unread, the person says. @throws CommandError */
  markUnread(seq: number): Promise<void> {
    this.#stop();
    const { connection, room } = this.#options;
    // At once, not by a promise: another answer may come in the same frame, and is later.
    return new Promise((done, failed) =>
      connection.ask("room.unread", { room, seq }, {
        ok: (mark) => done(this.marked({ ...mark, back: true })),
        failed,
      })
    );
  }

  /** The server has moved the mark: forward, unless it says that it was set back. */
  marked({ back, ...read }: ReadMark & Unread & { back?: true }): void {
    if (back) {
      this.#stop();
      this.#options.onBack(read);
    } else if (read.seq < this.read.peek().seq) return;
    if (!this.#counts.marked(read, read)) this.send();
  }

  /** Tells the server of the mark, and hears what is unread by its count. */
  send(): void {
    this.#sending.now();
  }

  /** Without a connection nothing is told; the next welcome brings it up again. */
  lost(): void {
    this.#sending.cancel();
  }

  #send(): void {
    const { connection, room } = this.#options;
    connection.ask("room.read", { room, seq: this.read.peek().seq }, {
      ok: (mark) => {
        if (mark.seq >= this.read.peek().seq) this.#unsent = false;
        this.marked(mark);
      },
      failed: ({ retryAfter }) => {
        if (retryAfter) this.#sending.after(retryAfter * 1_000);
      },
    });
  }

  #stop(): void {
    this.held.value = true;
    this.#unsent = false;
    this.lost();
  }
}

function countsOf({ seq, unread = 0, mentions = 0, mentioned }: JoinedRoom): Unread {
  return { asOf: seq, unread, mentions, ...(mentioned && { mentioned }) };
}
