import { assert, assertEquals, assertFalse, assertLessOrEqual, assertMatch } from "@std/assert";
import { handshakeText, OPCODES } from "../support/raw.ts";
import { type TestServer, withServer } from "../support/server.ts";
import { withProcess } from "../support/process.ts";

const FILES = ["access", "error", "websocket"] as const;
// Controls, line separators and what has no shape; a line feed ends each line.
const HARMFUL = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

Deno.test("requests, what sockets do and what goes wrong stand in three files, one line of JSON each", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const { seq } = await ada.ask({ type: "message.post", room: "lobby", text: "hello" });
    await server.call("GET /api/rooms?limit=5", { token: ada.welcome.session });
    await server.call("GET /nothing");
    await ada.close();
    await server.stop();

    const user = ada.welcome.user.id;
    const access = await server.readLog("access");
    assertEquals(access.map(({ event, method, path, status }) => [event, method, path, status]), [
      ["request", "GET", "/ws?username=…", 101],
      ["request", "GET", "/api/rooms?limit=5", 200],
      ["request", "GET", "/nothing", 404],
    ]);
    assertEquals(access.map((line) => line.user), [user, user, undefined]);
    assertEquals(new Set(access.map(({ address }) => address)), new Set(["127.0.0.1"]));
    assertEquals(new Set(access.map(({ request }) => request)).size, 3);
    const websocket = await server.readLog("websocket");
    assertEquals(websocket.map(({ event, user }) => [event, user]).toSorted(), [
      ["close", user],
      ["join", user],
      ["message", user],
      ["open", user],
    ]);
    const message = websocket.find(({ event }) => event === "message")!;
    assertEquals([message.room, message.seq], ["lobby", seq]);
    const close = websocket.find(({ event }) => event === "close")!;
    assertEquals([close.received, close.posted], [1, 1]);
    const error = await server.readLog("error");
    assertEquals(error.map(({ event }) => event), ["started", "stopping", "stopped"]);
    for (const line of [...access, ...websocket, ...error]) {
      assertEquals(new Date(line.time as string).toISOString(), line.time);
      assertEquals(line.level, "INFO");
    }
  });
});

Deno.test("no log has a message's text, a token, a cookie or what a query says", async () => {
  await withServer({}, async (server) => {
    const Origin = server.url;
    const secrets = [
      "text-that-is-private",
      "queryvalue",
      "queryname22characters0",
      "bodyvalue",
      "headervalue",
    ];
    const ada = await server.connect({ username: "ada" });
    secrets.push(ada.welcome.session!);
    const token = ada.welcome.session!;
    await ada.ask({ type: "message.post", room: "lobby", text: secrets[0]! });
    await ada.refused({ type: "message.post", room: "nowhere", text: secrets[0]! });
    ada.sendText(`{"type":"${secrets[0]}","id":"i"}`);
    await server.call("POST /api/rooms/lobby/messages", { token, json: { id: "h1", text: secrets[0] } });
    await server.call("GET /api/rooms?token=queryvalue", { token });
    await server.call(`GET /?${secrets[2]}`);
    await server.handshake({ path: `/ws?token=queryvalue` });
    await server.handshake({ path: `/ws?${secrets[2]}` });
    await server.handshake({ path: "/ws", headers: { "Authorization": "Bearer headervalue" } });
    await server.call("POST /api/session", {
      headers: { Origin, "Content-Type": "application/json" },
      json: { username: "bodyvalue!" },
    });
    const signedIn = await server.call("POST /api/session", {
      headers: { Origin },
      json: { username: "bo" },
    });
    const cookie = signedIn.headers.getSetCookie()[0]!.split(";")[0]!;
    secrets.push(cookie.split("=")[1]!);
    await server.call("GET /api/session", { headers: { Cookie: cookie } });
    await ada.flush();
    await server.stop();
    const all = (await readAll(server)).join("");
    assertMatch(all, /"event":"message"/);
    for (const secret of secrets) assertFalse(all.includes(secret), `${secret} is in a log`);
  });
});

interface HarmfulCase {
  /** Row of the table of bad input. */
  row: number;
  what: string;
  /** How many requests are logged of it; none of what the runtime refuses. */
  requests: 0 | 1;
  send: (host: string) => string;
}

const LINE = `{"time":"2020-01-01T00:00:00.000Z","level":"ERROR","event":"forged"}`;
const HARMFUL_PATHS = ["/%0d%0a{%22a%22:1}", "/%1b[31mred", "/%c2%9b31m", "/%e2%80%a8", '/a"b'];
const HARMFUL_NAMES = [`a\r\n${LINE}`, "a\u001b[31mb", "a\u2028b", "a\u009b31mb"];

