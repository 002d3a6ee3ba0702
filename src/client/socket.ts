import { actionAfterClose, CLOSE_CODES, type CloseAction, type CloseCode } from "../protocol/close_codes.ts";
import { MAX_COMMANDS } from "../protocol/limits.ts";
import { type Clock, systemClock } from "./state/clock.ts";

export interface SocketState {
  /** `offline`: lost, or waiting for the next attempt; `stopped`: the server said to stay away. */
  status: "connecting" | "open" | "offline" | "stopped";
  /** Milliseconds since 1970. */
  since: number;
  retryAt?: number;
  reason?: string;
}

/** What to do after an attempt that the server, or the network, refused. */
export interface Refusal {
  next: CloseAction;
  /** Seconds. */
  retryAfter?: number;
}

/** The part of the browser's WebSocket that is used here. */
export interface WebSocketLike {
  onopen: ((event: Event) => unknown) | null;
  onmessage: ((event: MessageEvent) => unknown) | null;
  onclose: ((event: CloseEvent) => unknown) | null;
  onerror: ((event: Event) => unknown) | null;
  send(text: string): void;
  close(): void;
}

export interface SocketOptions {
  url: () => string;
  /** A frame came: its values, in order. */
  receive: (values: unknown[]) => void;
  changed: (state: SocketState) => void;
  /** A browser does not tell why a connection was refused before the upgrade; this asks. */
  whyRefused: () => Promise<Refusal>;
  /** The server wants a new sign-in; the socket has stopped. */
  signInAgain: () => void;
  open?: (url: string) => WebSocketLike;
  clock?: Clock;
}

/** Milliseconds; an attempt waits a random part of its row. */
export const RETRY_DELAYS = [200, 500, 1_000, 2_000, 5_000, 10_000] as const;
const CONNECT_TIMEOUT = 10_000;
const PING_INTERVAL = 15_000;
const PONG_TIMEOUT = 5_000;
const TICK = 5_000;
/** For so long an attempt is left alone. */
const FRESH = 1_000;
/** A connection that lasted this long makes the delays start anew. */
const STEADY = 10_000;

/**
 * A WebSocket that comes back by itself and notices a dead path in 30 seconds. It carries JSON values and knows only
 * the three words that are about the connection: `ping`, `pong` and `closing`.
 */
export class Socket {
  /** Bytes of a frame, at most. */
  maxFrame = 64 * 1024;
  readonly #options: SocketOptions;
  readonly #clock: Clock;
  #state: SocketState;
  #socket: WebSocketLike | undefined;
  #attempt = 0;
  #attempts = 0;
  #queue: string[] = [];
  #pings = 0;
  #pingedAt = 0;
  #heardAt = 0;
  #tickedAt = 0;
  #closing: { code: number; reason: string; retryAfter?: number } | undefined;
  /** The server named the time to come back: only a person may come earlier. */
  #toldToWait = false;
  #cancelTimer = nothing;
  #cancelPong: (() => void) | undefined;

  constructor(options: SocketOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#state = { status: "offline", since: 0 };
  }

  /** Connects, and stays connected until stop(). */
  start(): void {
    if (this.#state.status === "open" || this.#state.status === "connecting") return;
    this.#attempt = 0;
    this.#connect();
  }

  /** Disconnects for good. */
  stop(): void {
    this.#drop();
    this.#attempts++;
    this.#become({ status: "stopped" });
  }

  /** A person wants it now. */
  reconnectNow(): void {
    if (this.#state.status === "open") return this.#ping();
    if (this.#hasJustBegun()) return;
    this.#attempt = 0;
    this.#connect();
  }

  /** The network is back, the page is seen again, the machine woke: what was known of the path may be wrong. */
  verify(): void {
    const { status } = this.#state;
    if (status === "open") return this.#ping();
    if (status === "stopped" || this.#attempts === 0 || this.#toldToWait) return;
    if (!this.#hasJustBegun()) this.#connect();
  }

  /** An attempt that is older may hang on a path that is no more. */
  #hasJustBegun(): boolean {
    return this.#state.status === "connecting" && this.#clock.now() - this.#state.since < FRESH;
  }

  /** Queues a value; what is sent in one turn leaves as one frame. False where there is no connection. */
  send(value: unknown): boolean {
    if (this.#state.status !== "open") return false;
    if (this.#queue.push(JSON.stringify(value)) === 1) queueMicrotask(() => this.#flush());
    return true;
  }

  #flush(): void {
    const queue = this.#queue;
    this.#queue = [];
    let frame: string[] = [];
    let bytes = 2;
    for (const text of queue) {
      const size = new TextEncoder().encode(text).length + 1;
      if (frame.length > 0 && (frame.length === MAX_COMMANDS || bytes + size > this.maxFrame)) {
        this.#sendFrame(frame);
        frame = [];
        bytes = 2;
      }
      frame.push(text);
      bytes += size;
    }
    if (frame.length > 0) this.#sendFrame(frame);
  }

  #sendFrame(texts: string[]): void {
    try {
      this.#socket?.send(texts.length === 1 ? texts[0]! : `[${texts.join()}]`);
    } catch {
      // A socket that is closing: its close event follows.
    }
  }

  #connect(): void {
    this.#drop();
    this.#attempts++;
    this.#toldToWait = false;
    this.#closing = undefined;
    this.#become({ status: "connecting" });
    const socket = (this.#options.open ?? openWebSocket)(this.#options.url());
    this.#socket = socket;
    socket.onmessage = (event) => this.#onFrame(event.data);
    socket.onclose = (event) => this.#onClose(event.code);
    this.#cancelTimer = this.#clock.after(CONNECT_TIMEOUT, () => this.#onClose(1006));
  }

  #onFrame(data: unknown): void {
    this.#heardAt = this.#clock.now();
    if (this.#state.status === "connecting") this.#onFirstFrame();
    const values = parse(data);
    for (const value of values) this.#notice(value as { type?: unknown });
    if (values.length > 0) this.#options.receive(values);
  }

  #onFirstFrame(): void {
    this.#become({ status: "open" });
    this.#pingedAt = this.#tickedAt = this.#heardAt;
    this.#scheduleTick();
  }

  #notice(value: { type?: unknown } | null): void {
    if (value?.type === "pong") {
      this.#cancelPong?.();
      this.#cancelPong = undefined;
    } else if (value?.type === "closing") this.#closing = value as { code: number; reason: string };
  }

  #scheduleTick(): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#clock.after(TICK, () => {
      const now = this.#clock.now();
      // A tick that is far too late means that the machine slept.
      if (now - this.#tickedAt > 2 * TICK || now - this.#pingedAt >= PING_INTERVAL) this.#ping();
      this.#tickedAt = now;
      this.#scheduleTick();
    });
  }

