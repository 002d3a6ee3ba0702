import { assert, assertEquals, assertFalse, assertMatch } from "@std/assert";
import { type TestServer, withServer } from "../support/server.ts";

type Case = [
  what: string,
  status: (number | undefined)[],
  request: (host: string) => string | Uint8Array<ArrayBuffer>,
];

// Undefined stands for a connection that is closed without an answer.
const RAW: Case[] = [
  ["a space before the colon", [400], (host) => `GET / HTTP/1.1\r\nHost : ${host}\r\n\r\n`],
  ["a folded header", [400], (host) => `GET / HTTP/1.1\r\nHost: ${host}\r\nX-A: a\r\n b\r\n\r\n`],
  ["a bare CR in a header", [400], (host) => `GET / HTTP/1.1\r\nHost: ${host}\r\nX-A: a\rb\r\n\r\n`],
  ["NUL in a header", [400], (host) => `GET / HTTP/1.1\r\nHost: ${host}\r\nX-A: a\0b\r\n\r\n`],
  ["two lengths", [400], (host) => post(host, "Content-Length: 5\r\nContent-Length: 6\r\n", "hello")],
  [
    "length and chunks",
    [400],
    (host) =>
      post(
        host,
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "0\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n",
      ),
  ],
  ["an unknown coding", [400, 501], (host) => post(host, "Transfer-Encoding: xchunked\r\n", "0\r\n\r\n")],
  ["a negative length", [400], (host) => post(host, "Content-Length: -1\r\n", "")],
  [
    "a chunk of 2^72 bytes",
    [400, undefined],
    (host) => post(host, "Transfer-Encoding: chunked\r\n", "1000000000000000000\r\nx\r\n0\r\n\r\n"),
  ],
  ["TRACE", [405, 501], (host) => `TRACE / HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
  ["CONNECT", [400, 404, 405, 421, 501], (host) => `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
  ["a method that nobody knows", [405, 501], (host) => `FOO / HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
  [
    "a method that nobody knows, at the API",
    [404, 405, 501],
    (host) => `FOO /api/rooms HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  ],
  ["OPTIONS *", [200, 204, 400, 404, 405], (host) => `OPTIONS * HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
  ["NUL in a path", [400, 404], (host) => `GET /%00 HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
  ["a percent sign that means nothing", [400, 404], (host) => `GET /%zz HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
  ["a path that is not UTF-8", [400, 404], (host) => `GET /%ff HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
  [
    "a path out of the folder, encoded",
    [400, 404],
    (host) => `GET /..%2f..%2fetc/passwd HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  ],
  [
    "a path out of the folder",
    [400, 404],
    (host) => `GET /../../etc/passwd HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  ],
  ["a path with a backslash", [400, 404], (host) => `GET /..\\..\\main.ts HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
  ["a path of two slashes", [400, 404], (host) => `GET //evil.example/ HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
  ["a foreign Host", [421], () => "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"],
  ["no Host", [400], () => "GET / HTTP/1.1\r\n\r\n"],
  [
    "a target of 64 KiB",
    [400, 414, 431],
    (host) => `GET /${"a".repeat(65_536)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  ],
  [
    "TLS",
    [400, undefined],
    () => new Uint8Array([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, ...Array(200).fill(7), 13, 10, 13, 10]),
  ],
  ["noise", [400, undefined], () => crypto.getRandomValues(new Uint8Array(500))],
];

Deno.test("a request that is none is refused, and nobody is hurt", async () => {
  await withServer({}, async (server) => {
    const healthy = await server.connect({ username: "healthy" });
    for (const [what, statuses, request] of RAW) {
      const answer = await server.exchange(request(new URL(server.url).host))
        .catch((cause) => Promise.reject(new Error(what, { cause })));
      assert(statuses.includes(answer?.status), `${what} was answered ${answer?.status}: ${answer?.body}`);
      assertFalse(answer?.body.includes("root:"), what);
    }
    await healthy.flush();
  });
});

Deno.test("whatever is not there is answered in the same words", async () => {
  await withServer({}, async (server) => {
    const paths = [
      "/nothing",
      "/index.html",
      "/assets/",
      "/assets",
      "/..%2fmain.ts",
      "/.gitignore",
      "/api",
      "/api/nothing",
    ];
    const answers = await Promise.all(paths.map(async (path) => {
      const { status, body } = await server.call(`GET ${path}`);
      return [path, status, body];
    }));
    for (const [path, status, body] of answers) {
      assertEquals([path, status, body], [path, 404, {
        error: { code: "not_found", message: "There is nothing here" },
      }]);
    }
  });
});

type Body = [what: string, status: number, init: RequestInit];

const BODIES: Body[] = [
  ["broken JSON", 400, { body: `{"username":` }],
  ["null", 400, { body: "null" }],
  ["an array", 400, { body: "[]" }],
  ["a number", 400, { body: "5" }],
  ["no body", 400, { body: "" }],
  ["not UTF-8", 400, { body: new Uint8Array([0x7b, 0xff, 0x7d]) }],
  ["no username", 400, { body: "{}" }],
  ["a username from the prototype", 400, { body: `{"__proto__":{"username":"ada"}}` }],
  ["another type", 415, { body: "{}", headers: { "Content-Type": "text/plain" } }],
  ["a type that begins alike", 415, { body: "{}", headers: { "Content-Type": "application/jsonp" } }],
  ["no type", 415, { body: new Uint8Array([0x7b, 0x7d]), headers: {} }],
  ["a form", 415, { body: "username=ada", headers: { "Content-Type": "application/x-www-form-urlencoded" } }],
  ["a packed body", 415, {
    body: "{}",
    headers: { "Content-Type": "application/json", "Content-Encoding": "gzip" },
  }],
  ["a body above the limit", 413, { body: `{"username":"ada"}`.padEnd(2049, " ") }],
  ["a body above the limit, length unknown", 413, { body: stream(`{"username":"ada"}`.padEnd(2049, " ")) }],
  ["a body far above the limit", 413, { body: "x".repeat(1024 * 1024) }],
  ["a body at the limit", 201, { body: `{"username":"ada"}`.padEnd(2048, " ") }],
];

Deno.test("a body is read only if it is small JSON; nothing else is a fault of the server", async () => {
  await withServer({ MAX_FRAME: "2048" }, async (server) => {
    for (const [what, expected, init] of BODIES) {
      const headers = init.headers ?? { "Content-Type": "application/json; charset=utf-8" };
      const response = await fetch(`${server.url}/api/session`, { method: "POST", ...init, headers });
      assertEquals([what, response.status], [what, expected]);
      const body = await response.json();
      if (expected !== 201) assertEquals([what, typeof body.error.code], [what, "string"]);
    }
    assertEquals(await faults(server), []);
  });
});

Deno.test("another website cannot make a browser write here", async () => {
  await withServer({}, async (server) => {
    const token = await server.signIn("ada");
    const json = { id: "k1", text: "forged" };
    const Cookie = `parley_session=${token}`;
    for (
      const headers of [
        { Cookie, Origin: "https://evil.example" },
        { Cookie, Origin: "null" },
        { Cookie },
        { Cookie, Origin: "https://evil.example", "Content-Type": "text/plain" },
      ] as Record<string, string>[]
    ) {
      const { status } = await server.call("POST /api/rooms/lobby/messages", { json, headers });
      assertEquals([headers, status], [headers, 403]);
    }
    assertEquals((await server.call("DELETE /api/session", { headers: { Cookie } })).status, 403);
    const own = { Cookie, Origin: server.url };
    assertEquals((await server.call("POST /api/rooms/lobby/messages", { json, headers: own })).status, 201);
  });
});

Deno.test("every answer to a browser says what a browser may do with it", async () => {
  await withServer({}, async (server) => {
    for (
      const request of ["GET /", "GET /nothing", "GET /api/session", "GET /favicon.svg", "POST /api/rooms"]
    ) {
      const { headers } = await server.call(request);
      assertMatch(headers.get("Content-Security-Policy") ?? "", /default-src 'none'.*frame-ancestors 'none'/);
      assertEquals([request, headers.get("X-Content-Type-Options")], [request, "nosniff"]);
      assertEquals([request, headers.get("Referrer-Policy")], [request, "no-referrer"]);
      assertEquals([request, headers.get("Access-Control-Allow-Origin")], [request, null]);
    }
  });
});

Deno.test("health, readiness and figures are there for whoever runs the server", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    await ada.ask({ type: "message.post", room: "lobby", text: "hello" });
    assertEquals((await server.call("GET /healthz")).body, { status: "alive" });
    assertEquals((await server.call("GET /readyz")).body, { status: "ready" });
    const figures = await (await fetch(`${server.url}/metrics`)).text();
    for (const line of ["parley_messages_total 1", "parley_connections 1", "parley_people 1"]) {
      assert(figures.split("\n").includes(line), `${line} is not among the figures`);
    }
    assertFalse(figures.includes("ada"));
  });
});

function post(host: string, headers: string, body: string): string {
  return `POST /api/session HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n${headers}\r\n${body}`;
}

function stream(text: string): ReadableStream<Uint8Array> {
  return ReadableStream.from([new TextEncoder().encode(text)]);
}

/** What was logged as an error. */
async function faults(server: TestServer): Promise<Record<string, unknown>[]> {
  return (await server.readLog("error")).filter(({ level }) => level === "ERROR");
}
