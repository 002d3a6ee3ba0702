import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type { Answers, Command, ErrorReply, Reply } from "../../protocol/commands.ts";
import type { ServerEvent } from "../../protocol/events.ts";
import { Socket, type SocketOptions, type SocketState } from "../socket.ts";
import { refusal, t } from "../strings/t.ts";
import { systemClock } from "./clock.ts";
import { paced } from "./pace.ts";
import { pageSession } from "./session.ts";

export type ConnectionState = SocketState;

/** A command that was refused; `code` is `lost` where the connection went before the answer came. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly code: string;
  /** Seconds. */
  readonly retryAfter: number | undefined;

  constructor(code: string, message: string, retryAfter?: number) {
    super(refusal(code, message));
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export type Fields<T extends keyof Answers> = Omit<Extract<Command, { type: T }>, "type" | "id">;

export interface Answered<T extends keyof Answers> {
  /** Runs in the order of the wire: before anything that came after the answer. */
  ok?: (answer: Answers[T]) => void;
  failed?: (error: CommandError) => void;
  id?: string;
}

export interface ConnectionOptions extends Omit<SocketOptions, "receive" | "changed"> {
  /** Runs what is to be done with what came: at once, or a little later together with what comes until then. */
  pace?: (run: () => void) => void;
}

type Waiting = Pick<Answered<keyof Answers>, "ok" | "failed">;

/** Commands and their answers over the socket; the rest of what comes goes to `onEvent`. */
export class Connection {
  readonly state = signal<ConnectionState>({ status: "connecting", since: 0 });
  onEvent: (event: ServerEvent) => void = () => {};
  /** The last number of each room, as the server has it. */
  onHeads: (heads: Record<string, number>) => void = () => {};
  readonly #socket: Socket;
  readonly #waiting = new Map<string, Waiting>();
  /** What came and is not done yet. */
  #due: unknown[] = [];
  #ids = 0;

  constructor({ pace = (run) => run(), ...options }: ConnectionOptions) {
    this.#socket = new Socket({
      ...options,
      receive: (values) => {
        this.#due = this.#due.concat(values);
        if (this.#due.length === values.length) pace(() => this.#receiveDue());
      },
      changed: (state) => {
        this.#receiveDue();
        batch(() => this.#become(state));
      },
    });
  }

  start(): void {
    this.#socket.start();
  }

  stop(): void {
    this.#socket.stop();
  }

  reconnectNow(): void {
    this.#socket.reconnectNow();
  }

  verify(): void {
    this.#socket.verify();
  }

  set maxFrame(bytes: number) {
    this.#socket.maxFrame = bytes;
  }

  /** Sends a command; exactly one of `ok` and `failed` runs, once. */
  ask<T extends keyof Answers>(type: T, fields: Fields<T>, answered: Answered<T> = {}): void {
    const id = answered.id ?? `c${++this.#ids}`;
    if (!this.#socket.send({ type, id, ...fields })) return answered.failed?.(lost());
    this.#waiting.set(id, answered as Waiting);
  }

  /** Sends a command and waits for the answer. @throws CommandError */
  request<T extends keyof Answers>(type: T, fields: Fields<T>): Promise<Answers[T]> {
    return new Promise((ok, failed) => this.ask(type, fields, { ok, failed }));
  }

  #receiveDue(): void {
    const due = this.#due;
    this.#due = [];
    batch(() => due.forEach((value) => this.#receiveSafely(value)));
  }

  /** A fault with one value must not lose its neighbours. */
  #receiveSafely(value: unknown): void {
    try {
      this.#receive(value);
    } catch (error) {
      reportError(error);
    }
  }

  #receive(value: unknown): void {
    const told = value as Reply | ServerEvent | null;
    if (told?.type === "pong") this.onHeads(told.heads);
    else if (told?.type === "ok" || told?.type === "error") this.#answer(told);
    else if (told) this.onEvent(told);
  }

  #answer(reply: Exclude<Reply, { type: "pong" }>): void {
    const waiting = this.#waiting.get(reply.id!);
    this.#waiting.delete(reply.id!);
    if (reply.type === "ok") return waiting?.ok?.(reply as Answers[keyof Answers]);
    const { code, message, retryAfter } = reply as ErrorReply;
    waiting?.failed?.(new CommandError(code, message, retryAfter));
  }

  #become(state: SocketState): void {
    this.state.value = state;
    if (state.status === "open") return;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { failed } of waiting) failed?.(lost());
  }
}

function lost(): CommandError {
  return new CommandError("lost", t("There is no connection"));
}

export const pageConnection = new Connection({
  url: () => `${location.protocol.replace("http", "ws")}//${location.host}/ws`,
  whyRefused: () => pageSession.whyRefused(),
  signInAgain: () => pageSession.end(),
  clock: systemClock,
  pace: paced(),
});

export const connection: ReadonlySignal<ConnectionState> = pageConnection.state;

export function reconnectNow(): void {
  pageConnection.reconnectNow();
}
