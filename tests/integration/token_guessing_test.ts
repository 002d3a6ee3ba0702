import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { type TestServer, withServer } from "../support/server.ts";

const LIMIT = 5;
const FEW = { MAX_WRONG_TOKENS: String(LIMIT), TRUSTED_PROXIES: "loopback" };

Deno.test("after so many wrong tokens an address is told to wait; another address and right tokens are not", async () => {
  await withServer(FEW, async (server) => {
    const token = await server.signIn("ada");
    const guesses = await Promise.all(Array.from({ length: LIMIT }, () => guess(server)));
    assertEquals(guesses.map(({ status }) => status), Array(LIMIT).fill(401));
    const refused = await guess(server);
    assertEquals([refused.status, refused.code], [429, "rate_limited"]);
    // One more in 60 s / 5.
    assert(refused.retryAfter > 0 && refused.retryAfter <= 12, String(refused.retryAfter));
    assertEquals((await guess(server, { "X-Forwarded-For": "203.0.113.7" })).status, 401);
    for (let n = 0; n < 3 * LIMIT; n++) {
      assertEquals((await server.call("GET /api/rooms", { token })).status, 200);
    }
    const ada = await server.connect({ token });
    await ada.ask({ type: "message.post", room: "lobby", text: "never locked out" });
    assertEquals((await guess(server)).status, 429);
  });
});

Deno.test("every way in counts the same: Bearer, cookie, socket; a /64 of IPv6 is one place", async () => {
  await withServer(FEW, async (server) => {
    const at = (n: number) => ({ "X-Forwarded-For": `2001:db8::${n}` });
    const Cookie = `parley_session=${"x".repeat(22)}`;
    const statuses = [
      (await guess(server, at(1))).status,
      (await server.call("GET /api/session", { headers: { ...at(2), Cookie } })).status,
      (await server.call("POST /api/rooms", { headers: { ...at(3), Cookie, Origin: server.url }, json: {} }))
        .status,
      (await server.handshake({ headers: { ...at(4), Authorization: `Bearer ${"y".repeat(22)}` } })).answer
        .status,
      (await server.handshake({ headers: { ...at(5), Cookie, Origin: server.url } })).answer.status,
      (await server.call("GET /api/rooms", { headers: { ...at(6), Cookie } })).status,
      (await server.handshake({ headers: { ...at(7), Authorization: "Basic YTph" } })).answer.status,
    ];
    assertEquals(statuses, [401, 401, 401, 401, 401, 429, 429]);
    const figures = (await (await fetch(`${server.url}/metrics`)).text()).split("\n");
    for (
      const line of [
        "parley_wrong_tokens_total 7",
        'parley_refused_total{code="unauthenticated",limit=""} 5',
        'parley_refused_total{code="rate_limited",limit="wrong_tokens"} 2',
      ]
    ) assert(figures.includes(line), line);
  });
});

Deno.test("no token, a token that is none, an unknown and an expired one get the same answer", async () => {
  await withServer({}, async (server) => {
    const [ended, expired] = [await server.signIn("ada"), await server.signIn("bo")];
    assertEquals((await server.call("DELETE /api/session", { token: ended })).status, 204);
    await server.stop();
    const database = new DatabaseSync(`${server.config.dataDir}/parley.db`);
    assertEquals(database.prepare("UPDATE sessions SET expires_at = ?").run(Date.now() - 1).changes, 1);
    database.close();
    await server.restart();
    const answers = await Promise.all([
      server.call("GET /api/rooms"),
      ...[
        `Bearer ${ended}`,
        `Bearer ${expired}`,
        `Bearer ${"x".repeat(22)}`,
        "Bearer short",
        `Bearer ${"x".repeat(200)}`,
        `Bearer ${"x".repeat(5_000)}`,
        "Bearer",
        "Bearer a b",
        "Basic YWRhOmFkYQ==",
        "",
      ].map((Authorization) => server.call("GET /api/rooms", { headers: { Authorization } })),
    ]);
    for (const { status, body, headers } of answers) {
      assertEquals([status, body, headers.get("WWW-Authenticate")], [401, answers[0]!.body, "Bearer"]);
    }
  });
});

Deno.test("who brings no token at all guesses nothing", async () => {
  await withServer(FEW, async (server) => {
    for (let n = 0; n < 3 * LIMIT; n++) assertEquals((await server.call("GET /api/rooms")).status, 401);
    assertEquals((await guess(server)).status, 401);
  });
});

Deno.test("an old cookie is no hindrance to come in by a name, however many wrong ones there were", async () => {
  await withServer(FEW, async (server) => {
    for (let n = 0; n <= LIMIT; n++) await guess(server);
    const headers = { Origin: server.url, Cookie: `parley_session=${"x".repeat(22)}` };
    const { status } = await server.call("POST /api/session", { headers, json: { username: "ada" } });
    assertEquals(status, 201);
  });
});

Deno.test("claiming names, taken ones too, is limited for one address by HTTP and socket together", async () => {
  await withServer({ SIGN_IN_RATE: "1", TRUSTED_PROXIES: "loopback" }, async (server) => {
    await server.signIn("ada");
    const statuses: number[] = [];
    for (let n = 0; n < 20; n++) {
      statuses.push((await server.call("POST /api/session", { json: { username: "ada" } })).status);
      statuses.push((await server.handshake({ path: "/ws?username=ada" })).answer.status);
    }
    // 30 at once, one of them for the first.
    assertEquals(statuses.slice(0, 29), Array(29).fill(409));
    assert(statuses.slice(29).filter((status) => status === 429).length >= 9, statuses.join());
    const elsewhere = { "X-Forwarded-For": "203.0.113.7" };
    const { status } = await server.call("POST /api/session", {
      headers: elsewhere,
      json: { username: "bo" },
    });
    assertEquals(status, 201);
  });
});

Deno.test("each sign-in makes a token of its own, and one that was signed out is dead for good", async () => {
  await withServer({}, async (server) => {
    const planted = "planted-by-an-attacker";
    assertEquals(planted.length, 22);
    const headers = { Origin: server.url, Cookie: `parley_session=${planted}` };
    const { headers: answered } = await server.call("POST /api/session", {
      headers,
      json: { username: "ada" },
    });
    const first = /^parley_session=([\w-]{22});/.exec(answered.getSetCookie()[0]!)![1]!;
    assertNotEquals(first, planted);
    assertEquals((await server.call("GET /api/rooms", { token: planted })).status, 401);
    await server.call("DELETE /api/session", { token: first });
    const second = await server.signIn("ada");
    assertNotEquals(second, first);
    assertEquals((await server.call("GET /api/rooms", { token: first })).status, 401);
    assertEquals((await server.call("GET /api/rooms", { token: second })).status, 200);
  });
});

interface Guess {
  status: number;
  code: string;
  retryAfter: number;
}

/** Asks with a token that is as good as any, and belongs to nobody. */
async function guess(server: TestServer, headers: Record<string, string> = {}): Promise<Guess> {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const token = bytes.toBase64({ alphabet: "base64url", omitPadding: true });
  const { status, body } = await server.call("GET /api/rooms", { token, headers });
  return { status, ...body.error as { code: string; retryAfter: number } };
}
