import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { HistoryAnchor, HistoryPage, ResumedRoom } from "../../protocol/commands.ts";
import type { LogEvent, MembersCountEvent, PassingEvent } from "../../protocol/events.ts";
import type { JoinedRoom, ReadMark, Unread, User } from "../../protocol/models.ts";
import type { KeptTail } from "../kept.ts";
import type { Outbox, OutboxItem } from "../outbox.ts";
import type { Clock } from "./clock.ts";
import type { Connection } from "./connection.ts";
import { type Entry, type HeardEvent, ownKey, type PendingEntry } from "./entries.ts";
import { isBlocked } from "./blocked.ts";
import { type ChangeEvent, isChange } from "./change.ts";
import type { People } from "./people.ts";
import { RoomFacts } from "./room_facts.ts";
import { RoomLog } from "./room_log.ts";
import { RoomPresence } from "./room_presence.ts";
import { RoomReading } from "./room_reading.ts";
import { RoomThreads } from "./room_threads.ts";
import { Timeline, type TimelineModel } from "./timeline.ts";
import { Typing } from "./typing.ts";

export interface RoomModel {
  id: string;
  name: ReadonlySignal<string>;
  topic: ReadonlySignal<string>;
  facts: RoomFacts;
  /** Number of the last event that is known in full. */
  head: Signal<number>;
  /** Ordinal of the last message. */
  messages: Signal<number>;
  read: Signal<ReadMark>;
  online: Signal<number>;
  unread: ReadonlySignal<number>;
  /** What has a number up to here was said before the room was opened in this page. */
  past: number;
  /** How many of the unread messages call the person. */
  mentions: ReadonlySignal<number>;
  /** Unread messages that the person wants to be told of, and how many of them call them. */
  badge: ReadonlySignal<number>;
  calls: ReadonlySignal<number>;
  /** It was marked as unread: being seen does not read it, until it is opened again. */
  held: ReadonlySignal<boolean>;
  timeline: TimelineModel;
  threads: RoomThreads;
  /** Reads a page of the room's log. @throws CommandError */
  history(anchor: HistoryAnchor, limit: number): Promise<HistoryPage>;
  /** Tells of each change of a message; undefined where any may have changed without being heard of. */
  onChange: (event: ChangeEvent | undefined) => void;
  typing: ReadonlySignal<User[]>;
  /** Who is here; known of the open room. */
  present: Signal<User[]>;
  /** Whether others may be here by now: a big room hears only how many there are. */
  presentOld: ReadonlySignal<boolean>;
  /** Asks who is here, at once or in a while. */
  askPresent(): void;
}

export interface RoomOptions {
  self: () => string | undefined;
  connection: Connection;
  outbox: Outbox;
  people: People;
  clock: Clock;
  /** The log has a gap; somebody must ask. */
  behind: (room: RoomState) => void;
  /** What this browser kept of the room's end. */
  recall?: (room: string) => Promise<KeptTail | undefined>;
}

/** Messages of a room that are kept for a start without a network. */
const KEPT = 100;
const TYPING_SPACING = 3_000;
const LOAD_AGAIN = 2_000;

/** One room that the person is in. */
export class RoomState implements RoomModel {
  readonly id: string;
  readonly facts: RoomFacts;
  readonly head = signal(0);
  readonly messages = signal(0);
  readonly badge = computed(() => {
    const everything = this.facts.involvement.value === "everything";
    return everything ? Math.max(this.unread.value, this.calls.value) : this.calls.value;
  });
  readonly calls = computed(() => {
    const involvement = this.facts.involvement.value;
    return involvement === "everything" || involvement === "mentions" ? this.mentions.value : 0;
  });
  readonly timeline: Timeline;
  readonly threads: RoomThreads;
  onChange: (event: ChangeEvent | undefined) => void = () => {};
  readonly log: RoomLog;
  past = 0;
  /** A question about missed events is on its way. */
  catchingUp = false;
  readonly #options: RoomOptions;
  readonly #typing: Typing;
  /** Ordinal of the last message up to the log's position. */
  #ordinal: number;
  readonly #presence: RoomPresence;
  readonly #reading: RoomReading;
  #typedAt = 0;
  #told: JoinedRoom;
  #recalling: Promise<void> | undefined;
  /** What is shown was kept, and no server has said yet how far the log has come since. */
  #recalled = false;

