import { type Signal, signal } from "@preact/signals";
import type { ErrorCode } from "../protocol/errors.ts";
import type { User } from "../protocol/models.ts";
import type { Clock } from "./state/clock.ts";
import type { Store } from "./storage.ts";

/** A message that is forwarded. */
export interface Source {
  room: string;
  seq: number;
  author: User;
}

/** What a message is besides its text. */
export type About = Pick<StoredItem, "replyTo" | "thread" | "me" | "forwarded">;

/** A message that waits to be stored by the server, as this browser keeps it. */
export interface StoredItem {
  clientId: string;
  room: string;
  text: string;
  /** The message that it answers. */
  replyTo?: number | undefined;
  /** The message whose thread it is a reply in. */
  thread?: number | undefined;
  /** Whether it says what its author does. */
  me?: true | undefined;
  /** Where its text comes from. */
  forwarded?: Source | undefined;
  /** Milliseconds since 1970, and the order: no two are equal in one tab. */
  createdAt: number;
  /** Only this person sends it. */
  user: string;
  /** Why it was refused; it is not sent any more until somebody says so. */
  error?: { code: string; message: string };
}

export interface OutboxItem extends StoredItem {
  status: "waiting" | "sending" | "failed";
  /** The server has stored it by this number; it is shown here until the room's log has come so far. */
  seq?: number;
}

export interface PostError {
  code: string;
  message: string;
  /** Seconds. */
  retryAfter?: number | undefined;
}

/** Another tab of the same browser. */
export interface Channel {
  post(message: OutboxMessage): void;
  onMessage: (message: OutboxMessage) => void;
}

export type OutboxMessage =
  | { type: "changed" }
  | { type: "held"; clientId: string; held: boolean }
  | { type: "status"; clientId: string; status: "waiting" | "sending"; seq?: number };

export interface OutboxOptions {
  open: () => Promise<Store<StoredItem>>;
  /** Runs `own` when this tab is the one that sends; it stays that for its life. */
  lock: (own: () => void) => void;
  channel: () => Channel;
  /** Sends; exactly one of the two runs, once. */
  post: (item: StoredItem, ok: (seq: number) => void, failed: (error: PostError) => void) => void;
  clock: Clock;
  newId: () => string;
}

/** Errors that go away by waiting: the same as `temporary` in protocol/errors.ts, without its texts. */
export const TEMPORARY: readonly ErrorCode[] = [
  "too_slow",
  "rate_limited",
  "slow_mode",
  "search_too_slow",
  "too_many",
  "internal",
  "storage_full",
  "unavailable",
];
const DEFAULT_WAIT = 2;
/** Milliseconds that a message is held where nobody holds it anew. */
const HOLD = 60_000;
/** After so many `internal` in a row the text itself is the likely cause. */
const MAX_INTERNAL = 5;

/**
 * What was posted and is not yet acknowledged. It outlives reload, crash and sign-in; one tab sends, one message a room
 * at a time, so that a refused one never lets a later one pass; the client id makes every repeat harmless.
 */
export class Outbox {
  readonly items: Signal<OutboxItem[]> = signal([]);
  readonly #options: OutboxOptions;
  /** Rooms that have one on its way. */
  readonly #busy = new Set<string>();
  readonly #unsaved = new Set<string>();
  /** Ids that are done with, so that a slow read of the store does not bring them back. */
  readonly #gone = new Set<string>();
  /** What somebody is changing just now, in any tab, with what ends its time. */
  readonly #held = new Map<string, () => void>();
  #inbox: Promise<void> = Promise.resolve();
  #opened: Promise<Store<StoredItem>> | undefined;
  #channel: Channel | undefined;
  #user: string | undefined;
  #owner = false;
  #online = false;
  #internal = 0;
  #resume: (() => void) | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Whose messages these are. */
  get user(): string | undefined {
    return this.#user;
  }

