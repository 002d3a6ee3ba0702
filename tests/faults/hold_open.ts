import { toUndo } from "./undo.ts";

/** What a connection sends before it stays, and what it sends on, a byte at a time. */
export interface Opening {
  head?: string;
  trickle?: string;
}

const PACE = 1_000;
const AT_ONCE = 100;

/** Connections that are opened to be in the way: they say nothing, half of a header, or a body a byte a second. */
export class HeldConnections {
  /** Connections that got an answer, by its status. */
  readonly answered = new Map<number, number>();
  /** Those that could not be made. */
  refused = 0;
  readonly #open = new Set<Deno.TcpConn>();
  readonly #timers = new Set<ReturnType<typeof setInterval>>();
  readonly #undone = toUndo(() => this.#close());

  /** How many the server has not ended. */
  get open(): number {
    return this.#open.size;
  }

  async connect(url: string, count: number, opening: Opening = {}): Promise<void> {
    for (let from = 0; from < count; from += AT_ONCE) {
      const group = Math.min(AT_ONCE, count - from);
      await Promise.all(Array.from({ length: group }, () => this.#connect(url, opening)));
    }
  }

  async close(): Promise<void> {
    await this.#undone();
  }

  async #connect(url: string, { head = "", trickle }: Opening): Promise<void> {
    const { hostname, port } = new URL(url);
    let connection: Deno.TcpConn;
    try {
      connection = await Deno.connect({ hostname, port: Number(port) });
    } catch {
      this.refused++;
      return;
    }
    this.#open.add(connection);
    this.#watch(connection);
    await write(connection, head);
    if (trickle === undefined) return;
    let at = 0;
    const timer = setInterval(() => {
      if (this.#open.has(connection) && at < trickle.length) write(connection, trickle[at++]!);
      else clearInterval(timer);
    }, PACE);
    this.#timers.add(timer);
  }

  /** Reads until the server ends it. */
  async #watch(connection: Deno.TcpConn): Promise<void> {
    const chunk = new Uint8Array(16 * 1024);
    try {
      for (let count = await connection.read(chunk); count !== null; count = await connection.read(chunk)) {
        const text = new TextDecoder().decode(chunk.subarray(0, count));
        const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]);
        if (!Number.isNaN(status)) this.answered.set(status, (this.answered.get(status) ?? 0) + 1);
      }
    } catch {
      // A reset, or our own close.
    }
    if (this.#open.delete(connection)) connection.close();
  }

  #close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    for (const connection of this.#open) connection.close();
    this.#open.clear();
  }
}

async function write(connection: Deno.TcpConn, text: string): Promise<void> {
  let bytes = new TextEncoder().encode(text);
  try {
    while (bytes.length > 0) bytes = bytes.subarray(await connection.write(bytes));
  } catch {
    // The server has ended it; that is counted where it is read.
  }
}
