import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { HistoryAnchor, HistoryPage } from "../../protocol/commands.ts";
import type { MembersCountEvent } from "../../protocol/events.ts";
import type { ReadMark, User } from "../../protocol/models.ts";
import { change, type ChangeEvent } from "./change.ts";
import {
  type Entry,
  entryOf,
  type HeardEvent,
  holeBetween,
  type HoleEntry,
  type MessageEntry,
  type NoticeEntry,
  type PassingNotice,
  type PendingEntry,
} from "./entries.ts";

export type { Entry, HoleEntry, MessageEntry, NoticeEntry, PendingEntry } from "./entries.ts";

export interface TimelineModel {
  /** Oldest first, pending last. */
  entries: ReadonlySignal<Entry[]>;
  /** The log's first event is loaded. */
  atStart: ReadonlySignal<boolean>;
  loading: ReadonlySignal<boolean>;
  /** The first page is there. */
  ready: ReadonlySignal<boolean>;
  /** The "new messages" line stands after this number. */
  divider: ReadonlySignal<number | undefined>;
  loadOlder(): Promise<void>;
  /**
   * Loads the hole after this number, as seen from its newer end, or one page as seen from its `older` end; what is left
   * of a very large one stays a hole.
   */
  fillHole(after: number, from?: "newer" | "older"): Promise<void>;
  /** These numbers are on the page, or none: what is far from them and from the end may be let go of. */
  look(view: View | undefined): void;
  /** The message of this number; loaded with its neighbours where it is not here. Undefined where there is none. */
  reach(seq: number): Promise<MessageEntry | undefined>;
  /** The message of this number, if it is loaded. */
  find(seq: number): MessageEntry | undefined;
}

/** Numbers of the log that are mounted. */
export interface View {
  from: number;
  to: number;
}

export type Page = Pick<HistoryPage, "events" | "more" | "asOf">;

type UsePage = (page: { events: HeardEvent[]; more: boolean }) => void;

export interface TimelineOptions {
  self: () => string | undefined;
  history: (anchor: HistoryAnchor, limit: number) => Promise<Page>;
  /** Called with each page before it is shown; gives what belongs to the timeline's past. */
  absorb: (events: HeardEvent[]) => HeardEvent[];
  pending: ReadonlySignal<PendingEntry[]>;
  messages: ReadonlySignal<number>;
}

/** The newest rows without a hole, to be kept for another time. */
export interface Tail {
  entries: (MessageEntry | NoticeEntry)[];
  atStart: boolean;
}

const PAGE = 50;
const HOLE_PAGE = 100;
/** Pages that one look at a hole loads. */
const HOLE_PAGES = 10;
/** Rows that are loaded at most; above it those that are far from the reader are let go of. */
const MAX_ROWS = 1_500;
/** Rows that stay loaded on both sides of the reader, and at the end. */
const NEAR_ROWS = 500;
const END_ROWS = 100;
/** Notices of a room that come from no log. */
const MAX_PASSING = 200;
/** A notice that comes and goes this near to one that says more is not shown. */
const NEAR = 5;

const SAYS_MORE = { online: "joined", offline: "left" } as const satisfies Record<PassingNotice, string>;

/** The loaded part of one room's log, as rows; where it is not whole, a hole stands. */
export class Timeline implements TimelineModel {
  readonly loading = signal(false);
  readonly ready = signal(false);
  readonly atStart = signal(false);
  readonly entries: ReadonlySignal<Entry[]>;
  readonly divider: ReadonlySignal<number | undefined>;
  readonly #options: TimelineOptions;
  /** Changed in place and copied once a look: a frame of 200 events costs one copy. */
  #settled: Entry[] = [];
  readonly #version = signal(0);
  readonly #mark = signal<ReadMark | undefined>(undefined);
  #first = Infinity;
  #last = 0;
  #passing = 0;
  #passed = 0;
  /** Grows when all begins anew, so that late answers are dropped. */
  #generation = 0;
  #view: View | undefined;
  #running: Promise<unknown> = Promise.resolve();
  /** Changes that came while a page is on its way, which may have been read before them. */
  #changes: ChangeEvent[] = [];
  /** A page from before this number may not know of changes that were never heard. */
  #skippedTo = 0;

