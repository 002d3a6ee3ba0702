import { TestClient, type TestClientOptions } from "./client.ts";
import { handshake, type HandshakeOptions, type RawAnswer, RawConnection } from "./raw.ts";

export interface CallOptions {
  /** Sent as `Authorization: Bearer`. */
  token?: string;
  /** Sent as JSON. */
  json?: unknown;
  headers?: Record<string, string>;
}

export interface Answer<T> {
  status: number;
  headers: Headers;
  /** The JSON of the answer; undefined where there is none. */
  body: T;
}

/** What tests do with a server, however it runs; close() ends all that they began. */
export class Access {
  /** As in `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly #clients: TestClient[] = [];
  readonly #raw: RawConnection[] = [];

  constructor(url: string) {
    this.url = url;
  }

  /** Opens a socket and waits for its welcome. */
  async connect(options: TestClientOptions): Promise<TestClient> {
    const client = await TestClient.connect(this.url, options);
    this.#clients.push(client);
    return client;
  }

  /** Sends a request such as `POST /api/rooms`. */
  async call<T = Record<string, unknown>>(request: string, options: CallOptions = {}): Promise<Answer<T>> {
    const [method, path] = request.split(" ") as [string, string];
    const headers = new Headers(options.headers);
    if (options.token !== undefined) headers.set("Authorization", `Bearer ${options.token}`);
    if (options.json !== undefined) headers.set("Content-Type", "application/json");
    const body = options.json === undefined ? undefined : JSON.stringify(options.json);
    const response = await fetch(new URL(path, this.url), { method, headers, body, redirect: "manual" });
    const text = await response.text();
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json") === true;
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson ? JSON.parse(text) : undefined) as T,
    };
  }

  /** Makes a session by name alone and gives its token. */
  async signIn(username: string): Promise<string> {
    const { status, body } = await this.call<{ session: string }>("POST /api/session", {
      json: { username },
    });
    if (status !== 201) throw new Error(`Cannot sign in as ${username}: ${JSON.stringify(body)}`);
    return body.session;
  }

  /** A bare TCP connection. */
  async dial(): Promise<RawConnection> {
    const connection = await RawConnection.open(this.url);
    this.#raw.push(connection);
    return connection;
  }

  /** Asks for a WebSocket over a bare TCP connection, which stays open; what comes after is not read unless asked for. */
  async handshake(options: HandshakeOptions = {}): Promise<{ answer: RawAnswer; connection: RawConnection }> {
    const connection = await this.dial();
    return { answer: await handshake(connection, options), connection };
  }

  /** Sends bytes over a bare TCP connection and gives the answer; undefined where the server closes without one. */
  async exchange(request: string | Uint8Array<ArrayBuffer>): Promise<RawAnswer | undefined> {
    const connection = await this.dial();
    await connection.write(request);
    return await connection.readAnswer();
  }

  async close(): Promise<void> {
    for (const connection of this.#raw) connection.close();
    await Promise.all(this.#clients.map((client) => client.close()));
  }
}
