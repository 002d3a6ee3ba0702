import { assertEquals } from "@std/assert";
import { gzipSync } from "node:zlib";
import type { RawAnswer, RawConnection } from "../support/raw.ts";
import { type TestServer, withServer } from "../support/server.ts";

/**
 * Statuses of the answers in their order, then what the server does with the connection: "closed", "open", or "either"
 * where the runtime decides by how much of a body it has read.
 */
type Outcome = (number | "closed" | "open" | "either")[];

interface World {
  host: string;
  /** A session's token. */
  token: string;
}

interface Case {
  /** Row of the table of bad input. */
  row: number;
  what: string;
  outcome: Outcome;
  /** What the table asks for, where the runtime does otherwise: these are exceptions that SECURITY.md names. */
  asked?: string;
  send: (world: World) => string | Uint8Array<ArrayBuffer>;
}

const encoder = new TextEncoder();
const MAX_BODY = 2_048;
const NAME = `{"username":"someone"}`;
/** What a proxy that reads lengths otherwise would take for a part of the first request. */
const HIDDEN = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
const JSON_TYPE = "Content-Type: application/json\r\n";

const CASES: Case[] = [
  refused(13, "an absolute target with a foreign host", 421, ({ host }) => get(host, "http://evil.example/")),
  refused(
    13,
    "an absolute target of the API with a foreign host",
    421,
    ({ host }) => get(host, "http://evil.example/api/rooms"),
  ),
  broken(18, "a target of 64 KiB", ({ host }) => get(host, `/${"a".repeat(65_536)}`)),
  broken(18, "a socket's target of 64 KiB", ({ host }) => get(host, `/ws?username=${"a".repeat(65_536)}`)),
  broken(18, "a header of 1 MiB", ({ host }) => get(host, "/", `X-Long: ${"a".repeat(1024 * 1024)}\r\n`)),
  broken(18, "2,000 headers", ({ host }) => get(host, "/", "X-Many: a\r\n".repeat(2_000))),
  broken(19, "a space before the colon", ({ host }) => `GET / HTTP/1.1\r\nHost : ${host}\r\n\r\n`),
  broken(19, "a folded header", ({ host }) => get(host, "/", "X-A: a\r\n b\r\n")),
  broken(19, "a bare CR in a header", ({ host }) => get(host, "/", "X-A: a\rb\r\n")),
  broken(19, "NUL in a header", ({ host }) => get(host, "/", "X-A: a\0b\r\n")),
  broken(19, "a header without a colon", ({ host }) => get(host, "/", "X-A\r\n")),
  broken(
    20,
    "a length, then chunks",
    smuggle("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
  ),
  broken(
    20,
    "chunks, then a length",
    smuggle("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"),
  ),
  broken(20, "two lengths", smuggle("Content-Length: 5\r\nContent-Length: 6\r\n", "hello")),
  broken(20, "two lengths in one line", smuggle("Content-Length: 5, 5\r\n", "hello")),
  {
    row: 20,
    what: "the same length twice, which RFC 9112 lets pass as one",
    outcome: [400, 200, "open"],
    asked: "400 and closed",
    send: smuggle("Content-Length: 2\r\nContent-Length: 2\r\n", "{}"),
  },
  broken(20, "an unknown coding", smuggle("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n")),
  broken(20, "the length -1", smuggle("Content-Length: -1\r\n", "")),
  broken(20, "the length +5", smuggle("Content-Length: +5\r\n", "hello")),
  ...["1000000000000000000", "-1", "x"].map((size): Case => ({
    row: 20,
    what: `the chunk size ${size}`,
    outcome: ["closed"],
    asked: "400 and closed",
    send: smuggle("Transfer-Encoding: chunked\r\n", `${size}\r\nx\r\n0\r\n\r\n`),
  })),
  ...["TRACE /", "FOO /", "FOO /api/rooms", "TRACE /api/session", "FOO /ws", "FOO /healthz", "OPTIONS *"].map(
    (line) => refused(21, line, 405, ({ host }) => `${line} HTTP/1.1\r\nHost: ${host}\r\n\r\n`),
  ),
  refused(
    21,
    "CONNECT to this server",
    405,
    ({ host }) => `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  ),
  refused(
    21,
    "CONNECT to another",
    421,
    () => "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
  ),
  broken(21, "CONNECT to a path", ({ host }) => `CONNECT / HTTP/1.1\r\nHost: ${host}\r\n\r\n`),
  ...[
    ...["/nothing", "/%00", "/%zz", "/%ff", "/..%2f..%2fetc/passwd", "/../../etc/passwd", "/..\\..\\main.ts"],
    ...[
      "//evil.example/",
      "/index.html",
      "/assets/",
      "/assets",
      "/..%2fmain.ts",
      "/.gitignore",
      "/api/",
      "/api/nothing",
    ],
  ].map((path) => refused(22, `GET ${path}`, 404, ({ host }) => get(host, path))),
  broken(
    23,
    "the hello of TLS",
    () => new Uint8Array([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, ...Array(200).fill(7), 13, 10, 13, 10]),
  ),
  broken(23, "500 bytes of noise", () => noise(500)),
  refused(25, "broken JSON", 400, (world) => post(world, `{"username":`)),
  refused(25, "the type text/plain", 415, (world) => post(world, NAME, "Content-Type: text/plain\r\n")),
  refused(
    25,
    "a type that begins alike",
    415,
    (world) => post(world, NAME, "Content-Type: application/jsonp\r\n"),
  ),
  refused(25, "no type", 415, (world) => post(world, NAME, "")),
  refused(
    25,
    "a form",
    415,
    (world) => post(world, "username=ada", "Content-Type: application/x-www-form-urlencoded\r\n"),
  ),
  ...["null", "[]", "5", "", "{}", `{"__proto__":{"username":"eve"}}`].map((body) =>
    refused(25, `the body ${body}`, 400, (world) => post(world, body))
  ),
  refused(25, "a body that is not UTF-8", 400, (world) => post(world, new Uint8Array([0x7b, 0xff, 0x7d]))),
  refused(26, "a body at the limit, for a name that is taken", 409, (world) => post(world, sized(MAX_BODY))),
  unread(26, "a body of 1 byte too much", 413, (world) => post(world, sized(MAX_BODY + 1))),
  unread(26, "a body of 1 byte too much in chunks", 413, (world) => chunked(world, sized(MAX_BODY + 1))),
  unread(26, "a body of 1 MiB", 413, (world) => post(world, sized(1024 * 1024))),
  unread(27, "10 MiB that are packed to 10 KiB", 415, (world) =>
    post(
      world,
      new Uint8Array(gzipSync("x".repeat(10 * 1024 * 1024))),
      `${JSON_TYPE}Content-Encoding: gzip\r\n`,
    )),
  refused(
    28,
    "a cookie from a foreign origin",
    403,
    (world) => forged(world, "Origin: https://evil.example\r\n"),
  ),
  refused(28, "a cookie from the origin null", 403, (world) => forged(world, "Origin: null\r\n")),
  refused(28, "a cookie without an origin", 403, (world) => forged(world, "")),
  refused(
    28,
    "a cookie and text/plain, as a form can send it",
    403,
    (world) => forged(world, "Origin: https://evil.example\r\n", "Content-Type: text/plain\r\n"),
  ),
  refused(
    28,
    "a cookie and text/plain without an origin",
    403,
    (world) => forged(world, "", "Content-Type: text/plain\r\n"),
  ),
  refused(
    28,
    "a cookie of another website that wants to sign the person out",
    403,
    ({ host, token }) =>
      `DELETE /api/session HTTP/1.1\r\nHost: ${host}\r\nCookie: parley_session=${token}\r\n\r\n`,
  ),
  {
    row: 28,
    what: "a cookie from the own origin",
    outcome: [201, "open"],
    send: (world) => forged(world, `Origin: http://${world.host}\r\n`),
  },
];

Deno.test("a request that nobody should send has the outcome of its table, and a healthy person is served", async () => {
  await withServer({ MAX_FRAME: String(MAX_BODY) }, async (server) => {
    const healthy = await server.connect({ username: "healthy" });
    const world = { host: new URL(server.url).host, token: await server.signIn("ada") };
    const seen: string[] = [];
    const missing = new Set<string>();
    for (const { row, what, outcome, send } of CASES) {
      const connection = await server.dial();
      const answers = await answersTo(connection, send(world));
      const known = answers.map((one) => typeof one === "string" ? one : one.status);
      seen.push(`${row} ${what}: ${outcome.at(-1) === "either" ? [...known.slice(0, -1), "either"] : known}`);
      for (const { status, body } of answers.filter((one) => typeof one !== "string")) {
        if (status === 404) missing.add(body);
      }
      connection.close();
      await healthy.ask({ type: "room.presence", room: "lobby" });
    }
    assertEquals(seen, CASES.map(({ row, what, outcome }) => `${row} ${what}: ${outcome}`));
    // Whatever is not there is answered in the same words.
    assertEquals([...missing], [`{"error":{"code":"not_found","message":"There is nothing here"}}`]);
    assertEquals(await faults(server), []);
  });
});

/** What a request is answered, and what then becomes of one that is right on the same connection. */
async function answersTo(
  connection: RawConnection,
  request: string | Uint8Array<ArrayBuffer>,
): Promise<(RawAnswer | "closed" | "open")[]> {
  const answers: (RawAnswer | "closed" | "open")[] = [];
  await writeWhileOpen(connection, request);
  for (;;) {
    const answer = await connection.readAnswer();
    if (answer === undefined) return [...answers, "closed"];
    if (answer.body === `{"status":"ready"}`) return [...answers, "open"];
    answers.push(answer);
    if (answers.length === 1) await writeWhileOpen(connection, get(connection.host, "/readyz"));
  }
}

/** Writes what the server may have refused, and closed for, before it was whole. */
async function writeWhileOpen(
  connection: RawConnection,
  data: string | Uint8Array<ArrayBuffer>,
): Promise<void> {
  try {
    await connection.write(data);
  } catch (error) {
    if (!(error instanceof Deno.errors.ConnectionReset || error instanceof Deno.errors.BrokenPipe)) {
      throw error;
    }
  }
}

/** A request that can be read, and is refused. */
function refused(row: number, what: string, status: number, send: Case["send"]): Case {
  return { row, what, outcome: [status, "open"], send };
}

/** A request that is refused without its body having been read to the end. */
function unread(row: number, what: string, status: number, send: Case["send"]): Case {
  return { row, what, outcome: [status, "either"], send };
}

/** A request that cannot be read, so that nobody knows where the next one begins. */
function broken(row: number, what: string, send: Case["send"]): Case {
  return { row, what, outcome: [400, "closed"], send };
}

function get(host: string, target: string, headers = ""): string {
  return `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n${headers}\r\n`;
}

/** A request with another behind it that must not be answered. */
function smuggle(headers: string, body: string): Case["send"] {
  return ({ host }) =>
    `POST /api/session HTTP/1.1\r\nHost: ${host}\r\n${JSON_TYPE}${headers}\r\n${body}${HIDDEN}`;
}

function post({ host }: World, body: string | Uint8Array, headers = JSON_TYPE): Uint8Array<ArrayBuffer> {
  const bytes = typeof body === "string" ? encoder.encode(body) : body;
  const head =
    `POST /api/session HTTP/1.1\r\nHost: ${host}\r\n${headers}Content-Length: ${bytes.length}\r\n\r\n`;
  return new Uint8Array([...encoder.encode(head), ...bytes]);
}

function chunked({ host }: World, body: string): string {
  const half = body.length / 2 | 0;
  const chunks = [body.slice(0, half), body.slice(half), ""].map((chunk) =>
    `${chunk.length.toString(16)}\r\n${chunk}\r\n`
  );
  return `POST /api/session HTTP/1.1\r\nHost: ${host}\r\n${JSON_TYPE}Transfer-Encoding: chunked\r\n\r\n${
    chunks.join("")
  }`;
}

/** A message that another website makes the browser of someone post. */
function forged({ host, token }: World, origin: string, type = JSON_TYPE): string {
  const body = `{"id":"k1","text":"forged"}`;
  return `POST /api/rooms/lobby/messages HTTP/1.1\r\nHost: ${host}\r\nCookie: parley_session=${token}\r\n` +
    `${origin}${type}Content-Length: ${body.length}\r\n\r\n${body}`;
}

function sized(bytes: number): string {
  return `{"username":"ada"}`.padEnd(bytes, " ");
}

function noise(length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, index) => (index * 167 + 89) % 251);
}

/** What was logged as an error. */
async function faults(server: TestServer): Promise<Record<string, unknown>[]> {
  return (await server.readLog("error")).filter(({ level }) => level === "ERROR");
}