const HARMFUL_CASES: HarmfulCase[] = [
  ...[...HARMFUL_PATHS, "/?%0d%0a=%0d%0a", "/?limit=%0d%0a%1b"].map((path): HarmfulCase => ({
    row: 65,
    what: `the path ${path}`,
    requests: 1,
    send: (host) => `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nX-Forwarded-For: a%0ab\r\n\r\n`,
  })),
  ...HARMFUL_NAMES.flatMap((name): HarmfulCase[] => [
    {
      row: 65,
      what: `the name ${JSON.stringify(name)}`,
      requests: 1,
      send: (host) => post(host, "/api/session", { username: name }),
    },
    {
      row: 65,
      what: `a socket's name ${JSON.stringify(name)}`,
      requests: 1,
      send: (host) => handshakeText(host, { path: `/ws?username=${encodeURIComponent(name)}` }),
    },
    {
      row: 65,
      what: `the text ${JSON.stringify(name)}`,
      requests: 1,
      send: (host) =>
        post(host, "/api/rooms/lobby/messages", { id: crypto.randomUUID(), text: name }, "{token}"),
    },
  ]),
  ...([['agent \u009b31m\u0085 " \\ {}', 1], ["agent \u001b[31m", 0], [`agent\r\n${LINE}`, 0]] as const).map((
    [agent, requests],
  ): HarmfulCase => ({
    row: 65,
    what: `the user agent ${JSON.stringify(agent)}`,
    requests,
    send: (host) => handshakeText(host, { path: "/ws?username=bo", headers: { "User-Agent": agent } }),
  })),
];

Deno.test("nothing that a client sends can end a line or colour a terminal", async () => {
  await withServer({}, async (server) => {
    const healthy = await server.connect({ username: "ada" });
    const seen: string[] = [];
    let known = (await server.readLog("access")).length;
    for (const { row, what, send } of HARMFUL_CASES) {
      const request = send(new URL(server.url).host).replace("{token}", healthy.welcome.session!);
      await server.exchange(request);
      const lines = await server.readLog("access");
      seen.push(`${row} ${what}: ${lines.length - known}`);
      known = lines.length;
      await healthy.ask({ type: "room.presence", room: "lobby" });
    }
    assertEquals(seen, HARMFUL_CASES.map(({ row, what, requests }) => `${row} ${what}: ${requests}`));
    await server.stop();
    const texts = await readAll(server);
    for (const text of texts) {
      assertFalse(HARMFUL.test(text));
      assertFalse(text.includes("forged"));
    }
    const agents = (await server.readLog("websocket")).flatMap(({ agent }) => agent ?? []);
    assert(agents.some((agent) => /^agent .*31m/.test(agent as string)), JSON.stringify(agents));
  });
});

Deno.test("whatever stands in a header, a room, a message, a report or a close frame, a line stays a line", async () => {
  const nasty =
    'x\r\n{"level":"ERROR","event":"forged"}\u001b[31m\u009b2J\u0007\u2028\u2029\u202e\u2066\u061c\u200b\ufeff"\\';
  await withServer({ TRUSTED_PROXIES: "loopback" }, async (server) => {
    const { host } = new URL(server.url);
    // As bytes of UTF-8, which a header may have; a line break there would end it.
    const inHeader = nasty.replaceAll(/[\r\n]/g, "").replaceAll("\u0007", "").replaceAll("\u001b", "\t");
    for (
      const name of [
        "User-Agent",
        "Referer",
        "X-Forwarded-For",
        "X-Forwarded-Proto",
        "X-Request-Id",
        "Accept",
      ]
    ) {
      await server.exchange(`GET /nothing HTTP/1.1\r\nHost: ${host}\r\n${name}: ${inHeader}\r\n\r\n`);
      await server.handshake({ path: "/ws?username=", headers: { [name]: inHeader } });
    }
    const ada = await server.connect({ username: "ada" });
    const token = ada.welcome.session!;
    ada.sendText(nasty);
    for (const field of ["type", "id", "room", "text"]) {
      ada.sendText(
        JSON.stringify({ type: "message.post", id: "k", room: "lobby", text: "t", [field]: nasty }),
      );
    }
    const path = encodeURIComponent(nasty);
    await server.call(`GET /api/rooms/${path}/messages?${path}=${path}`, { token });
    await server.call(`PUT /api/rooms/${path}/membership`, { token });
    await server.call("POST /api/rooms", { token, json: { name: nasty, topic: nasty } });
    await server.call("POST /api/rooms/lobby/messages", { token, json: { id: nasty, text: "t" } });
    await server.call("POST /api/csp-reports", {
      headers: { "Content-Type": "application/csp-report" },
      json: { "csp-report": { "effective-directive": nasty, "blocked-uri": nasty } },
    });
    const { connection } = await server.handshake({ headers: { Authorization: `Bearer ${token}` } });
    const reason = new TextEncoder().encode(nasty).subarray(0, 120);
    await connection.sendFrame(Uint8Array.of(4000 >> 8, 4000 & 255, ...reason), { opcode: OPCODES.close });
    await connection.drain();
    await ada.flush();
    await ada.close();
    await server.stop();
    for (const text of await readAll(server)) {
      assertFalse(HARMFUL.test(text));
      for (const line of text.split("\n").slice(0, -1)) {
        const { event, level } = JSON.parse(line);
        assert(event !== "forged" && level !== "ERROR", line);
      }
    }
  });
});