  /** Takes up what this person left here. */
  async start(user: string): Promise<void> {
    if (this.#user !== user) this.items.value = [];
    this.#user = user;
    await this.#load();
    this.#pump();
  }

  /** The connection is there (after its welcome), or it is not. */
  setOnline(online: boolean): void {
    this.#online = online;
    if (online) this.#pump();
  }

  add(room: string, text: string, { replyTo, thread, me, forwarded }: About = {}): void {
    if (this.#user === undefined) return;
    const createdAt = Math.max(this.#options.clock.now(), (this.items.peek().at(-1)?.createdAt ?? 0) + 1);
    const item: OutboxItem = {
      clientId: this.#options.newId(),
      room,
      text,
      replyTo,
      thread,
      me,
      forwarded,
      createdAt,
      user: this.#user,
      status: "waiting",
    };
    this.items.value = [...this.items.peek(), item];
    this.#save(item);
    this.#pump();
  }

  /** Tries a failed one again: as a new message where its id is the fault. */
  retry(clientId: string): void {
    const item = this.#find(clientId);
    if (item?.status !== "failed") return;
    if (item.error?.code === "id_reused") {
      this.discard(clientId);
      return this.add(item.room, item.text, item);
    }
    this.#change(clientId, { status: "waiting", error: undefined });
    this.#save({ ...item, error: undefined });
    this.#pump();
  }

  /** Gives one that is not on its way another text. It keeps its place, and takes a new id: the old one may be known. */
  edit(clientId: string, text: string): void {
    const item = this.#find(clientId);
    // What is forwarded has the words of another.
    if (item === undefined || item.status === "sending" || item.forwarded !== undefined) return;
    const { room, replyTo, thread, me, createdAt, user } = item;
    const about = { replyTo, thread, me };
    const fresh: StoredItem = { clientId: this.#options.newId(), room, text, ...about, createdAt, user };
    this.items.value = this.items.peek().map((other) => {
      return other === item ? { ...fresh, status: "waiting" } : other;
    });
    this.#gone.add(clientId);
    this.#unsaved.delete(clientId);
    this.#hold(clientId, false);
    this.#save(fresh, clientId);
    this.#pump();
  }

  /** Keeps one from being sent while somebody changes it, and those after it in its room, lest they overtake it. */
  hold(clientId: string): void {
    this.#hold(clientId, true);
    this.#channel?.post({ type: "held", clientId, held: true });
  }

  release(clientId: string): void {
    this.#hold(clientId, false);
    // Changed meanwhile: other tabs learn that with its new text, and must not send the old one before.
    if (this.#find(clientId) === undefined) return;
    this.#channel?.post({ type: "held", clientId, held: false });
    this.#pump();
  }

  #hold(clientId: string, held: boolean): void {
    this.#held.get(clientId)?.();
    this.#held.delete(clientId);
    if (!held) return;
    const end = this.#options.clock.after(HOLD, () => {
      this.#held.delete(clientId);
      this.#pump();
    });
    this.#held.set(clientId, end);
  }

  /** Takes one back that is not on its way. */
  discard(clientId: string): void {
    if (this.#find(clientId)?.status === "sending") return;
    this.#remove(clientId);
    this.#erase(clientId);
  }

  /** The room's log has this own message: nothing is left to do for it. */
  echoed(clientId: string): void {
    if (this.#find(clientId) === undefined) return;
    this.#remove(clientId);
    this.#erase(clientId);
  }

  /** The room's log has come to `seq`: what was acknowledged up to there is shown by it, or stands in a hole. */
  reached(room: string, seq: number): void {
    const items = this.items.peek();
    if (items.length === 0) return;
    for (const item of items) {
      if (item.room === room && item.seq !== undefined && item.seq <= seq) this.#remove(item.clientId);
    }
  }

  /** Forgets all that this person wrote. */
  forget(): void {
    for (const { clientId } of this.items.peek()) {
      this.#remove(clientId);
      this.#erase(clientId);
    }
  }

  #pump(): void {
    const waits = new Set<string>();
    for (const item of this.items.peek()) {
      if (!this.#owner || !this.#online || this.#resume !== undefined) return;
      if (this.#held.has(item.clientId)) waits.add(item.room);
      if (item.status !== "waiting" || this.#busy.has(item.room) || waits.has(item.room)) continue;
      this.#busy.add(item.room);
      this.#tell(item.clientId, { status: "sending" });
      this.#options.post(item, (seq) => this.#acknowledged(item, seq), (error) => this.#refused(item, error));
    }
  }

  #acknowledged({ room, clientId }: OutboxItem, seq: number): void {
    this.#internal = 0;
    this.#busy.delete(room);
    this.#tell(clientId, { status: "sending", seq });
    this.#erase(clientId);
    this.#pump();
  }

  #refused(item: OutboxItem, { code, message, retryAfter }: PostError): void {
    const { room, clientId } = item;
    this.#busy.delete(room);
    if (code === "lost" || code === "unauthenticated") return this.#tell(clientId, { status: "waiting" });
    if (code === "slow_mode") return this.#waitInRoom(item, retryAfter ?? DEFAULT_WAIT);
    const temporary = (TEMPORARY as readonly string[]).includes(code);
    if (temporary && (code !== "internal" || ++this.#internal < MAX_INTERNAL)) {
      this.#tell(clientId, { status: "waiting" });
      this.#resume ??= this.#options.clock.after((retryAfter ?? DEFAULT_WAIT) * 1_000, () => {
        this.#resume = undefined;
        this.#pump();
      });
      return;
    }
    this.#internal = 0;
    if (this.#find(clientId) !== undefined) {
      const error = { code, message };
      this.#change(clientId, { status: "failed", error });
      this.#save({ ...item, error });
    }
    this.#pump();
  }

  /** Others are sent meanwhile, but not in this room. */
  #waitInRoom({ room, clientId }: OutboxItem, seconds: number): void {
    this.#busy.add(room);
    this.#tell(clientId, { status: "waiting" });
    this.#options.clock.after(seconds * 1_000, () => {
      this.#busy.delete(room);
      this.#pump();
    });
  }

