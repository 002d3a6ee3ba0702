import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { LogEvent } from "../../protocol/events.ts";
import type { Outbox } from "../outbox.ts";
import { change, isChange } from "./change.ts";
import type { Connection } from "./connection.ts";
import { type MessageEntry, messageEntry, type PendingEntry } from "./entries.ts";
import type { People } from "./people.ts";

export interface ThreadOptions {
  room: string;
  message: number;
  connection: Connection;
  outbox: Outbox;
  people: People;
  self: () => string | undefined;
  /** The replies of the person that are not in the log yet. */
  pending: (message: number) => PendingEntry[];
  /** Told what a page says of the thread, and of the room's head when it was read. */
  learn: (messages: Posted[], asOf: number) => void;
  /** All is read up to this event. */
  read: (seq: number) => void;
}

type Posted = Extract<LogEvent, { type: "message.posted" }>;

const PAGE = 50;

/** One thread: the message that it hangs on, and its replies as far as they are loaded. It follows the room's log. */
export class Thread {
  readonly room: string;
  /** Number of the message that it hangs on. */
  readonly message: number;
  readonly ready = signal(false);
  readonly loading = signal(false);
  readonly more = signal(false);
  readonly fault = signal("");
  /** The message that it hangs on; undefined until it is loaded. */
  readonly root: ReadonlySignal<MessageEntry | undefined>;
  /** Oldest first, those that are not sent yet last. */
  readonly replies: ReadonlySignal<(MessageEntry | PendingEntry)[]>;
  readonly #options: ThreadOptions;
  readonly #loaded = signal<ReadonlyMap<number, MessageEntry>>(new Map());
  /** Events that came while a page was asked for. */
  #early: LogEvent[] = [];
  #asOf = 0;

  constructor(options: ThreadOptions) {
    this.room = options.room;
    this.message = options.message;
    this.#options = options;
    this.root = computed(() => this.#loaded.value.get(this.message));
    this.replies = computed(() => {
      const loaded = [...this.#loaded.value.values()].filter(({ seq }) => seq !== this.message);
      return [...loaded.sort((a, b) => a.seq - b.seq), ...options.pending(this.message)];
    });
  }

  find(seq: number): MessageEntry | undefined {
    return this.#loaded.value.get(seq);
  }

  /** Loads its end, anew where it was there already. */
  async load(): Promise<void> {
    await this.#ask(undefined);
  }

  async loadOlder(): Promise<void> {
    const oldest = Math.min(...[...this.#loaded.peek().keys()].filter((seq) => seq !== this.message));
    if (this.more.peek() && Number.isFinite(oldest)) await this.#ask(oldest);
  }

  /** The next event of the room's log. */
  apply(event: LogEvent): void {
    if (this.loading.peek()) this.#early.push(event);
    if (this.ready.peek() && event.seq > this.#asOf) this.#apply(event);
  }

  /** What is shown of it was seen. */
  seen(): void {
    const last = Math.max(this.message, ...this.#loaded.peek().keys());
    if (this.ready.peek()) this.#options.read(last);
  }

  #apply(event: LogEvent): void {
    this.#asOf = Math.max(this.#asOf, event.seq);
    if (event.type === "message.posted" && event.message.thread === this.message) {
      this.#keep([event], this.#loaded.peek());
    } else if (isChange(event)) {
      const entry = this.#loaded.peek().get(event.message);
      if (entry === undefined) return;
      const message = change(entry.message, event);
      this.#loaded.value = new Map(this.#loaded.peek()).set(entry.seq, { ...entry, message });
    }
  }

  async #ask(before: number | undefined): Promise<void> {
    if (this.loading.peek()) return;
    const { connection, people } = this.#options;
    this.loading.value = true;
    this.#early = [];
    try {
      const fields = { room: this.room, message: this.message, limit: PAGE, before };
      const page = await connection.request("thread", fields);
      for (const user of page.users ?? []) people.learn(user);
      this.#options.learn(page.events.filter((event) => event.type === "message.posted"), page.asOf);
      this.#keep(page.events, before === undefined ? new Map() : this.#loaded.peek());
      if (before === undefined) this.#asOf = page.asOf;
      this.more.value = page.more;
      this.fault.value = "";
      this.ready.value = true;
      const early = this.#early;
      this.#early = [];
      for (const event of early) if (event.seq > page.asOf) this.#apply(event);
    } catch (error) {
      this.fault.value = (error as Error).message;
    } finally {
      this.loading.value = false;
    }
  }

  #keep(events: readonly LogEvent[], before: ReadonlyMap<number, MessageEntry>): void {
    const loaded = new Map(before);
    for (const event of events) {
      if (event.type !== "message.posted") continue;
      this.#options.people.learn(event.message.author, event.at);
      loaded.set(event.seq, messageEntry(event, this.#options.self()));
    }
    this.#loaded.value = loaded;
  }
}