  constructor(options: TimelineOptions) {
    this.#options = options;
    const settled = computed(() => (this.#version.value, this.#settled.slice()));
    this.entries = computed(() => {
      const pending = options.pending.value;
      return pending.length === 0 ? settled.value : [...settled.value, ...pending];
    });
    this.divider = computed(() => {
      const mark = this.#mark.value;
      return mark && options.messages.value > mark.ordinal ? mark.seq : undefined;
    });
  }

  /** Loads the newest page, once. */
  async open(): Promise<void> {
    if (this.ready.peek()) return;
    await this.#load({}, PAGE, (page) => {
      this.#prepend(page);
      this.ready.value = true;
    });
  }

  async loadOlder(): Promise<void> {
    if (!this.ready.peek() || this.atStart.peek()) return;
    await this.#load(this.#last === 0 ? {} : { before: this.#first }, PAGE, (page) => this.#prepend(page));
  }

  async fillHole(after: number, from: "newer" | "older" = "newer"): Promise<void> {
    if (from === "older") {
      const hole = this.#holeAfter(after);
      if (hole === undefined) return;
      const limit = Math.min(hole.missed, HOLE_PAGE);
      await this.#load({ after }, limit, ({ events }) => this.#fill(hole, events));
      return;
    }
    for (let pages = 0; pages < HOLE_PAGES; pages++) {
      await this.#running;
      const hole = this.#holeAfter(after);
      if (hole === undefined) return;
      const { before, missed } = hole;
      const limit = Math.min(missed, HOLE_PAGE);
      if (!await this.#load({ before }, limit, ({ events }) => this.#fill(hole, events))) return;
    }
  }

  look(view: View | undefined): void {
    this.#view = view;
  }

  find(seq: number): MessageEntry | undefined {
    return this.#settled.findLast((entry): entry is MessageEntry =>
      entry.kind === "message" && entry.seq === seq
    );
  }

