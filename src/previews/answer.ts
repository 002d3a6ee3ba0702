import { NoPreview } from "./guard.ts";
import type { Stream } from "./network.ts";

/** What a web server answered. */
export interface Answer {
  status: number;
  /** By their names in lower case; of those that came twice, the first. */
  headers: ReadonlyMap<string, string>;
  /** Reads the body, or as much of it as is allowed, until the end of the page's head. */
  body(): Promise<Uint8Array>;
}

const MAX_HEAD = 32 * 1024;
const MAX_HEADERS = 200;
const PIECE = 16 * 1024;
const LF = 10;
/** Where what is of interest ends; nothing before it is lost where a script has these letters, too. */
const END_OF_HEAD = /<\/head|<body/i;
const LONGEST_END = 6;

/**
 * Asks for a page over HTTP/1.1, once; the connection is of no use after it.
 * @param max bytes that are read of the answer at most
 * @throws NoPreview for what is no HTTP
 */
export async function ask(stream: Stream, url: URL, max: number): Promise<Answer> {
  const lines = [
    `GET ${url.pathname}${url.search} HTTP/1.1`,
    `Host: ${url.host}`,
    "User-Agent: ParleyPreview/1 (link preview; reads the head of a page once a day)",
    "Accept: text/html",
    "Accept-Encoding: identity",
    "Connection: close",
  ];
  await writeAll(stream, new TextEncoder().encode(`${lines.join("\r\n")}\r\n\r\n`));
  const input = new Input(stream, max);
  const status = await readStatus(input);
  const headers = await readHeaders(input);
  return { status, headers, body: () => readBody(input, headers) };
}

async function writeAll(stream: Stream, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) done += await stream.write(bytes.subarray(done));
}

async function readStatus(input: Input): Promise<number> {
  const match = /^HTTP\/1\.[01] ([2-5]\d\d)(?: |$)/.exec(await input.line(MAX_HEAD));
  if (match === null) throw new NoPreview("This is no answer of a web server");
  return Number(match[1]);
}

async function readHeaders(input: Input): Promise<Map<string, string>> {
  const headers = new Map<string, string>();
  let left = MAX_HEAD;
  for (let count = 0; count < MAX_HEADERS; count++) {
    const line = await input.line(left);
    if (line === "") return headers;
    left -= line.length;
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    if (colon < 1 || !/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) throw new NoPreview("This is no header");
    if (!headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  throw new NoPreview("Too many headers");
}

async function readBody(input: Input, headers: ReadonlyMap<string, string>): Promise<Uint8Array> {
  const page = new PageBytes();
  const coding = headers.get("transfer-encoding");
  if (coding === undefined) {
    const length = headers.get("content-length") ?? "";
    await copy(input, page, /^\d{1,15}$/.test(length) ? Number(length) : Infinity);
  } else if (coding.toLowerCase() === "chunked") {
    await copyChunks(input, page);
  } else {
    throw new NoPreview("This coding is not known");
  }
  return page.bytes();
}

async function copyChunks(input: Input, page: PageBytes): Promise<void> {
  for (;;) {
    const size = /^([\da-f]{1,8})\s*(?:;.*)?$/i.exec(await input.line(PIECE));
    if (size === null) throw new NoPreview("This is no chunk");
    const length = parseInt(size[1]!, 16);
    if (length === 0 || !await copy(input, page, length)) return;
    if (await input.line(2) !== "") throw new NoPreview("This chunk has no end");
  }
}

/** Copies so many bytes; false where the page needs no more, or there are none. */
async function copy(input: Input, page: PageBytes, length: number): Promise<boolean> {
  for (let left = length; left > 0;) {
    const piece = await input.some(Math.min(left, PIECE));
    if (piece === undefined) return false;
    left -= piece.length;
    if (page.add(piece)) return false;
  }
  return true;
}

/** The bytes of a page, until its head ends. */
class PageBytes {
  readonly #pieces: Uint8Array[] = [];
  readonly #decoder = new TextDecoder("latin1");
  #end = "";

  /** Gives whether the head of the page has ended. */
  add(piece: Uint8Array): boolean {
    this.#pieces.push(piece);
    const text = this.#end + this.#decoder.decode(piece);
    this.#end = text.slice(-LONGEST_END);
    return END_OF_HEAD.test(text);
  }

  bytes(): Uint8Array {
    const bytes = new Uint8Array(this.#pieces.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of this.#pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  }
}

/** What comes in, and no more of it than is allowed. */
class Input {
  readonly #stream: Stream;
  readonly #buffer = new Uint8Array(PIECE);
  #left: number;
  #held = new Uint8Array(0);

  constructor(stream: Stream, max: number) {
    this.#stream = stream;
    this.#left = max;
  }

  /** At least one byte and at most `max`; undefined at the end, or where it is too much. */
  async some(max: number): Promise<Uint8Array | undefined> {
    if (this.#held.length === 0 && !await this.#more()) return undefined;
    const piece = this.#held.slice(0, max);
    this.#held = this.#held.subarray(max);
    return piece;
  }

  /**
   * A line without its end.
   * @throws NoPreview where it does not end, or is longer than `max`
   */
  async line(max: number): Promise<string> {
    const pieces: string[] = [];
    const decoder = new TextDecoder("latin1");
    for (let length = 0;;) {
      if (this.#held.length === 0 && !await this.#more()) throw new NoPreview("The answer ends too soon");
      const end = this.#held.indexOf(LF);
      const piece = this.#held.subarray(0, end < 0 ? undefined : end);
      length += piece.length;
      if (length > max) throw new NoPreview("This line is too long");
      pieces.push(decoder.decode(piece));
      this.#held = this.#held.subarray(piece.length + (end < 0 ? 0 : 1));
      if (end >= 0) return pieces.join("").replace(/\r$/, "");
    }
  }

  async #more(): Promise<boolean> {
    if (this.#left <= 0) return false;
    const count = await this.#stream.read(this.#buffer.subarray(0, this.#left));
    if (count === null || count === 0) return false;
    this.#left -= count;
    this.#held = this.#buffer.slice(0, count);
    return true;
  }
}
