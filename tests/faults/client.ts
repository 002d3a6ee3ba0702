import type { ResumedRoom } from "../../src/protocol/commands.ts";
import { ERRORS } from "../../src/protocol/errors.ts";
import type { LogEvent, ServerEvent, WelcomeEvent } from "../../src/protocol/events.ts";
import type { ErrorReply, PongReply } from "../../src/protocol/commands.ts";
import type { Entry, EventLog } from "./event_log.ts";
import { Outbox } from "./outbox.ts";
import { between, type Random } from "./random.ts";
import type { SeededPerson } from "./seed.ts";
import { increment, type Tally } from "./tally.ts";
import { View } from "./view.ts";

export interface LoadClientOptions {
  person: SeededPerson;
  /** As in `http://127.0.0.1:8000`. */
  url: string;
  log: EventLog;
  tally: Tally;
  random: Random;
  /** Milliseconds between pings, and as many for their answer. */
  heartbeat: number;
}

type Ok = { type: "ok"; id: string; seq?: number; events?: LogEvent[]; rooms?: ResumedRoom[] };
type Received = ServerEvent | Ok | ErrorReply | PongReply;

/** Milliseconds: a random part of it is waited, and it doubles with each failure. */
const FIRST_WAIT = 200;
const LAST_WAIT = 5_000;
const CONNECT_PATIENCE = 10_000;
const PAGE = 100;

/** A client that follows docs/protocol.md, over a real WebSocket, and writes down all that it does. */
export class LoadClient {
  readonly view = new View();
  readonly outbox = new Outbox();
  /** How far it has read, as acknowledged. */
  readonly reads = new Map<string, number>();
  readonly person: SeededPerson;
  readonly #options: LoadClientOptions;
  readonly #sentAt = new Map<string, number>();
  #socket: WebSocket | undefined;
  #open = false;
  #stopped = false;
  #ids = 0;
  #failures = 0;
  #resuming = 0;
  #closing: { code: number; retryAfter?: number } | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #pump: ReturnType<typeof setTimeout> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #heartbeat: ReturnType<typeof setTimeout> | undefined;
  readonly #asked = new Map<string, { room: string; seq?: number }>();
  #pongs = new Map<string, (heads: Record<string, number>) => void>();

  constructor(options: LoadClientOptions) {
    this.#options = options;
    this.person = options.person;
  }

  get open(): boolean {
    return this.#open;
  }

  /** Nothing is due, either way, as far as it knows. */
  get settled(): boolean {
    return this.#open && this.#resuming === 0 && this.outbox.size === 0 && this.view.behind().length === 0;
  }

  start(): void {
    this.#connect();
  }

  /** Writes a message into the outbox, from which it leaves as soon as there is a connection. */
  post(room: string, size: number): void {
    const id = `m${this.person.index}.${++this.#ids}`;
    const text = `${id} ${performance.now().toFixed(1)} `.padEnd(size, "x");
    this.#options.tally.planned++;
    this.outbox.add({ id, room, text });
    this.#sendDue();
  }

