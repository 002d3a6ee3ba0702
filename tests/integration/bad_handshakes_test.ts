import { DatabaseSync } from "node:sqlite";
import { assertEquals, assertFalse } from "@std/assert";
import { type TestServer, withServer } from "../support/server.ts";
import type { HandshakeOptions, RawAnswer } from "../support/raw.ts";

interface World {
  server: TestServer;
  /** Token of someone who is signed in. */
  ada: string;
  /** Token of someone else who is. */
  bo: string;
  /** Token of a session that was signed out. */
  out: string;
  /** Token of a session that has run out. */
  expired: string;
}

interface Case {
  /** Row of the table of bad input. */
  row: number;
  what: string;
  status: number;
  /** What the table asks for, where Parley does otherwise. */
  asked?: string;
  ask: HandshakeOptions | ((world: World) => HandshakeOptions);
}

type Headers = NonNullable<HandshakeOptions["headers"]>;

const NAMED = "/ws?username=cy";
const NOBODY = "x".repeat(22);
const KEY = "dGhlIHNhbXBsZSBub25jZQ==";

const CASES: Case[] = [
  { row: 1, what: "no Upgrade", status: 426, ask: named({ Upgrade: null }) },
  { row: 1, what: "another Upgrade", status: 426, ask: named({ Upgrade: "h2c" }) },
  {
    row: 1,
    what: "neither Upgrade nor Connection",
    status: 426,
    ask: named({ Upgrade: null, Connection: null }),
  },
  { row: 2, what: "Connection: keep-alive", status: 426, ask: named({ Connection: "keep-alive" }) },
  { row: 2, what: "no Connection", status: 426, ask: named({ Connection: null }) },
  {
    row: 2,
    what: "Connection with more tokens",
    status: 101,
    ask: named({ Connection: "keep-alive, Upgrade" }),
  },
  { row: 3, what: "no key", status: 400, ask: named({ "Sec-WebSocket-Key": null }) },
  { row: 3, what: "two keys", status: 400, ask: named({ "Sec-WebSocket-Key": [KEY, KEY] }) },
  { row: 4, what: "a key of 3 bytes", status: 400, ask: named({ "Sec-WebSocket-Key": "YWJj" }) },
  {
    row: 4,
    what: "a key of 17 bytes",
    status: 400,
    ask: named({ "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZWE=" }),
  },
  {
    row: 4,
    what: "a key that is not base64",
    status: 400,
    ask: named({ "Sec-WebSocket-Key": "!".repeat(22) + "==" }),
  },
  { row: 5, what: "version 8", status: 426, ask: named({ "Sec-WebSocket-Version": "8" }) },
  { row: 5, what: "no version", status: 426, ask: named({ "Sec-WebSocket-Version": null }) },
  { row: 6, what: "POST", status: 405, ask: { ...named(), method: "POST" } },
  { row: 7, what: "Upgrade in capitals", status: 101, ask: named({ Upgrade: "WebSocket" }) },
  {
    row: 8,
    what: "subprotocols without a space",
    status: 101,
    ask: named({ "Sec-WebSocket-Protocol": "a,b" }),
  },
  {
    row: 9,
    what: "an unknown subprotocol",
    status: 101,
    ask: named({ "Sec-WebSocket-Protocol": "chat.v9" }),
  },
  {
    row: 9,
    what: "an extension",
    status: 101,
    ask: named({ "Sec-WebSocket-Extensions": "permessage-deflate" }),
  },
  { row: 10, what: "the own origin", status: 101, ask: ({ server }) => named({ Origin: server.url }) },
  { row: 10, what: "a foreign origin", status: 403, ask: named({ Origin: "https://evil.example" }) },
  { row: 10, what: "the origin null", status: 403, ask: named({ Origin: "null" }) },
  { row: 10, what: "an empty origin", status: 403, ask: named({ Origin: "" }) },
  {
    row: 10,
    what: "the own origin as a prefix",
    status: 403,
    ask: ({ server }) => named({ Origin: `${server.url}.evil.example` }),
  },
  { row: 10, what: "another port", status: 403, ask: named({ Origin: "http://127.0.0.1:1" }) },
  {
    row: 10,
    what: "another scheme",
    status: 403,
    ask: ({ server }) => named({ Origin: server.url.replace("http", "https") }),
  },
  {
    row: 10,
    what: "two origins",
    status: 403,
    ask: ({ server }) => named({ Origin: [server.url, "https://evil.example"] }),
  },
  { row: 11, what: "a cookie and no origin", status: 403, ask: ({ ada }) => cookie(ada, { Origin: null }) },
  {
    row: 11,
    what: "a cookie and a foreign origin",
    status: 403,
    ask: ({ ada }) => cookie(ada, { Origin: "https://evil.example" }),
  },
  { row: 11, what: "a Bearer token and no origin", status: 101, ask: ({ ada }) => bearer(ada) },
  {
    row: 11,
    what: "a cookie and the own origin",
    status: 101,
    ask: ({ server, ada }) => cookie(ada, { Origin: server.url }),
  },
  { row: 12, what: "no Host", status: 400, ask: named({ Host: null }) },
  {
    row: 12,
    what: "two Hosts",
    status: 400,
    ask: ({ server }) => named({ Host: [new URL(server.url).host, "evil.example"] }),
  },
  { row: 12, what: "a foreign Host", status: 421, ask: named({ Host: "evil.example" }) },
  {
    row: 12,
    what: "a Host that can be rebound",
    status: 421,
    ask: named({ Host: "127.0.0.1.evil.example" }),
  },
  {
    row: 12,
    what: "a foreign Host with its own Origin",
    status: 421,
    ask: named({ Host: "evil.example", Origin: "http://evil.example" }),
  },
  {
    row: 13,
    what: "an absolute target with a foreign host",
    status: 421,
    ask: { path: `http://evil.example${NAMED}` },
  },
  { row: 14, what: "nobody", status: 401, ask: { path: "/ws" } },
  { row: 14, what: "a session that was signed out", status: 401, ask: ({ out }) => bearer(out) },
  { row: 14, what: "a session that has run out", status: 401, ask: ({ expired }) => bearer(expired) },
  { row: 14, what: "a token that nobody has", status: 401, ask: bearer(NOBODY) },
  {
    row: 14,
    what: "a token with the end of another's",
    status: 401,
    ask: ({ ada, bo }) => bearer(ada.slice(0, 11) + bo.slice(11)),
  },
  { row: 14, what: "a token of another form", status: 401, ask: bearer("a b") },
  { row: 14, what: "a token of 10,000 characters", status: 401, ask: bearer("x".repeat(10_000)) },
  {
    row: 14,
    what: "another kind of authorization",
    status: 401,
    ask: { headers: { Authorization: "Basic YWRhOmFkYQ==" } },
  },
  {
    row: 14,
    what: "a token that nobody has, and a name",
    status: 401,
    ask: { ...bearer(NOBODY), path: NAMED },
  },
  {
    row: 14,
    what: "a cookie that nobody has",
    status: 401,
    ask: ({ server }) => cookie(NOBODY, { Origin: server.url }),
  },
  { row: 15, what: "a token in the address", status: 400, ask: ({ ada }) => ({ path: `/ws?token=${ada}` }) },
  { row: 15, what: "a token that lost its name", status: 400, ask: ({ ada }) => ({ path: `/ws?${ada}` }) },
  {
    row: 15,
    what: "a token beside a name",
    status: 400,
    ask: ({ ada }) => ({ path: `${NAMED}&token=${ada}` }),
  },
  { row: 15, what: "two names", status: 400, ask: { path: `${NAMED}&username=bo` } },
  {
    row: 29,
    what: "a cookie of 8 KiB beside the session's",
    status: 101,
    asked: "400 or 431, where it is too much",
    ask: ({ server, ada }) => cookie(ada, { Origin: server.url }, `a=${"b".repeat(8 * 1024)}; `),
  },
  {
    row: 29,
    what: "two session cookies that differ",
    status: 401,
    ask: ({ server, ada, bo }) => cookie(ada, { Origin: server.url }, `parley_session=${bo}; `),
  },
  {
    row: 29,
    what: "the same two the other way round",
    status: 401,
    ask: ({ server, ada, bo }) => cookie(bo, { Origin: server.url }, `parley_session=${ada}; `),
  },
  {
    row: 29,
    what: "two session cookies that are equal",
    status: 101,
    ask: ({ server, ada }) => cookie(ada, { Origin: server.url }, `parley_session=${ada}; `),
  },
  {
    row: 29,
    what: "cookies named as what objects have",
    status: 101,
    ask: ({ server, ada }) => cookie(ada, { Origin: server.url }, "__proto__=x; constructor=y; "),
  },
  {
    row: 29,
    what: "the token as the cookie __proto__",
    status: 401,
    ask: ({ server, ada }) => ({ headers: { Origin: server.url, Cookie: `__proto__=${ada}` } }),
  },
];

