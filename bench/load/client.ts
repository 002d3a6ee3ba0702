import { type DialectName, DIALECTS, type Who } from "./dialects.ts";
import { handshakeRequest, PONG, textFrame } from "./frames.ts";
import { Scanner } from "./scanner.ts";
import type { Socket } from "./socket.ts";
import { connect } from "./sockets.ts";

const PATIENCE = 20_000;
const decoder = new TextDecoder();

/** One WebSocket of the load: a scanner behind a socket. */
export class Client {
  readonly scanner = new Scanner();
  /** Set by who wants the bytes themselves, in place of the scanner. */
  listener: ((bytes: Uint8Array) => void) | undefined;
  /** What arrived until it took part, as text: for a session's token. */
  opening = "";
  closed = false;
  #socket!: Socket;
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
    this.listener = (bytes) => {
      this.opening += decoder.decode(bytes);
      if (!greeted && this.opening.includes("HTTP/1.1 101")) {
        greeted = true;
        this.send(greeting!);
      }
      if (this.opening.includes(ready)) {
        this.listener = undefined;
        resolve();
      } else if (!this.opening.startsWith("HTTP/1.1 101") && this.opening.length > 12) {
        reject(new Error(`The server refused a connection: ${this.opening.slice(0, 300)}`));
      }
    };
    const timer = setTimeout(() => reject(new Error("The server does not answer a handshake")), PATIENCE);
    try {
      this.#socket = await connect(port, {
        onData: (bytes) => this.listener === undefined ? this.scanner.take(bytes) : this.listener(bytes),
        onClose: () => {
          this.closed = true;
          reject(new Error(`The server closed: ${this.opening.slice(0, 300)}`));
        },
      });
      this.#socket.write(handshakeRequest(path, headers));
      await promise;
    } finally {
      clearTimeout(timer);
    }
  }
}