  async reach(seq: number): Promise<MessageEntry | undefined> {
    await this.#running;
    const known = this.find(seq);
    if (known !== undefined || !this.ready.peek()) return known;
    const hole = this.#settled.find((entry): entry is HoleEntry =>
      entry.kind === "hole" && entry.after < seq && seq < entry.before
    );
    if (hole === undefined && seq >= this.#first) return undefined;
    // Where the reader goes is what is kept.
    this.#view = { from: seq, to: seq };
    await this.#load({ around: seq }, PAGE, ({ events }) => {
      if (hole === undefined) this.#prepend({ events, more: true });
      else this.#fill(hole, events);
    });
    return this.find(seq);
  }

  /** A message is changed, if it is here. */
  change(event: ChangeEvent): void {
    if (this.loading.peek()) this.#changes.push(event);
    this.#change(event);
  }

  #change(event: ChangeEvent): void {
    const index = this.#settled.findLastIndex((entry) =>
      entry.kind === "message" && entry.seq === event.message
    );
    const entry = this.#settled[index] as MessageEntry | undefined;
    if (entry === undefined || event.seq <= entry.asOf) return;
    const message = change(entry.message, event);
    if (message === entry.message) return;
    this.#settled[index] = { ...entry, message };
    this.#version.value++;
  }

  /** Events up to this number were never heard: anything that is here may have changed since, so it is forgotten. */
  skip(seq: number): void {
    this.#skippedTo = seq;
    const [ready, loading] = [this.ready.peek(), this.loading.peek()];
    const generation = this.#generation;
    this.#empty();
    this.ready.value = ready;
    if (ready || !loading) return;
    // The first page is still wanted: it was asked for after the skip, or is refused.
    this.#generation = generation;
    this.loading.value = true;
  }

  /** The next event of the log. */
  append(event: HeardEvent): void {
    if (!this.ready.peek() && !this.loading.peek()) return;
    if (this.#last > 0) this.#push(holeBetween(this.#last, event.seq));
    else this.#first = event.seq;
    this.#last = event.seq;
    const entry = entryOf(event, this.#options.self());
    if (entry?.kind === "notice") this.#dropNear(entry.notice, entry.user);
    this.#push(entry);
    this.#letGo();
  }

  /** Events of the log that are told by their number only. */
  count({ from, seq, at, joined, left }: MembersCountEvent): void {
    if (!this.ready.peek() && !this.loading.peek()) return;
    if (this.#last > 0) this.#push(holeBetween(this.#last, from));
    else this.#first = from;
    this.#last = seq;
    this.#push({
      kind: "notice",
      key: `s${seq}`,
      at: Date.parse(at),
      notice: "many",
      user: null,
      joined,
      left,
      seq,
    });
  }

  /** Somebody came or went; shown after what is there now, and kept in memory only. */
  pass(notice: PassingNotice, user: User, at: number): void {
    if (!this.ready.peek()) return;
    const near = this.#settled.slice(-NEAR).findLast((entry) => isNoticeOf(entry, user));
    if (near?.notice === notice || near?.notice === SAYS_MORE[notice]) return;
    this.#push({ kind: "notice", key: `p${++this.#passed}`, at, notice, user });
    if (++this.#passing <= MAX_PASSING) return;
    const oldest = this.#settled.findIndex(isPassing);
    this.#settled.splice(oldest, 1);
    this.#passing--;
  }

  /** The last `count` messages and what stands between them; nothing that is not in the log. */
  tail(count: number): Tail | undefined {
    if (!this.ready.peek()) return undefined;
    let start = this.#settled.length;
    for (let left = count; start > 0 && left > 0; start--) {
      const { kind } = this.#settled[start - 1]!;
      if (kind === "hole") break;
      if (kind === "message") left--;
    }
    const entries = this.#settled.slice(start).filter((entry) => isLogged(entry));
    return { entries, atStart: this.atStart.peek() && start === 0 };
  }

  /** Begins with what was kept when the log was at `seq`; false where something is here already. */
  restore({ entries, atStart }: Tail, seq: number): boolean {
    if (this.ready.peek() || this.loading.peek()) return false;
    this.#settled = [...entries];
    this.#first = entries[0]?.seq ?? seq + 1;
    this.#last = seq;
    this.atStart.value = atStart;
    this.ready.value = true;
    this.#version.value++;
    return true;
  }

  /** Puts the "new messages" line after this mark, or takes it away; it is seen only where something follows. */
  mark(read: ReadMark | undefined): void {
    this.#mark.value = read;
  }

  /** An own message: where nothing new stands before it, the line goes on behind it. */
  passMark(posted: ReadMark): void {
    if (this.#mark.peek()?.ordinal === posted.ordinal - 1) this.#mark.value = posted;
  }

  /** Begins anew, with nothing. */
  clear(): void {
    this.#mark.value = undefined;
    this.#empty();
  }

  #empty(): void {
    this.#generation++;
    this.#settled = [];
    this.#changes = [];
    this.#first = Infinity;
    this.#last = this.#passing = 0;
    this.ready.value = this.loading.value = this.atStart.value = false;
    this.#version.value++;
  }

  #load(anchor: HistoryAnchor, limit: number, use: UsePage): Promise<boolean> {
    if (this.loading.peek()) return Promise.resolve(false);
    return this.#running = this.#ask(anchor, limit, use);
  }

  /** Asks for a page; false where none came. */
  async #ask(anchor: HistoryAnchor, limit: number, use: UsePage): Promise<boolean> {
    const generation = this.#generation;
    this.loading.value = true;
    try {
      const { events, more, asOf } = await this.#options.history(anchor, limit);
      if (generation !== this.#generation) return false;
      if (asOf < this.#skippedTo) throw new Error("This page is older than what was skipped");
      use({ events: this.#options.absorb(events.map((event) => ({ ...event, asOf }))), more });
      this.#letGo();
      this.#version.value++;
      for (const missed of this.#changes) this.#change(missed);
      return true;
    } catch {
      // Refused or lost: what is not ready is asked for again after the next welcome, the rest by the next look.
      if (generation === this.#generation && !this.ready.peek()) this.#empty();
      return false;
    } finally {
      if (generation === this.#generation) {
        this.loading.value = false;
        this.#changes = [];
      }
    }
  }

  #prepend({ events, more }: { events: HeardEvent[]; more: boolean }): void {
    const older = events.filter((event) => event.seq < this.#first);
    const newest = older.at(-1);
    if (newest === undefined) {
      this.atStart.value = !more || this.#first === 1;
      return;
    }
    const rows = this.#rows(older);
    const hole = this.#last > 0 ? holeBetween(newest.seq, this.#first) : undefined;
    if (hole) rows.push(hole);
    if (this.#last === 0) this.#last = newest.seq;
    this.#first = older[0]!.seq;
    this.atStart.value = !more || this.#first === 1;
    this.#settled = [...rows, ...this.#settled];
  }

  #holeAfter(after: number): HoleEntry | undefined {
    return this.#settled.find((entry): entry is HoleEntry => entry.kind === "hole" && entry.after === after);
  }

  /** Lets go of rows far from the reader: those at the beginning are loaded again as before, in the middle stays a hole. */
  #letGo(): void {
    const rows = this.#settled;
    if (rows.length <= MAX_ROWS) return;
    const view = this.#view ?? { from: Infinity, to: Infinity };
    const end = rows.length - END_ROWS;
    const start = this.#logged(this.#indexOf(view.from) - NEAR_ROWS);
    const after = this.#logged(this.#indexOf(view.to + 1) + NEAR_ROWS) + 1;
    const before = this.#logged(end);
    if (after < before) {
      const hole = holeBetween(seqOf(rows[after - 1]!), seqOf(rows[before]!));
      rows.splice(after, before - after, ...hole ? [hole] : []);
    }
    if (start > 0) {
      this.#first = seqOf(rows[start]!);
      rows.splice(0, start);
      this.atStart.value = false;
    }
    this.#passing = rows.filter(isPassing).length;
  }

  /** Index of the first row with this number or a later one. */
  #indexOf(seq: number): number {
    const found = this.#settled.findIndex((entry) => seqOf(entry) >= seq);
    return found < 0 ? this.#settled.length : found;
  }

  /** The first row from `index` on that is in the log; 0 where the index is none. */
  #logged(index: number): number {
    if (index <= 0) return 0;
    const found = this.#settled.findIndex((entry, at) => at >= index && isLogged(entry));
    return found < 0 ? this.#settled.length : found;
  }

  #fill(hole: HoleEntry, events: HeardEvent[]): void {
    const index = this.#settled.indexOf(hole);
    const inside = events.filter((event) => event.seq > hole.after && event.seq < hole.before);
    const [oldest, newest] = [inside[0], inside.at(-1)];
    const rows: (Entry | undefined)[] = oldest && newest
      ? [holeBetween(hole.after, oldest.seq), ...this.#rows(inside), holeBetween(newest.seq, hole.before)]
      : [];
    this.#settled.splice(index, 1, ...rows.filter((row) => row !== undefined));
  }

  #rows(events: HeardEvent[]): Entry[] {
    const self = this.#options.self();
    return events.map((event) => entryOf(event, self)).filter((entry) => entry !== undefined);
  }

  #push(entry: Entry | undefined): void {
    if (entry === undefined) return;
    this.#settled.push(entry);
    this.#version.value++;
  }

  #dropNear(notice: string, user: User | null): void {
    const passing = notice === "joined" ? "online" : notice === "left" ? "offline" : undefined;
    if (passing === undefined || user === null) return;
    const start = Math.max(0, this.#settled.length - NEAR);
    const near = this.#settled.slice(start).findIndex((entry) =>
      isNoticeOf(entry, user) && entry.notice === passing
    );
    if (near < 0) return;
    this.#settled.splice(start + near, 1);
    this.#passing--;
  }
}

/** The number of a row in the log; NaN for what is not in it. */
function seqOf(entry: Entry): number {
  if (entry.kind === "hole") return entry.before - 1;
  return "seq" in entry && entry.seq !== undefined ? entry.seq : NaN;
}

function isLogged(entry: Entry): entry is MessageEntry | NoticeEntry {
  return entry.kind === "message" || (entry.kind === "notice" && entry.seq !== undefined);
}

function isPassing(entry: Entry): boolean {
  return entry.kind === "notice" && entry.seq === undefined;
}

function isNoticeOf(entry: Entry, user: User): entry is NoticeEntry {
  return entry.kind === "notice" && entry.user?.id === user.id;
}
