import { assert, assertEquals } from "@std/assert";
import { type TestServer, withServer } from "../support/server.ts";
import { type HandshakeOptions, handshakeText, OPCODES, type RawAnswer } from "../support/raw.ts";

type Headers = NonNullable<HandshakeOptions["headers"]>;
type Case = [
  what: string,
  status: number | number[],
  options: HandshakeOptions | ((server: TestServer) => HandshakeOptions),
];

const NAMED = "/ws?username=ada";

const CASES: Case[] = [
  ["an ordinary handshake", 101, { path: NAMED }],
  ["Upgrade in other case", 101, { path: NAMED, headers: { Upgrade: "WebSocket" } }],
  ["Connection with more tokens", 101, { path: NAMED, headers: { Connection: "keep-alive, Upgrade" } }],
  ["the server's own origin", 101, ({ url }) => ({ path: NAMED, headers: { Origin: url } })],
  ["no Upgrade", 426, { path: NAMED, headers: { Upgrade: null } }],
  ["another Upgrade", 426, { path: NAMED, headers: { Upgrade: "h2c" } }],
  ["Connection: keep-alive", [400, 426], { path: NAMED, headers: { Connection: "keep-alive" } }],
  ["no Connection", [400, 426], { path: NAMED, headers: { Connection: null } }],
  ["no key", 400, { path: NAMED, headers: { "Sec-WebSocket-Key": null } }],
  ["a key of 3 bytes", 400, { path: NAMED, headers: { "Sec-WebSocket-Key": "YWJj" } }],
  ["a key of 17 bytes", 400, { path: NAMED, headers: { "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZWE=" } }],
  ["a key that is not base64", 400, {
    path: NAMED,
    headers: { "Sec-WebSocket-Key": "!!!!!!!!!!!!!!!!!!!!!!==" },
  }],
  ["two keys", 400, {
    path: NAMED,
    headers: { "Sec-WebSocket-Key": ["dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ=="] },
  }],
  ["version 8", 426, { path: NAMED, headers: { "Sec-WebSocket-Version": "8" } }],
  ["no version", 426, { path: NAMED, headers: { "Sec-WebSocket-Version": null } }],
  ["POST", 405, { path: NAMED, method: "POST" }],
  ["subprotocols without a space", [101, 400], { path: NAMED, headers: { "Sec-WebSocket-Protocol": "a,b" } }],
  ["an unknown subprotocol", [101, 400], { path: NAMED, headers: { "Sec-WebSocket-Protocol": "chat.v9" } }],
  ["an extension", 101, { path: NAMED, headers: { "Sec-WebSocket-Extensions": "permessage-deflate" } }],
  ["a foreign origin", 403, { path: NAMED, headers: { Origin: "https://evil.example" } }],
  ["the origin null", 403, { path: NAMED, headers: { Origin: "null" } }],
  [
    "the own origin as a prefix",
    403,
    ({ url }) => ({ path: NAMED, headers: { Origin: `${url}.evil.example` } }),
  ],
  ["the own origin with another port", 403, { path: NAMED, headers: { Origin: "http://127.0.0.1:1" } }],
  [
    "the own origin with another scheme",
    403,
    ({ url }) => ({ path: NAMED, headers: { Origin: url.replace("http", "https") } }),
  ],
  [
    "two origins",
    [400, 403],
    ({ url }) => ({ path: NAMED, headers: { Origin: [url, "https://evil.example"] } }),
  ],
  ["an empty origin", 403, { path: NAMED, headers: { Origin: "" } }],
  ["no Host", 400, { path: NAMED, headers: { Host: null } }],
  ["two Hosts", 400, ({ url }) => ({ path: NAMED, headers: { Host: [new URL(url).host, "evil.example"] } })],
  ["a foreign Host", 421, { path: NAMED, headers: { Host: "evil.example" } }],
  ["a Host that can be rebound", 421, { path: NAMED, headers: { Host: "127.0.0.1.evil.example" } }],
  ["a foreign Host with its own Origin", 421, {
    path: NAMED,
    headers: { Host: "evil.example", Origin: "http://evil.example" },
  }],
  ["an absolute target with a foreign host", [400, 421], { path: `http://evil.example${NAMED}` }],
  ["nobody", 401, { path: "/ws" }],
  ["an unknown token", 401, { headers: { Authorization: `Bearer ${"x".repeat(22)}` } }],
  ["a token of another form", 401, { headers: { Authorization: "Bearer a b" } }],
  ["another kind of authorization", 401, { headers: { Authorization: "Basic YWRhOmFkYQ==" } }],
  ["an unknown token beside a name", 401, {
    path: NAMED,
    headers: { Authorization: `Bearer ${"x".repeat(22)}` },
  }],
  [
    "an unknown cookie",
    401,
    ({ url }) => ({ headers: { Origin: url, Cookie: "parley_session=xxxxxxxxxxxxxxxxxxxxxx" } }),
  ],
  ["a token in the address", 400, { path: "/ws?token=xxxxxxxxxxxxxxxxxxxxxx" }],
  ["a token beside a name", 400, { path: `${NAMED}&token=xxxxxxxxxxxxxxxxxxxxxx` }],
  ["two names", 400, { path: `${NAMED}&username=bo` }],
  ["an empty name", 400, { path: "/ws?username=" }],
  ["half of a surrogate pair in UTF-8 in a name", 400, { path: "/ws?username=%ED%A0%80" }],
  ["a percent sign that means nothing", 400, { path: "/ws?username=%zz" }],
  ["a target of 64 KiB", [400, 414, 431], { path: `/ws?username=${"a".repeat(64 * 1024)}` }],
  ["a header of 1 MiB", [400, 431], { path: NAMED, headers: { "X-Long": "a".repeat(1024 * 1024) } }],
  ["2,000 headers", [400, 431], { path: NAMED, headers: { "X-Many": Array(2_000).fill("a") } }],
];

