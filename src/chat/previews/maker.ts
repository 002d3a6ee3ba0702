import { createHash } from "node:crypto";
import type { PagePreview } from "../../previews/preview.ts";
import type { LogRecord } from "../../store/records.ts";
import type { Store } from "../../store/store.ts";
import { KeyedBuckets } from "../rate_limits.ts";
import { firstLink } from "./first_link.ts";

export interface PreviewMakerParts {
  store: Pick<Store, "previews" | "onCommitted">;
  /** Asks a page; undefined where it has nothing to show. */
  read: (url: string, signal: AbortSignal) => Promise<PagePreview | undefined>;
  /** Where faults go that no one waits for. */
  onError: (error: unknown, doing: string) => void;
}

/** A text whose link is to be shown. */
interface Wish {
  room: string;
  message: number;
  version: number;
  user: string;
  text: string;
}

/** Pages that are asked at once, of them for one person, and wishes that wait. */
const AT_ONCE = 4;
const AT_ONCE_FOR_ONE = 2;
const WAITING = 100;
/** Previews of one person. */
const RATE = { rate: 10 / 60, burst: 10 };
const HOUR = 3_600_000;
/** Milliseconds that what a page said is kept, and that it had nothing to say. */
const KEPT = 24 * HOUR;
const KEPT_EMPTY = HOUR / 4;
const MAX_KEPT = { pages: 2_000, bytes: 2 * 1024 * 1024 };

/**
 * Shows under messages what their links lead to. It follows the logs: a message is stored and told before its page is
 * asked, and what comes of that is an event of its own. Where too much is asked for, messages stay without.
 */
export class PreviewMaker {
  /** Previews that were shown. */
  shown = 0;
  readonly #parts: PreviewMakerParts;
  readonly #buckets = new KeyedBuckets(RATE, { of: "previews" });
  readonly #ending = new AbortController();
  /** Pages that are asked now, by their keys. */
  readonly #asked = new Map<string, Promise<PagePreview | null>>();
  readonly #running = new Map<Promise<void>, string>();
  #wishes: Wish[] = [];
  #armed: ReturnType<typeof setImmediate> | undefined;

  constructor(parts: PreviewMakerParts) {
    this.#parts = parts;
    parts.store.onCommitted((records) => this.#follow(records));
  }

  /** Wishes that wait or are seen to. */
  get waiting(): number {
    return this.#wishes.length + this.#running.size;
  }

  /** Asks no more; resolves when nothing of it is left. */
  async close(): Promise<void> {
    this.#ending.abort();
    clearImmediate(this.#armed);
    this.#wishes = [];
    await Promise.all(this.#running.keys());
  }

  #follow(records: readonly LogRecord[]): void {
    if (this.#ending.signal.aborted) return;
    for (const record of records) {
      if (!record.body.includes("://")) continue;
      const isPosted = record.type === "message.posted";
      if (!isPosted && record.type !== "message.edited") continue;
      if (this.#wishes.length >= WAITING) break;
      const { room, seq: version, user, body: text } = record;
      this.#wishes.push({
        room,
        message: isPosted ? version : record.details!.message!,
        version,
        user: user!.id,
        text,
      });
    }
    // Those who wrote are answered first.
    if (this.#wishes.length > 0) this.#armed ??= setImmediate(() => this.#start());
  }

  /** Sees to those who wait, as far as there is room: who has many links holds up nobody else. */
  #start(): void {
    this.#armed = undefined;
    while (this.#running.size < AT_ONCE) {
      const next = this.#wishes.findIndex(({ user }) => this.#countOf(user) < AT_ONCE_FOR_ONE);
      if (next < 0) return;
      const [wish] = this.#wishes.splice(next, 1) as [Wish];
      const run = this.#see(wish).catch((error) => this.#parts.onError(error, "previewing")).then(() => {
        this.#running.delete(run);
        this.#start();
      });
      this.#running.set(run, wish.user);
    }
  }

  #countOf(user: string): number {
    return [...this.#running.values()].filter((one) => one === user).length;
  }

  async #see({ room, message, version, user, text }: Wish): Promise<void> {
    const { store } = this.#parts;
    const url = firstLink(text);
    if (url === undefined) return;
    if (version !== message && await store.previews.isUnwanted(room, message)) return;
    const key = keyOf(url);
    let page = await store.previews.page(key, Date.now());
    if (page === undefined) {
      if (!this.#mayAsk(user)) return;
      page = await this.#askOnce(key, url);
    }
    if (page === null || this.#ending.signal.aborted) return;
    const preview = { url, ...page };
    const { outcome } = await store.previews.add({ room, message, version, key, preview });
    if (outcome === "stored") this.shown++;
  }

  #mayAsk(user: string): boolean {
    try {
      this.#buckets.take(user, performance.now());
      return true;
    } catch {
      return false;
    }
  }

  /** Asks a page, once for all who wish for it now. */
  #askOnce(key: string, url: string): Promise<PagePreview | null> {
    let asked = this.#asked.get(key);
    if (asked === undefined) {
      asked = this.#ask(key, url).finally(() => this.#asked.delete(key));
      this.#asked.set(key, asked);
    }
    return asked;
  }

  async #ask(key: string, url: string): Promise<PagePreview | null> {
    const page = await this.#parts.read(url, this.#ending.signal) ?? null;
    if (this.#ending.signal.aborted) return null;
    const now = Date.now();
    const expiresAt = now + (page === null ? KEPT_EMPTY : KEPT);
    await this.#parts.store.previews.keepPage(key, page, { now, expiresAt, max: MAX_KEPT });
    return page;
  }
}

/** Names a page by its address, without what a browser keeps for itself. */
function keyOf(url: string): string {
  return createHash("sha256").update(url.replace(/#.*$/s, "")).digest("base64url");
}
