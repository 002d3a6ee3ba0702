import { assert, assertEquals } from "@std/assert";
import type { HandshakeOptions } from "../support/raw.ts";
import { type Settings, type TestServer, withServer } from "../support/server.ts";

interface Case {
  /** Row of the table of bad input. */
  row: number;
  what: string;
  settings: Settings;
  /** Connections that are there before. */
  people: number;
  each: number;
  /** What comes then. */
  ask: HandshakeOptions | "the last person again";
  status: number;
  code: string;
  /** Least and most seconds after which to come back. */
  wait: [number, number];
}

const NEXT = "/ws?username=next";
/** One more from the same address is one too many. */
const CROWD = { settings: { MAX_CONNECTIONS_PER_ADDRESS: "3" }, people: 3, each: 1 };
const TOO_MANY = { status: 429, code: "too_many", wait: [1, 60] } satisfies Partial<Case>;

const CASES: Case[] = [
  {
    row: 16,
    what: "the 21st connection of a person",
    settings: {},
    people: 1,
    each: 20,
    ask: "the last person again",
    ...TOO_MANY,
  },
  {
    row: 16,
    what: "the 201st connection from an address",
    settings: {},
    people: 10,
    each: 20,
    ask: { path: NEXT },
    ...TOO_MANY,
  },
  {
    row: 17,
    what: "anyone on a full server",
    settings: { MAX_CONNECTIONS: "3" },
    people: 3,
    each: 1,
    ask: { path: NEXT },
    status: 503,
    code: "unavailable",
    wait: [1, 5],
  },
  ...Object.entries({
    "X-Forwarded-For": "192.0.2.1",
    "Forwarded": "for=192.0.2.1",
    "X-Real-IP": "192.0.2.1",
    "CF-Connecting-IP": "192.0.2.1",
  }).map(([name, value]): Case => ({
    row: 30,
    what: `${name} of who is no proxy`,
    ...CROWD,
    ask: { path: NEXT, headers: { [name]: value } },
    ...TOO_MANY,
  })),
  {
    row: 30,
    what: "X-Forwarded-For of who is no proxy, of many addresses",
    ...CROWD,
    ask: { path: NEXT, headers: { "X-Forwarded-For": ["192.0.2.1", "192.0.2.2, 192.0.2.3"] } },
    ...TOO_MANY,
  },
];

for (const { row, what, settings, people, each, ask, status, code, wait } of CASES) {
  Deno.test(`there is no place for ${what}, which is told when to come back (row ${row})`, async () => {
    await withServer(settings, async (server) => {
      const tokens: string[] = [];
      for (let person = 0; person < people; person++) {
        tokens.push(await fill(server, `person${person}`, each));
      }
      const again = { headers: { Authorization: `Bearer ${tokens.at(-1)}` } };
      const { answer } = await server.handshake(ask === "the last person again" ? again : ask);
      assertEquals([answer.status, JSON.parse(answer.body).error.code], [status, code]);
      const seconds = Number(answer.headers.get("Retry-After"));
      assert(seconds >= wait[0] && seconds <= wait[1], `Retry-After is ${seconds}`);
      const { body } = await server.call("GET /api/session", { token: tokens[0] });
      assertEquals((body.user as { name: string }).name, "person0");
      const addresses = (await server.readLog("access")).map(({ address }) => address);
      assertEquals([...new Set(addresses)], ["127.0.0.1"]);
    });
  });
}

/** Lets someone in and gives them so many connections; gives their token. */
async function fill(server: TestServer, username: string, connections: number): Promise<string> {
  const token = await server.signIn(username);
  for (let n = 0; n < connections; n++) {
    const { answer } = await server.handshake({ headers: { Authorization: `Bearer ${token}` } });
    assertEquals(answer.status, 101);
  }
  return token;
}