Deno.test("a handshake is answered by its table, before anyone is let in, and a healthy person is unhurt", async () => {
  await withServer({ MAX_CONNECTIONS_PER_ADDRESS: "1000" }, async (server) => {
    const healthy = await server.connect({ username: "healthy" });
    for (const [what, expected, options] of CASES) {
      const { answer, connection } = await server.handshake(
        typeof options === "function" ? options(server) : options,
      )
        .catch((cause) => Promise.reject(new Error(what, { cause })));
      assert(
        [expected].flat().includes(answer.status),
        `${what} was answered ${answer.status}: ${answer.body}`,
      );
      assertWellAnswered(what, answer);
      if (answer.status !== 101) continue;
      const [welcome] = await connection.readMessages();
      await server.call("DELETE /api/session", { token: welcome!.session as string });
      await connection.readCloseCode();
    }
    await healthy.flush();
  });
});

function assertWellAnswered(what: string, { status, headers, body }: RawAnswer): void {
  if (status === 426) {
    assertEquals([what, headers.get("Upgrade"), headers.get("Sec-WebSocket-Version")], [
      what,
      "websocket",
      "13",
    ]);
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

Deno.test("a cookie needs an Origin, a Bearer token does not", async () => {
  await withServer({}, async (server) => {
    const token = await server.signIn("ada");
    const Cookie = `parley_session=${token}`;
    const status = async (headers: Headers) => (await server.handshake({ headers })).answer.status;
    assertEquals(await status({ Cookie }), 403);
    assertEquals(await status({ Cookie, Origin: "https://evil.example" }), 403);
    assertEquals(await status({ Cookie, Origin: server.url }), 101);
    assertEquals(await status({ Authorization: `Bearer ${token}` }), 101);
  });
});

Deno.test("of two session cookies neither is believed, unless they are equal; other cookies do not matter", async () => {
  await withServer({}, async (server) => {
    const [ada, bo] = [await server.signIn("ada"), await server.signIn("bo")];
    const Origin = server.url;
    const status = async (Cookie: string) =>
      (await server.handshake({ headers: { Origin, Cookie } })).answer.status;
    assertEquals(await status(`parley_session=${ada}; parley_session=${bo}`), 401);
    assertEquals(await status(`parley_session=${bo}; parley_session=${ada}`), 401);
    assertEquals(await status(`parley_session=${ada}; parley_session=${ada}`), 101);
    assertEquals(await status(`__proto__=x; constructor=y; a=b; parley_session=${ada}`), 101);
    assertEquals(await status(`__proto__=${ada}`), 401);
    const long = await status(`a=${"b".repeat(8 * 1024)}; parley_session=${ada}`);
    assert([101, 400, 431].includes(long), `${long}`);
  });
});

Deno.test("origins and hosts that are allowed by the settings are", async () => {
  const settings = { PUBLIC_URL: "https://chat.example.org", ALLOWED_ORIGINS: "https://app.example.org" };
  await withServer(settings, async (server) => {
    const Host = "chat.example.org";
    const status = async (name: string, headers: Headers) =>
      (await server.handshake({ path: `/ws?username=${name}`, headers })).answer.status;
    assertEquals(await status("ada", { Host, Origin: "https://chat.example.org" }), 101);
    assertEquals(await status("bo", { Host, Origin: "https://app.example.org" }), 101);
    assertEquals(await status("cy", { Host, Origin: "https://app.example.org.evil.example" }), 403);
    assertEquals(await status("cy", { Host, Origin: "http://evil.example" }), 403);
    assertEquals(await status("cy", { Host: "other.example.org" }), 421);
  });
});

Deno.test("frames that come with the handshake, and one byte at a time, are read in their order", async () => {
  await withServer({}, async (server) => {
    const connection = await server.dial();
    const bytes = new TextEncoder().encode(handshakeText(connection.host, { path: "/ws?username=ada" }));
    const frames = [1, 2, 3].map((n) => {
      const payload = new TextEncoder().encode(`{"type":"ping","id":"p${n}"}`);
      return new Uint8Array([0x81, 0x80 | payload.length, 0, 0, 0, 0, ...payload]);
    });
    await connection.write(new Uint8Array([...bytes, ...frames[0]!, ...frames[1]!]));
    assertEquals((await connection.readAnswer())!.status, 101);
    for (const byte of frames[2]!) await connection.write(new Uint8Array([byte]));
    const pongs: unknown[] = [];
    while (pongs.length < 3) {
      pongs.push(
        ...(await connection.readMessages()).filter(({ type }) => type === "pong").map(({ id }) => id),
      );
    }
    assertEquals(pongs, ["p1", "p2", "p3"]);
  });
});

Deno.test("the protocol's own ping and close are answered", async () => {
  await withServer({}, async (server) => {
    const { connection } = await server.handshake({ path: "/ws?username=ada" });
    await connection.readMessages();
    await connection.sendFrame("are you there", { opcode: OPCODES.ping });
    const pong = await connection.readFrame();
    assertEquals([pong!.opcode, new TextDecoder().decode(pong!.payload)], [OPCODES.pong, "are you there"]);
    await connection.sendFrame(new Uint8Array([0x03, 0xe8]), { opcode: OPCODES.close });
    assertEquals(await connection.readCloseCode(), 1000);
  });
});