  constructor(room: JoinedRoom, options: RoomOptions) {
    this.id = room.id;
    this.#options = options;
    this.facts = new RoomFacts(options);
    this.#ordinal = room.messages;
    this.#told = room;
    this.#presence = new RoomPresence({ ...options, room: this.id });
    this.#reading = new RoomReading({
      ...options,
      room: this.id,
      end: () => ({ seq: this.log.position, ordinal: this.#ordinal }),
      onBack: (read) => this.timeline.mark(read),
    });
    this.#typing = new Typing(options.clock);
    this.threads = new RoomThreads({
      ...options,
      room: this.id,
      pending: (message) => this.#pending(message),
    });
    this.log = new RoomLog(room, (event) => this.#apply(event));
    this.timeline = new Timeline({
      self: options.self,
      history: (anchor, limit) => this.history(anchor, limit),
      absorb: (events) => this.#absorbPage(events),
      pending: computed(() => this.#pending()),
      messages: this.messages,
    });
    this.welcome(room);
  }

  get name(): ReadonlySignal<string> {
    return this.facts.name;
  }

  get topic(): ReadonlySignal<string> {
    return this.facts.topic;
  }

  get typing(): ReadonlySignal<User[]> {
    return this.#typing.users;
  }

  get read(): Signal<ReadMark> {
    return this.#reading.read;
  }

  get unread(): ReadonlySignal<number> {
    return this.#reading.unread;
  }

  get mentions(): ReadonlySignal<number> {
    return this.#reading.mentions;
  }

  get held(): Signal<boolean> {
    return this.#reading.held;
  }

  get online(): Signal<number> {
    return this.#presence.online;
  }

  get present(): Signal<User[]> {
    return this.#presence.present;
  }

  get presentOld(): ReadonlySignal<boolean> {
    return this.#presence.old;
  }

  /** What the server says of the room on every connection, and when it is joined. */
  welcome(room: JoinedRoom): void {
    this.#told = room;
    if (this.#recalled) this.past = room.seq;
    this.#recalled = false;
    this.facts.welcome(room);
    this.online.value = room.online;
    if (room.epoch !== this.log.epoch) this.#reset(room);
    else if (this.timeline.ready.peek()) this.log.heardOf(room.seq);
    else this.#startAt(room);
    this.messages.value = Math.max(this.messages.peek(), room.messages);
    this.#reading.welcome(room);
  }

  /** The room as the next welcome would tell it, by what is known here. */
  snapshot(): JoinedRoom {
    return {
      ...this.#told,
      name: this.name.peek(),
      topic: this.topic.peek(),
      epoch: this.log.epoch,
      seq: this.log.position,
      messages: this.messages.peek(),
      online: 0,
      ...this.#reading.snapshot(),
    };
  }

  /** The end of its log as it is loaded here; undefined where it is not. */
  tail(): KeptTail | undefined {
    const tail = this.timeline.tail(KEPT);
    return tail &&
      {
        ...tail,
        entries: tail.entries.map((entry) => this.#withReplies(entry)),
        room: this.id,
        epoch: this.log.epoch,
        seq: this.log.position,
        ordinal: this.#ordinal,
      };
  }

  /** The person looks at it now. */
  open(): void {
    this.held.value = false;
    this.timeline.mark(this.unread.peek() > 0 ? this.read.peek() : undefined);
    this.refresh();
  }

  /** Asks for what the open room needs and may not have. */
  refresh(): void {
    this.#load();
    this.#presence.askNow();
    this.threads.refresh();
  }

  askPresent(): void {
    this.#presence.ask();
  }

  /** The page is hidden: what comes now is new when it is seen again. */
  hidden(): void {
    if (this.timeline.divider.peek() !== undefined) return;
    const seen = { seq: this.log.position, ordinal: this.#ordinal };
    this.timeline.mark(this.unread.peek() > 0 ? this.read.peek() : seen);
  }

  /** The page is seen again. */
  shown(): void {
    this.held.value = false;
    if (this.timeline.divider.peek() === undefined) this.timeline.mark(undefined);
  }

  receive(event: LogEvent): void {
    this.log.receive(event);
    this.#checkGap();
  }

  /** Many came or went, whose own events are not sent. */
  counted(event: MembersCountEvent): void {
    if (event.seq <= this.log.position) return;
    if (event.from > this.log.position + 1) this.log.heardOf(event.seq);
    else {
      this.timeline.count(event);
      this.log.skipTo(event.seq);
      this.#moved();
    }
    this.#checkGap();
  }

  /** How a resume from `asked` ended; the events came before. */
  resumed(outcome: ResumedRoom, asked: number): void {
    if (outcome.outcome === "skipped") {
      const seq = asked + (outcome.missed ?? 0);
      // All of it may have come meanwhile.
      if (seq > this.log.position) {
        this.timeline.skip(seq);
        this.threads.skipped();
        this.onChange(undefined);
      }
      this.log.skipTo(seq);
      this.#reading.send();
    }
    this.log.endsAt(outcome.seq);
    this.#moved();
  }

  pass(event: PassingEvent): void {
    const { people, self, clock } = this.#options;
    if (event.type === "presence.count") return this.#presence.counted(event.online);
    const { user } = event;
    people.learn(user);
    if (event.type === "typing") {
      if (user.id !== self() && !isBlocked(user.id)) this.#typing.started(user);
      return;
    }
    const here = event.type === "presence.joined";
    this.#presence.changed(user, { here, online: event.online });
    if (!here) this.#typing.stopped(user.id);
    if (user.id !== self()) this.timeline.pass(here ? "online" : "offline", user, clock.now());
  }

  /** The newest message was seen. */
  seen(): void {
    this.#reading.seen();
  }

  /** All is read, the person says. */
  markRead(): void {
    this.#reading.markRead();
  }

  /** A message and all after it are unread, the person says. @throws CommandError */
  markUnread(seq: number): Promise<void> {
    return this.#reading.markUnread(seq);
  }

  /** The server has moved the mark: forward, unless it says that it was set back. */
  markedRead(read: ReadMark & Unread & { back?: true }): void {
    this.#reading.marked(read);
  }

  sendTyping(): void {
    const now = this.#options.clock.now();
    if (now - this.#typedAt < TYPING_SPACING) return;
    this.#typedAt = now;
    this.#options.connection.ask("typing", { room: this.id });
  }

  /** The connection is gone: nobody is known to be here. */
  lost(): void {
    this.#typing.clear();
    this.#presence.lost();
    this.#reading.lost();
  }

  async history(anchor: HistoryAnchor, limit: number): Promise<HistoryPage> {
    const { connection, people } = this.#options;
    const page = await connection.request("history", { room: this.id, limit, ...anchor });
    for (const user of page.users ?? []) people.learn(user);
    this.threads.learn(page.events.filter((event) => event.type === "message.posted"), page.asOf);
    return page;
  }

  async #load(): Promise<void> {
    if (this.#options.recall && !this.timeline.ready.peek()) {
      await (this.#recalling ??= this.#recall(this.#options.recall));
    }
    await this.timeline.open();
    const { clock, connection } = this.#options;
    const refused = !this.timeline.ready.peek() && !this.timeline.loading.peek();
    if (refused && connection.state.peek().status === "open") clock.after(LOAD_AGAIN, () => this.#load());
  }

  async #recall(recall: (room: string) => Promise<KeptTail | undefined>): Promise<void> {
    const kept = await recall(this.id).catch(() => undefined);
    this.#recalling = undefined;
    if (kept !== undefined) this.restore(kept);
  }

  /** Shows what was kept, and goes back to where the log was then: what came since is asked for as after a break. */
  restore(kept: KeptTail): void {
    if (kept.epoch !== this.log.epoch) return;
    batch(() => {
      if (!this.timeline.restore(kept, kept.seq)) return;
      for (const entry of kept.entries) {
        const user = entry.kind === "message" ? entry.message.author : entry.user;
        if (user) this.#options.people.learn(user, new Date(entry.at).toISOString());
      }
      const head = this.past = this.log.head;
      this.#recalled = this.#options.connection.state.peek().status !== "open";
      this.log.restart(kept);
      this.log.heardOf(head);
      this.#ordinal = kept.ordinal;
      this.threads.learn(kept.entries.filter((entry) => entry.kind === "message"), kept.seq);
      this.#moved();
      this.#checkGap();
    });
  }

  #apply(event: LogEvent): void {
    const { people, outbox, self } = this.#options;
    this.head.value = event.seq;
    this.#reading.apply(event);
    this.threads.apply(event);
    if (event.type === "message.posted") {
      const { ordinal, author, clientId } = event.message;
      this.#ordinal = ordinal;
      this.messages.value = Math.max(this.messages.peek(), ordinal);
      people.learn(author, event.at);
      this.#typing.stopped(author.id);
      if (author.id === self()) {
        this.timeline.passMark({ seq: event.seq, ordinal });
        this.held.value = false;
        this.#typedAt = 0;
        this.facts.wrote(event.at);
        outbox.echoed(clientId);
      }
    } else if ("user" in event && event.user) people.learn(event.user, event.at);
    this.facts.follow(event);
    this.timeline.append(event);
    if (isChange(event)) {
      this.timeline.change(event);
      this.onChange(event);
    }
    outbox.reached(this.id, event.seq);
  }

  /** An event of a page that is newer than the log's position goes through the log, the others are the past. */
  #absorbPage(events: HeardEvent[]): HeardEvent[] {
    const { people, outbox, self } = this.#options;
    const past = events.filter((event) => event.seq <= this.log.position);
    for (const event of past) {
      const user = event.type === "message.posted" ? event.message.author : "user" in event && event.user;
      if (user) people.learn(user, event.at);
      if (event.type === "message.posted" && event.message.author.id === self()) {
        outbox.echoed(event.message.clientId);
      }
    }
    for (const event of events) this.receive(event);
    return past;
  }

  /** A message as a page of now would bring it. */
  #withReplies<E extends Entry>(entry: E): E {
    const replies = entry.kind === "message" ? this.threads.repliesOf(entry.seq) : undefined;
    if (entry.kind !== "message" || replies === undefined) return entry;
    const { count, seq } = replies;
    return { ...entry, message: { ...entry.message, replies: { count, seq } } };
  }

  #reset(room: JoinedRoom): void {
    this.timeline.clear();
    this.threads.skipped();
    this.onChange(undefined);
    this.messages.value = room.messages;
    this.#reading.clear();
    this.#startAt(room);
  }

  #startAt(room: JoinedRoom): void {
    this.log.restart(room);
    this.#ordinal = room.messages;
    this.#moved();
  }

  #moved(): void {
    this.head.value = this.log.position;
    this.#options.outbox.reached(this.id, this.log.position);
  }

  #checkGap(): void {
    if (this.log.behind && !this.catchingUp) this.#options.behind(this);
  }

  /** What waits to be sent, to the room itself or to a thread. */
  #pending(thread?: number): PendingEntry[] {
    const head = this.head.value;
    return this.#options.outbox.items.value
      .filter((item) =>
        item.room === this.id && item.thread === thread && !(item.seq !== undefined && item.seq <= head)
      )
      .map(pendingEntry);
  }
}

function pendingEntry(
  { clientId, createdAt, text, replyTo, me, forwarded, status, error }: OutboxItem,
): PendingEntry {
  return {
    kind: "pending",
    key: ownKey(clientId),
    at: createdAt,
    clientId,
    text,
    replyTo,
    me,
    forwarded,
    status,
    error: error?.message,
  };
}
