import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { LogEvent } from "../../protocol/events.ts";
import type { Message, ThreadState } from "../../protocol/models.ts";
import type { MessageEntry } from "./entries.ts";
import type { Thread, ThreadOptions } from "./thread.ts";

/** How many replies a thread has, and the number of the last one. */
export type Replies = NonNullable<Message["replies"]>;

type RoomThreadsOptions = Omit<ThreadOptions, "message" | "learn" | "read">;

/** Events of threads that are kept, so that a count of the server that comes late can be gone on from. */
const KEPT = 200;

/** The threads of a room: how many replies each has, which are followed and how much is unread there, and the open one. */
export class RoomThreads {
  /** Makes a thread. Set by its script, which comes with the panel that shows it. */
  static make: (options: ThreadOptions) => Thread;
  readonly open: Signal<Thread | undefined> = signal(undefined);
  /** Unread replies in the threads that the person follows. */
  readonly unread: ReadonlySignal<number>;
  readonly #options: RoomThreadsOptions;
  readonly #replies = signal<ReadonlyMap<number, Replies & { asOf: number }>>(new Map());
  readonly #marks = signal<ReadonlyMap<number, ThreadState>>(new Map());
  #recent: LogEvent[] = [];

  constructor(options: RoomThreadsOptions) {
    this.#options = options;
    this.unread = computed(() =>
      [...this.#marks.value.values()].reduce((sum, { follows, unread }) => sum + (follows ? unread : 0), 0)
    );
  }

  /** The thread of a message, where it has any. */
  repliesOf(message: number): Replies | undefined {
    const replies = this.#replies.value.get(message);
    return replies !== undefined && replies.count > 0 ? replies : undefined;
  }

  markOf(message: number): ThreadState | undefined {
    return this.#marks.value.get(message);
  }

  /** A message of the open thread. */
  find(seq: number): MessageEntry | undefined {
    return this.open.value?.find(seq);
  }

  /** Shows a thread beside the room. */
  show(message: number): void {
    if (this.open.peek()?.message === message) return;
    const thread = RoomThreads.make({
      ...this.#options,
      message,
      learn: (messages, asOf) => this.learn(messages, asOf),
      read: (seq) => this.#read(message, seq),
    });
    this.open.value = thread;
    thread.load();
  }

  close(): void {
    this.open.value = undefined;
  }

  /** What messages of the room said of their threads at some event. */
  learn(messages: readonly { seq: number; message: Message }[], asOf: number): void {
    const replies = new Map(this.#replies.peek());
    for (const { seq, message } of messages) {
      const known = replies.get(seq);
      if (known !== undefined && known.asOf > asOf) continue;
      if (message.replies !== undefined) replies.set(seq, { ...message.replies, asOf });
      else replies.delete(seq);
    }
    this.#replies.value = replies;
  }

  /** How the person stands to a thread, says the server. */
  marked(state: ThreadState): void {
    const { room, message, read, follows, unread, asOf } = state;
    this.#marks.value = new Map(this.#marks.peek()).set(message, {
      room,
      message,
      read,
      follows,
      unread,
      asOf,
    });
    for (const event of this.#recent) this.#count(event);
  }

  /** The next event of the log. */
  apply(event: LogEvent): void {
    this.open.peek()?.apply(event);
    const message = threadOf(event);
    if (message === undefined) return;
    this.#recent.push(event);
    if (this.#recent.length > KEPT) this.#recent.shift();
    batch(() => {
      this.#count(event);
      const known = this.#replies.peek().get(message) ?? { count: 0, seq: 0, asOf: 0 };
      if (event.seq <= known.asOf) return;
      const isNew = event.type === "message.posted";
      const count = known.count + (isNew ? 1 : -1);
      const next = { count, seq: isNew ? event.seq : known.seq, asOf: event.seq };
      this.#replies.value = new Map(this.#replies.peek()).set(message, next);
    });
  }

  /** Events of the log were left out: what is known of its threads is old. */
  skipped(): void {
    this.#replies.value = new Map();
    this.#recent = [];
    this.open.peek()?.load();
  }

  /** The connection is back: what the open thread could not load is asked for. */
  refresh(): void {
    const thread = this.open.peek();
    if (thread !== undefined && !thread.ready.peek()) thread.load();
  }

  /** All is read in a thread up to an event. */
  #read(message: number, seq: number): void {
    const mark = this.#marks.peek().get(message);
    if (mark === undefined || mark.unread === 0) return;
    const { connection } = this.#options;
    this.marked({ ...mark, read: seq, unread: 0, asOf: Math.max(seq, mark.asOf) });
    connection.ask("thread.read", { room: mark.room, message, seq }, { ok: (state) => this.marked(state) });
  }

  /** Counts an event of a thread that is not in the count yet, after the events before it. */
  #count(event: LogEvent): void {
    const message = threadOf(event)!;
    const mark = this.#marks.peek().get(message);
    if (mark === undefined || event.seq <= mark.asOf) return;
    let by = 0;
    if (event.type === "message.posted" && event.seq > mark.read) {
      by = event.message.author.id === this.#options.self() ? 0 : 1;
    } else if (event.type === "message.deleted" && event.message > mark.read) {
      by = (event.author ?? event.user.id) === this.#options.self() ? 0 : -1;
    }
    const next = { ...mark, unread: Math.max(0, mark.unread + by), asOf: event.seq };
    this.#marks.value = new Map(this.#marks.peek()).set(message, next);
  }
}

/** The thread that an event changes the count of. */
function threadOf(event: LogEvent): number | undefined {
  if (event.type === "message.posted") return event.message.thread;
  return event.type === "message.deleted" ? event.thread : undefined;
}