Deno.test("a handshake is answered by its table, before anyone is let in, and a healthy person is served", async () => {
  await withServer({ MAX_CONNECTIONS_PER_ADDRESS: "1000" }, async (server) => {
    const world = await makeWorld(server);
    const healthy = await server.connect({ username: "healthy" });
    const seen: string[] = [];
    for (const { row, what, ask } of CASES) {
      const { answer, connection } = await server.handshake(typeof ask === "function" ? ask(world) : ask)
        .catch((cause) => Promise.reject(new Error(what, { cause })));
      seen.push(`${row} ${what}: ${answer.status}`);
      assertWellAnswered(what, answer);
      if (answer.status === 101) {
        const [welcome] = await connection.readMessages();
        // Whoever came by a name makes place for the next who does.
        const token = welcome!.session as string | undefined;
        if (token !== undefined) await server.call("DELETE /api/session", { token });
      }
      connection.close();
      await healthy.ask({ type: "room.presence", room: "lobby" });
    }
    assertEquals(seen, CASES.map(({ row, what, status }) => `${row} ${what}: ${status}`));
    await server.stop();
    const faults = await server.readLog("error");
    assertEquals(faults.filter(({ level }) => level === "ERROR"), []);
    const written = JSON.stringify([
      faults,
      await server.readLog("access"),
      await server.readLog("websocket"),
    ]);
    for (const token of [world.ada, world.bo, world.out, world.expired]) {
      assertFalse(written.includes(token), "A token is in a log");
    }
  });
});