  /** Asks where its rooms stand and catches up; false where the answer does not come in `ms`. */
  compareHeads(ms: number): Promise<boolean> {
    if (!this.#open) return Promise.resolve(false);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), ms);
    const id = this.#id("p");
    this.#pongs.set(id, () => {
      clearTimeout(timer);
      resolve(true);
    });
    this.#send([{ type: "ping", id }]);
    return promise;
  }

  markRead(room: string): void {
    const position = this.view.get(room);
    if (position === undefined || !this.#open) return;
    this.#ask("k", { type: "room.read", room, seq: position.last }, { room, seq: position.last });
  }

  /** Breaks the connection off; it comes back by itself. */
  drop(): void {
    this.#lose("dropped");
  }

  /** Ends it for good; resolves when the socket is closed, or after three seconds. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of [this.#retry, this.#pump, this.#patience, this.#heartbeat]) clearTimeout(timer);
    const socket = this.#socket;
    this.#socket = undefined;
    this.#open = false;
    if (socket === undefined || socket.readyState === WebSocket.CLOSED) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, 3_000);
    socket.onclose = () => resolve();
    socket.close();
    await promise;
    clearTimeout(timer);
  }

  #connect(): void {
    if (this.#stopped) return;
    const { url, person, tally } = this.#options;
    const headers = { Authorization: `Bearer ${person.token}` };
    const socket = new WebSocket(
      new URL("/ws", url.replace("http", "ws")),
      { headers } as unknown as string[],
    );
    this.#socket = socket;
    this.#closing = undefined;
    this.#patience = setTimeout(() => this.#lose("no welcome"), CONNECT_PATIENCE);
    socket.onmessage = ({ data }) => {
      if (this.#socket !== socket) return;
      const value = JSON.parse(data as string) as Received | Received[];
      if (Array.isArray(value)) { for (const one of value) this.#receive(one); }
      else this.#receive(value);
    };
    socket.onclose = ({ code }) => {
      if (this.#socket !== socket) return;
      if (this.#open) {
        increment(tally.closes, code);
        if (this.#closing?.code === 1012 && this.#closing.retryAfter !== undefined) tally.hinted++;
      }
      this.#lose(code);
    };
    socket.onerror = () => {};
  }

  #lose(code: number | string): void {
    const socket = this.#socket;
    if (socket === undefined) return;
    this.#socket = undefined;
    for (const timer of [this.#patience, this.#heartbeat, this.#pump]) clearTimeout(timer);
    const { tally, random } = this.#options;
    if (this.#open) tally.lost++;
    else tally.refused++;
    this.#log({ op: "close", code, seq: this.#closing?.retryAfter });
    this.#open = false;
    this.outbox.lost();
    this.view.lost();
    this.#asked.clear();
    this.#resuming = 0;
    if (socket.readyState !== WebSocket.CLOSED) socket.close();
    if (this.#stopped) return;
    const wait = Math.min(LAST_WAIT, FIRST_WAIT * 2 ** this.#failures++);
    const told = this.#closing?.retryAfter;
    const later = code === 4029 ? 60_000 : 0;
    this.#retry = setTimeout(
      () => this.#connect(),
      later + (told === undefined ? random() * wait : told * 1000),
    );
  }

  #receive(value: Received): void {
    switch (value.type) {
      case "welcome":
        return this.#welcome(value);
      case "closing":
        this.#closing = value;
        return;
      case "ok":
        return this.#ok(value);
      case "error":
        return this.#refused(value);
      case "pong":
        return this.#pong(value);
    }
    // What it stands for is asked for, so that the checker sees each event.
    if (value.type === "members.count") {
      this.view.hear(value.room, value.seq);
      this.#catchUp();
    } else if ("seq" in value && "at" in value) this.#accept(value);
  }

  #welcome({ rooms }: WelcomeEvent): void {
    const { tally } = this.#options;
    clearTimeout(this.#patience);
    this.#open = true;
    this.#failures = 0;
    tally.opened++;
    tally.openedAt.push(performance.now());
    this.#log({ op: "open" });
    const points = this.view.points();
    for (const { id, epoch, seq } of rooms) {
      if (this.view.get(id) !== undefined) continue;
      this.view.begin(id, epoch, seq);
      this.#log({ op: "resume", room: id, seq, code: "start" });
    }
    if (points.length > 0) {
      this.#resuming++;
      this.#ask("r", { type: "resume", rooms: points }, { room: "" });
    }
    this.#heartbeat = setTimeout(
      () => this.#beat(),
      this.#options.heartbeat * between(this.#options.random, 0.5, 1),
    );
    this.#sendDue();
  }

  #beat(): void {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#lose("no pong"), this.#options.heartbeat);
    this.#send([{ type: "ping", id: this.#id("p") }]);
  }

  #pong({ id, heads }: PongReply): void {
    clearTimeout(this.#patience);
    for (const [room, seq] of Object.entries(heads)) this.view.hear(room, seq);
    this.#catchUp();
    this.#pongs.get(id)?.(heads);
    this.#pongs.delete(id);
    clearTimeout(this.#heartbeat);
    this.#heartbeat = setTimeout(() => this.#beat(), this.#options.heartbeat);
  }

  #accept(event: LogEvent): void {
    const { tally, random } = this.#options;
    const { room, seq } = event;
    const step = this.view.step(room, seq);
    if (step === "known") tally.repeats++;
    if (step === "gap" && this.#resuming === 0) {
      tally.gaps++;
      this.#catchUp();
    }
    if (step !== "taken") return;
    tally.received++;
    this.#log({ op: "recv", room, seq, id: nameEvent(event) });
    if (event.type === "message.posted") {
      const sentAt = Number(event.message.text.split(" ", 2)[1]);
      tally.deliveryMs.add(performance.now() - sentAt);
    }
    if (random() < 0.005) this.markRead(room);
  }

  /** Asks for what is missing, a page at a time. */
  #catchUp(): void {
    if (this.#resuming > 0 || !this.#open) return;
    for (const room of this.view.behind()) {
      const position = this.view.get(room)!;
      if (position.asking) continue;
      position.asking = true;
      this.#ask("h", { type: "history", room, after: position.last, limit: PAGE }, { room });
    }
  }

  #ok(ok: Ok): void {
    if (ok.id.startsWith("m")) return this.#acked(ok.id, ok.seq!);
    const asked = this.#asked.get(ok.id);
    this.#asked.delete(ok.id);
    if (asked === undefined) return;
    if (ok.rooms !== undefined) return this.#resumed(ok.rooms);
    if (ok.events !== undefined) {
      const position = this.view.get(asked.room);
      if (position !== undefined) position.asking = false;
      for (const event of ok.events) this.#accept(event);
      return this.#catchUp();
    }
    this.reads.set(asked.room, Math.max(ok.seq!, this.reads.get(asked.room) ?? 0));
    this.#log({ op: "read", room: asked.room, seq: ok.seq! });
  }

  #acked(id: string, seq: number): void {
    const { tally } = this.#options;
    const post = this.outbox.stored(id);
    const now = performance.now();
    if (post !== undefined) {
      tally.acked++;
      tally.lastAck = now;
      tally.ackMs.add(now - (this.#sentAt.get(id) ?? now));
      this.#sentAt.delete(id);
      tally.onAck?.(id, now);
    }
    this.#log({ op: "ack", room: post?.room, id, seq });
    this.#sendDue();
  }

  #resumed(rooms: readonly ResumedRoom[]): void {
    this.#resuming--;
    for (const { room, epoch, seq, outcome } of rooms) {
      increment(this.#options.tally.outcomes, outcome);
      this.#log({ op: "resume", room, seq, code: outcome });
      if (outcome === "gone") this.view.forget(room);
      if (outcome === "reset") this.view.begin(room, epoch, 0);
      this.view.hear(room, seq);
    }
    this.#catchUp();
  }

  #refused({ id = "", code, retryAfter }: ErrorReply): void {
    increment(this.#options.tally.errors, code);
    this.#log({ op: "err", id, code });
    if (id.startsWith("m")) {
      const again = ERRORS[code].temporary ? retryAfter ?? 1 : undefined;
      this.outbox.refused(id, again, performance.now());
      return this.#sendDue();
    }
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    // The next heartbeat asks again.
    const position = asked === undefined ? undefined : this.view.get(asked.room);
    if (position !== undefined) position.asking = false;
    if (id.startsWith("r")) this.#lose("resume refused");
  }

  #sendDue(): void {
    if (!this.#open || this.#resuming > 0 && this.outbox.size === 0) return;
    const now = performance.now();
    const due = this.outbox.due(now);
    for (const { id, room } of due) {
      this.#options.tally.sent++;
      if (!this.#sentAt.has(id)) this.#sentAt.set(id, now);
      this.#log({ op: "send", room, id });
    }
    if (due.length > 0) {
      this.#send(due.map(({ id, room, text }) => ({ type: "message.post", id, room, text })));
    }
    clearTimeout(this.#pump);
    const wait = this.outbox.blockedUntil - now;
    if (wait > 0) this.#pump = setTimeout(() => this.#sendDue(), wait + this.#options.random() * 200);
  }

  #ask(kind: string, command: Record<string, unknown>, about: { room: string; seq?: number }): void {
    const id = this.#id(kind);
    this.#asked.set(id, about);
    this.#send([{ ...command, id }]);
  }

  #id(kind: string): string {
    return `${kind}${++this.#ids}`;
  }

  #send(commands: Record<string, unknown>[]): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#socket.send(JSON.stringify(commands.length === 1 ? commands[0] : commands));
  }

  #log(entry: Omit<Entry, "mono" | "client">): void {
    this.#options.log.write({ mono: performance.now(), client: this.person.index, ...entry });
  }
}

/** What a log event is to the checker: a message is its client id, and its text must begin with it. */
function nameEvent(event: LogEvent): string {
  if (event.type !== "message.posted") return event.type;
  const { clientId, text } = event.message;
  return text.startsWith(`${clientId} `) ? clientId : `another text under ${clientId}`;
}
