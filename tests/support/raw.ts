/** HTTP and WebSocket by hand, for what a well-behaved client never sends or never does. */

export interface RawAnswer {
  status: number;
  headers: Headers;
  body: string;
}

export interface RawFrame {
  fin: boolean;
  opcode: number;
  payload: Uint8Array;
}

export interface HandshakeOptions {
  /** Path with query. */
  path?: string;
  method?: string;
  /** Instead of or beside the right ones; null leaves one out, an array sends it several times. */
  headers?: Record<string, string | null | string[]>;
}

export const OPCODES = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

const PATIENCE = 10_000;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A TCP connection that reads only when it is told to. */
export class RawConnection {
  readonly host: string;
  readonly #connection: Deno.TcpConn;
  #buffer = new Uint8Array(0);
  #closed = false;

  private constructor(host: string, connection: Deno.TcpConn) {
    this.host = host;
    this.#connection = connection;
  }

  static async open(url: string): Promise<RawConnection> {
    const { host, hostname, port } = new URL(url);
    return new RawConnection(host, await Deno.connect({ hostname, port: Number(port) }));
  }

  async write(data: string | Uint8Array<ArrayBuffer>): Promise<void> {
    let bytes = typeof data === "string" ? encoder.encode(data) : data;
    while (bytes.length > 0) bytes = bytes.subarray(await this.#connection.write(bytes));
  }

  /** Reads an HTTP answer; undefined where the other end closes before it began. */
  async readAnswer(): Promise<RawAnswer | undefined> {
    let end: number;
    while ((end = decoder.decode(this.#buffer).indexOf("\r\n\r\n")) < 0) {
      if (!await this.#readMore()) return undefined;
    }
    const [first = "", ...lines] = decoder.decode(this.#take(end + 4)).trimEnd().split("\r\n");
    const headers = new Headers();
    for (const line of lines) {
      headers.append(line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim());
    }
    const length = Number(headers.get("Content-Length") ?? 0);
    while (this.#buffer.length < length && await this.#readMore());
    return { status: Number(first.split(" ")[1]), headers, body: decoder.decode(this.#take(length)) };
  }

  /** Sends one frame (RFC 6455, section 5.2), masked as a client must. */
  async sendFrame(
    payload: string | Uint8Array,
    { opcode = OPCODES.text as number, fin = true } = {},
  ): Promise<void> {
    const bytes = typeof payload === "string" ? encoder.encode(payload) : payload;
    const head = bytes.length < 126 ? 2 : bytes.length < 65_536 ? 4 : 10;
    const frame = new Uint8Array(head + 4 + bytes.length);
    const view = new DataView(frame.buffer);
    frame[0] = (fin ? 0x80 : 0) | opcode;
    if (head === 2) frame[1] = 0x80 | bytes.length;
    else if (head === 4) {
      frame[1] = 0x80 | 126;
      view.setUint16(2, bytes.length);
    } else {
      frame[1] = 0x80 | 127;
      view.setBigUint64(2, BigInt(bytes.length));
    }
    // A mask of zeros leaves the payload as it is.
    frame.set(bytes, head + 4);
    await this.write(frame);
  }

  /** Reads the next frame; undefined where the other end has closed. */
  async readFrame(): Promise<RawFrame | undefined> {
    if (!await this.#fill(2)) return undefined;
    const short = this.#buffer[1]! & 0x7f;
    const head = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (!await this.#fill(head)) return undefined;
    const view = new DataView(this.#buffer.buffer, this.#buffer.byteOffset);
    const length = head === 2 ? short : head === 4 ? view.getUint16(2) : Number(view.getBigUint64(2));
    if (!await this.#fill(head + length)) return undefined;
    const [first] = this.#take(head) as unknown as [number];
    return { fin: (first & 0x80) !== 0, opcode: first & 0x0f, payload: this.#take(length) };
  }

  /** Reads a frame of text as JSON, which the server sends as an object or an array. */
  async readMessages(): Promise<Record<string, unknown>[]> {
    const frame = await this.readFrame();
    if (frame?.opcode !== OPCODES.text) throw new Error(`Not a text frame: opcode ${frame?.opcode}`);
    const value = JSON.parse(decoder.decode(frame.payload)) as Record<string, unknown> | Record<
      string,
      unknown
    >[];
    return Array.isArray(value) ? value : [value];
  }

  /** Reads up to the server's close frame and gives its code; undefined where TCP ends without one. */
  async readCloseCode(): Promise<number | undefined> {
    for (let frame = await this.readFrame(); frame !== undefined; frame = await this.readFrame()) {
      if (frame.opcode === OPCODES.close) {
        return new DataView(frame.payload.buffer, frame.payload.byteOffset).getUint16(0);
      }
    }
    return undefined;
  }

  /** Reads and drops everything until the other end closes; throws where it says nothing for so many milliseconds. */
  async drain(patience = PATIENCE): Promise<void> {
    while (await this.#readMore(patience)) this.#buffer = new Uint8Array(0);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#connection.close();
  }

  async #fill(length: number): Promise<boolean> {
    while (this.#buffer.length < length) if (!await this.#readMore()) return false;
    return true;
  }

  async #readMore(patience = PATIENCE): Promise<boolean> {
    const chunk = new Uint8Array(256 * 1024);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.close();
    }, patience);
    try {
      const count = await this.#connection.read(chunk);
      if (count === null) return false;
      const joined = new Uint8Array(this.#buffer.length + count);
      joined.set(this.#buffer);
      joined.set(chunk.subarray(0, count), this.#buffer.length);
      this.#buffer = joined;
      return true;
    } catch (cause) {
      if (late) throw new Error("The server says nothing and does not close", { cause });
      // A reset is an end, too.
      if (cause instanceof Deno.errors.ConnectionReset || cause instanceof Deno.errors.BrokenPipe) {
        return false;
      }
      throw cause;
    } finally {
      clearTimeout(timer);
    }
  }

  #take(length: number): Uint8Array {
    const taken = this.#buffer.slice(0, length);
    this.#buffer = this.#buffer.slice(length);
    return taken;
  }
}

/** Asks for a WebSocket and gives the answer, whatever it is. */
export async function handshake(connection: RawConnection, options: HandshakeOptions): Promise<RawAnswer> {
  await connection.write(handshakeText(connection.host, options));
  const answer = await connection.readAnswer();
  if (answer === undefined) throw new Error("The server closed without an answer");
  return answer;
}

/** The opening handshake as a client writes it (RFC 6455, section 4.1). */
export function handshakeText(
  host: string,
  { method = "GET", path = "/ws", headers = {} }: HandshakeOptions,
): string {
  const all: Record<string, string | null | string[]> = {
    "Host": host,
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === null ? [] : [value].flat().map((one) => `${name}: ${one}`)
  );
  return `${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`;
}