async function makeWorld(server: TestServer): Promise<World> {
  const [out, expired] = [await server.signIn("out"), await server.signIn("expired")];
  await server.call("DELETE /api/session", { token: out });
  await server.stop();
  const database = new DatabaseSync(`${server.config.dataDir}/parley.db`);
  database.prepare("UPDATE sessions SET expires_at = ?").run(Date.now() - 1);
  database.close();
  await server.restart();
  return { server, ada: await server.signIn("ada"), bo: await server.signIn("bo"), out, expired };
}

function assertWellAnswered(what: string, { status, headers, body }: RawAnswer): void {
  if (status === 426) {
    const told = [headers.get("Upgrade"), headers.get("Sec-WebSocket-Version")];
    assertEquals([what, ...told], [what, "websocket", "13"]);
  }
  if (status === 101) {
    // RFC 6455, section 1.3, has this key and this answer as its example.
    assertEquals([what, headers.get("Sec-WebSocket-Accept")], [what, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="]);
    assertEquals([what, headers.get("Sec-WebSocket-Protocol")], [what, null]);
    assertEquals([what, headers.get("Sec-WebSocket-Extensions")], [what, null]);
  } else if (headers.get("Content-Type") !== null) {
    const { error } = JSON.parse(body);
    assertEquals([what, typeof error.code, typeof error.message], [what, "string", "string"]);
  }
}

/** Comes in by a name. */
function named(headers: Headers = {}): HandshakeOptions {
  return { path: NAMED, headers };
}

function bearer(token: string): HandshakeOptions {
  return { headers: { Authorization: `Bearer ${token}` } };
}

/** Comes in by the session's cookie, after others. */
function cookie(token: string, headers: Headers, others = ""): HandshakeOptions {
  return { headers: { ...headers, Cookie: `${others}parley_session=${token}` } };
}
