import { type DialectName, DIALECTS, type Who } from "./dialects.ts";
import { handshakeRequest, PONG, textFrame } from "./frames.ts";
import { Scanner } from "./scanner.ts";
import type { Socket } from "./socket.ts";
import { connect } from "./sockets.ts";

const PATIENCE = 30_000;
const decoder = new TextDecoder();

/** One WebSocket of the load. What arrives is counted, listened to, or thrown away unread, which is cheapest. */
export class Client {
  scanner = new Scanner();
  /** What arrived until it took part, as text: for a session's token. */
  opening = "";
  closed = false;
  #socket!: Socket;
  #take: ((bytes: Uint8Array) => void) | undefined;
  readonly #dialect: DialectName;

  private constructor(dialect: DialectName) {
    this.#dialect = dialect;
  }

  /** Resolves when the connection takes part; rejects where the server refuses it. */
  static async open(port: number, dialect: DialectName, who: Who): Promise<Client> {
    const client = new Client(dialect);
    await client.#open(port, who);
    return client;
  }

  set listener(listener: (bytes: Uint8Array) => void) {
    this.#take = listener;
    this.#socket.discards = false;
  }

  /** Counts texts from here on, and times them into `samples`. */
  count(samples: number[] | undefined): void {
    const scanner = this.scanner = new Scanner();
    scanner.samples = samples;
    this.listener = (bytes) => scanner.take(bytes);
  }

  /** What arrives from here on is thrown away. */
  ignore(): void {
    this.#take = undefined;
    this.#socket.discards = true;
  }

  /** Reads no more: what the server sends piles up before it. */
  pause(): void {
    this.#socket.pause();
  }

  write(bytes: Uint8Array<ArrayBuffer>): void {
    this.#socket.write(bytes);
  }

  send(text: string): void {
    this.#socket.write(textFrame(text));
  }

  /** Says that it is still there. */
  live(): void {
    const { alive } = DIALECTS[this.#dialect];
    this.#socket.write(alive === undefined ? PONG : textFrame(alive));
  }

  close(): void {
    if (!this.closed) this.#socket.close();
  }

  async #open(port: number, who: Who): Promise<void> {
    const { request, greeting, ready } = DIALECTS[this.#dialect];
    const { path, headers } = request(who);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    let greeted = greeting === undefined;
    this.#take = (bytes) => {
      this.opening += decoder.decode(bytes);
      if (!greeted && this.opening.includes("HTTP/1.1 101")) {
        greeted = true;
        this.send(greeting!);
      }
      if (this.opening.includes(ready)) resolve();
      else if (!this.opening.startsWith("HTTP/1.1 101") && this.opening.length > 12) {
        reject(new Error(`The server refused a connection: ${this.opening.slice(0, 300)}`));
      }
    };
    const timer = setTimeout(() => reject(new Error("The server does not answer a handshake")), PATIENCE);
    try {
      this.#socket = await connect(port, {
        onData: (bytes) => this.#take?.(bytes),
        onClose: () => {
          this.closed = true;
          reject(new Error(`The server closed: ${this.opening.slice(0, 300)}`));
        },
      });
      this.#socket.write(handshakeRequest(path, headers));
      await promise;
      this.ignore();
    } finally {
      clearTimeout(timer);
    }
  }
}