  async #open(): Promise<Store<StoredItem>> {
    const store = await this.#options.open();
    if (store.shared) {
      this.#channel = this.#options.channel();
      this.#channel.onMessage = (message) => this.#onMessage(message);
      this.#options.lock(() => this.#own());
    } else this.#owner = true;
    return store;
  }

  /** Takes over what is kept; what this tab knows better (just added, just removed, acknowledged) stays so. */
  async #load(): Promise<void> {
    const before = new Set(this.items.peek().map((item) => item.clientId));
    const unsaved = new Set(this.#unsaved);
    const store = await (this.#opened ??= this.#open());
    const kept = await store.all().catch(() => []);
    const items = new Map<string, OutboxItem>();
    for (const item of kept) {
      if (item.user === this.#user && !this.#gone.has(item.clientId)) {
        items.set(item.clientId, { ...item, status: item.error ? "failed" : "waiting" });
      }
    }
    for (const item of this.items.peek()) {
      const { clientId, status, seq } = item;
      const loaded = items.get(clientId);
      const newer = seq !== undefined || !before.has(clientId) || unsaved.has(clientId);
      if (newer || (loaded?.status === "waiting" && status === "sending")) items.set(clientId, item);
    }
    this.items.value = [...items.values()].sort((a, b) => a.createdAt - b.createdAt);
  }

  /** The tab that sent before is gone: what it had on its way is sent again. */
  async #own(): Promise<void> {
    await this.#load();
    for (const { clientId, status, seq } of this.items.peek()) {
      if (status === "sending" && seq === undefined) this.#change(clientId, { status: "waiting" });
    }
    this.#owner = true;
    this.#pump();
  }

  /** One after the other, since a status may be about what the message before it brings. */
  #onMessage(message: OutboxMessage): void {
    this.#inbox = this.#inbox.then(() => this.#hear(message));
  }

  async #hear(message: OutboxMessage): Promise<void> {
    if (message.type === "changed") {
      await this.#load();
      return this.#pump();
    }
    if (message.type === "held") {
      this.#hold(message.clientId, message.held);
      return this.#pump();
    }
    const { clientId, status, seq } = message;
    this.#change(clientId, { status, seq });
  }

  #tell(clientId: string, change: { status: "waiting" | "sending"; seq?: number }): void {
    this.#change(clientId, change);
    this.#channel?.post({ type: "status", clientId, ...change });
  }

  /** Writes an item, maybe in the place of another one. */
  async #save(
    { clientId, room, text, replyTo, thread, me, forwarded, createdAt, user, error }: StoredItem,
    replaced?: string,
  ): Promise<void> {
    this.#unsaved.add(clientId);
    try {
      const store = await (this.#opened ??= this.#open());
      if (this.#gone.has(clientId)) return;
      const stored = { clientId, room, text, replyTo, thread, me, forwarded, createdAt, user, error };
      if (replaced === undefined) await store.put(stored);
      else await store.replace(replaced, stored);
      this.#unsaved.delete(clientId);
      this.#channel?.post({ type: "changed" });
      const item = this.#find(clientId);
      if (item?.status === "sending" && this.#owner) {
        this.#tell(clientId, { status: "sending", seq: item.seq });
      }
    } catch (cause) {
      console.warn("This message waits in memory only: it is lost when the page is closed.", cause);
    }
  }

  async #erase(clientId: string): Promise<void> {
    try {
      await (await this.#opened)?.delete(clientId);
      this.#channel?.post({ type: "changed" });
    } catch {
      // It is sent again after a restart, which its id makes harmless.
    }
  }

  #find(clientId: string): OutboxItem | undefined {
    return this.items.peek().find((item) => item.clientId === clientId);
  }

  #change(clientId: string, change: Partial<OutboxItem>): void {
    if (this.#find(clientId) === undefined) return;
    const changed = (item: OutboxItem) => item.clientId === clientId ? { ...item, ...change } : item;
    this.items.value = this.items.peek().map(changed);
  }

  #remove(clientId: string): void {
    this.#gone.add(clientId);
    this.#unsaved.delete(clientId);
    this.items.value = this.items.peek().filter((item) => item.clientId !== clientId);
  }
}
