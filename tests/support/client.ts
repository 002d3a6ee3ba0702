import type { Answers, Command, ErrorReply, OkReply, PongReply } from "../../src/protocol/commands.ts";
import type { ServerEvent, WelcomeEvent } from "../../src/protocol/events.ts";

export type Received = ServerEvent | OkReply | ErrorReply | PongReply;
type WithoutId<T> = T extends unknown ? Omit<T, "id"> & { id?: string } : never;
type Of<T extends Received["type"], R extends Received = Received> = R extends { type: infer U }
  ? T extends U ? R : never
  : never;

export interface TestClientOptions {
  username?: string;
  /** Sent as `Authorization: Bearer`. */
  token?: string;
  headers?: Record<string, string>;
}

const PATIENCE = 10_000;

/** A client that only knows the wire: sends commands, waits for what comes. */
export class TestClient {
  /** Everything that came, in order. */
  readonly received: Received[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly welcome!: WelcomeEvent;
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();
  // The ids of messages are unique for a person, who may have several clients.
  readonly #prefix = crypto.randomUUID().slice(0, 8);
  #ids = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    const { promise, resolve } = Promise.withResolvers<{ code: number; reason: string }>();
    this.closed = promise;
    socket.onmessage = ({ data }) => {
      const value = JSON.parse(data as string) as Received | Received[];
      this.received.push(...Array.isArray(value) ? value : [value]);
      for (const check of [...this.#waiting]) check();
    };
    socket.onclose = ({ code, reason }) => {
      resolve({ code, reason });
      for (const check of [...this.#waiting]) check();
    };
  }

  static async connect(
    url: string,
    { username, token, headers = {} }: TestClientOptions,
  ): Promise<TestClient> {
    const address = new URL("/ws", url.replace("http", "ws"));
    if (username !== undefined) address.searchParams.set("username", username);
    const sent = token === undefined ? headers : { ...headers, Authorization: `Bearer ${token}` };
    const client = new TestClient(new WebSocket(address, { headers: sent } as unknown as string[]));
    const { promise: failed, reject } = Promise.withResolvers<never>();
    client.#socket.onerror = (event) => reject(new Error(`Cannot connect: ${(event as ErrorEvent).message}`));
    const welcome = await Promise.race([client.next("welcome"), failed]);
    client.#socket.onerror = null;
    return Object.assign(client, { welcome });
  }

  /** Sends a command under a new id unless it has one, and gives the id. */
  send(command: WithoutId<Command>): string {
    const id = command.id ?? `${this.#prefix}-${++this.#ids}`;
    this.sendText(JSON.stringify({ ...command, id }));
    return id;
  }

  sendText(frame: string): void {
    this.#socket.send(frame);
  }

  sendBytes(frame: Uint8Array<ArrayBuffer>): void {
    this.#socket.send(frame);
  }

  /** Sends a command and waits for its ok; throws where it is refused. */
  async ask<T extends keyof Answers>(
    command: WithoutId<Extract<Command, { type: T }>> & { type: T },
  ): Promise<{ type: "ok"; id: string } & Answers[T]> {
    const from = this.received.length;
    const reply = await this.reply(this.send(command as WithoutId<Command>), from);
    if (reply.type !== "ok") throw new Error(`${command.type} was answered ${JSON.stringify(reply)}`);
    return reply as unknown as { type: "ok"; id: string } & Answers[T];
  }

  /** Sends a command and waits for its refusal. */
  async refused(command: WithoutId<Command>): Promise<ErrorReply> {
    const from = this.received.length;
    const reply = await this.reply(this.send(command), from);
    if (reply.type !== "error") throw new Error(`${command.type} was answered ${JSON.stringify(reply)}`);
    return reply;
  }

  /** Waits for the answer to a command, among what came from a place on. */
  reply(id: string, from = 0): Promise<OkReply | ErrorReply | PongReply> {
    return this.find(
      (one): one is OkReply | ErrorReply | PongReply =>
        (one.type === "ok" || one.type === "error" || one.type === "pong") && one.id === id,
      from,
    );
  }

  /** Waits for the first event of a type that fits, whether it came already or is to come. */
  next<T extends Received["type"]>(type: T, fits: (event: Of<T>) => boolean = () => true): Promise<Of<T>> {
    return this.find((one): one is Of<T> => one.type === type && fits(one as Of<T>));
  }

  /** Waits for the first thing received that fits, from a place on. */
  async find<T extends Received>(fits: (one: Received) => one is T, from = 0): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const check = () => {
      const found = from === 0 ? this.received.find(fits) : this.received.slice(from).find(fits);
      if (found !== undefined) resolve(found);
      else if (this.#socket.readyState === WebSocket.CLOSED) {
        reject(new Error("The connection was closed meanwhile"));
      }
    };
    const timer = setTimeout(
      () =>
        reject(new Error(`Nothing that fits came; received: ${JSON.stringify(this.received).slice(-2_000)}`)),
      PATIENCE,
    );
    this.#waiting.add(check);
    check();
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(check);
    }
  }

  /** Waits until so many of a type have come, and gives them. */
  async atLeast<T extends Received["type"]>(type: T, count: number): Promise<Of<T>[]> {
    await this.find((one): one is Of<T> => one.type === type && this.all(type).length >= count);
    return this.all(type);
  }

  /** The texts of the messages that came so far. */
  texts(): string[] {
    return this.all("message.posted").map(({ message }) => message.text);
  }

  /** Posts a message to the lobby and waits until all these have it: whatever came before it has come to them, too. */
  async flush(...others: TestClient[]): Promise<void> {
    const text = `flush ${crypto.randomUUID()}`;
    await this.ask({ type: "message.post", room: "lobby", text });
    await Promise.all(
      [this, ...others].map((one) => one.next("message.posted", ({ message }) => message.text === text)),
    );
  }

  /** The events of a type that came so far. */
  all<T extends Received["type"]>(type: T): Of<T>[] {
    return this.received.filter((one): one is Of<T> => one.type === type);
  }

  /** Closes the socket and waits until it is closed. */
  async close(): Promise<void> {
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    this.#socket.close();
    await this.closed;
  }
}