  #ping(): void {
    this.#pingedAt = this.#clock.now();
    this.send({ type: "ping", id: `p${++this.#pings}` });
    if (this.#cancelPong === undefined) this.#awaitPong(false);
  }

  /** Waits once more where the other side was heard meanwhile, or where this wait itself was slept through. */
  #awaitPong(again: boolean): void {
    const askedAt = this.#clock.now();
    this.#cancelPong = this.#clock.after(PONG_TIMEOUT, () => {
      this.#cancelPong = undefined;
      const slept = this.#clock.now() - askedAt > 2 * PONG_TIMEOUT;
      if (again || (this.#heardAt <= askedAt && !slept)) return this.#onClose(1006);
      if (slept) this.send({ type: "ping", id: `p${++this.#pings}` });
      this.#awaitPong(true);
    });
  }

  #onClose(code: number): void {
    const { status, since } = this.#state;
    const closing = this.#closing;
    this.#drop();
    if (code === 1006 && closing !== undefined) code = closing.code;
    const next = actionAfterClose(code);
    if (next === "stay_away" && closing?.retryAfter === undefined) {
      const known = (CLOSE_CODES as Partial<Record<number, { reason: string }>>)[code as CloseCode];
      return this.#become({ status: "stopped", reason: closing?.reason || known?.reason || `code ${code}` });
    }
    if (status === "open") {
      if (this.#clock.now() - since >= STEADY) this.#attempt = 0;
      return this.#comeBack({ next, retryAfter: closing?.retryAfter });
    }
    const attempt = this.#attempts;
    this.#become({ status: "offline" });
    this.#options.whyRefused().then((refusal) => {
      if (attempt === this.#attempts) this.#comeBack(refusal);
    });
  }

  #comeBack({ next, retryAfter }: Refusal): void {
    if (next === "sign_in") {
      this.stop();
      return this.#options.signInAgain();
    }
    const row = RETRY_DELAYS[Math.min(this.#attempt++, RETRY_DELAYS.length - 1)]!;
    const told = retryAfter ?? (next === "come_back_later" ? 10 : 0);
    const delay = told * 1_000 + this.#clock.random() * row;
    this.#toldToWait = told > 0;
    this.#become({ status: "offline", retryAt: this.#clock.now() + delay });
    this.#cancelTimer = this.#clock.after(delay, () => this.#connect());
  }

  /** Lets go of the socket at once: on a dead path the browser would report its close much later. */
  #drop(): void {
    this.#cancelTimer();
    this.#cancelTimer = nothing;
    this.#cancelPong?.();
    this.#cancelPong = undefined;
    this.#queue = [];
    const socket = this.#socket;
    if (socket === undefined) return;
    this.#socket = undefined;
    socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #become(state: Omit<SocketState, "since">): void {
    this.#state = { ...state, since: this.#clock.now() };
    this.#options.changed(this.#state);
  }
}

function openWebSocket(url: string): WebSocketLike {
  return new WebSocket(url);
}

function parse(data: unknown): unknown[] {
  try {
    const value: unknown = JSON.parse(data as string);
    return Array.isArray(value) ? value : [value];
  } catch {
    return [];
  }
}

function nothing(): void {}