Deno.test("a log that has grown is rotated, and only so many old ones are kept", async () => {
  await withServer({ LOG_MAX_BYTES: "2048", LOG_FILES: "2" }, async (server) => {
    for (let n = 0; n < 60; n++) await server.call("GET /api/rooms");
    await server.stop();
    const names = [...Deno.readDirSync(server.config.logDir)].map(({ name }) => name).toSorted();
    assertEquals(names, ["access.log", "access.log.1", "access.log.2", "error.log", "websocket.log"]);
    for (const name of names) {
      const text = await Deno.readTextFile(`${server.config.logDir}/${name}`);
      assertLessOrEqual(text.length, 2048);
      for (const line of text.split("\n").slice(0, -1)) JSON.parse(line);
    }
  });
});

Deno.test("logs go on after a restart where they were", async () => {
  await withServer({}, async (server) => {
    await server.call("GET /healthz");
    await server.restart();
    await server.call("GET /healthz");
    assertEquals((await server.readLog("access")).map(({ path }) => path), ["/healthz", "/healthz"]);
  });
});

Deno.test("LOG_LEVEL=error leaves out what went well", async () => {
  await withServer({ LOG_LEVEL: "error" }, async (server) => {
    await server.call("GET /healthz");
    await server.stop();
    assertEquals((await readAll(server)).join(""), "");
  });
});

Deno.test("where logs cannot be written the server runs, warns once, and logs to stdout", async () => {
  const file = await Deno.makeTempFile();
  await withProcess({ LOG_DIR: file }, async (server) => {
    const ada = await server.connect({ username: "ada" });
    await ada.ask({ type: "message.post", room: "lobby", text: "hello" });
    const { code, stdout, stderr } = await server.end("SIGTERM");
    assertEquals(code, 0);
    assertEquals(stderr.trimEnd().split("\n").length, 1);
    assert(stderr.includes(file), stderr);
    assertEquals(eventsOf(stdout).toSorted(), [
      "close",
      "join",
      "message",
      "open",
      "request",
      "started",
      "stopped",
      "stopping",
    ]);
  });
  await Deno.remove(file);
});

Deno.test("LOG_DIR=- writes no files, all lines go to stdout", async () => {
  await withProcess({ LOG_DIR: "-" }, async (server) => {
    await server.call("GET /healthz");
    const { code, stdout, stderr } = await server.end("SIGTERM");
    assertEquals([code, stderr], [0, ""]);
    assertEquals(eventsOf(stdout), ["started", "request", "stopping", "stopped"]);
    assertEquals([...Deno.readDirSync(server.dir)].map(({ name }) => name), ["data"]);
  });
});

Deno.test("with log files stdout is quiet", async () => {
  await withProcess({}, async (server) => {
    await server.call("GET /healthz");
    const { stdout } = await server.end("SIGTERM");
    assertEquals(eventsOf(stdout), []);
  });
});

/** The texts of all log files. */
function readAll(server: TestServer): Promise<string[]> {
  return Promise.all(FILES.map((name) => Deno.readTextFile(`${server.config.logDir}/${name}.log`)));
}

/** The events of the lines of JSON in a process's output. */
function eventsOf(output: string): string[] {
  return output.split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line).event);
}

function post(host: string, path: string, json: unknown, token?: string): string {
  const body = JSON.stringify(json);
  const authorization = token === undefined ? "" : `Authorization: Bearer ${token}\r\n`;
  return `POST ${path} HTTP/1.1\r\nHost: ${host}\r\n${authorization}Content-Type: application/json\r\n` +
    `Content-Length: ${new TextEncoder().encode(body).length}\r\n\r\n${body}`;
}
