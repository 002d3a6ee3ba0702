import { assertEquals } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { handshakeText, type RawConnection } from "../support/raw.ts";
import { type TestServer, withServer } from "../support/server.ts";

interface Case {
  /** Row of the table of bad input. */
  row: number;
  what: string;
  /** What the person's connections, two of them, are told. */
  told: Record<string, unknown>;
  /** The code that they are closed with, or what they are answered to a message. */
  then: number | string;
  happens: (server: TestServer, token: string) => Promise<void>;
}

const SIGNED_OUT = { type: "closing", code: 4001, reason: "signed out" };

const CASES: Case[] = [
  {
    row: 72,
    what: "the session is signed out",
    told: SIGNED_OUT,
    then: 4001,
    happens: async (server, token) => {
      assertEquals((await server.call("DELETE /api/session", { token })).status, 204);
      assertEquals((await server.call("GET /api/session", { token })).status, 401);
      const { answer } = await server.handshake({ headers: { Authorization: `Bearer ${token}` } });
      assertEquals(answer.status, 401);
    },
  },
  {
    row: 72,
    what: "the session is taken out of the database",
    told: { type: "closing", code: 4001, reason: "session expired" },
    then: 4001,
    happens: (server) =>
      changeSessions(server, "DELETE FROM sessions WHERE user = (SELECT no FROM users WHERE name = 'ada')"),
  },
  {
    row: 72,
    what: "the session runs out",
    told: { type: "closing", code: 4001, reason: "session expired" },
    then: 4001,
    happens: (server) =>
      changeSessions(
        server,
        "UPDATE sessions SET expires_at = 1 WHERE user = (SELECT no FROM users WHERE name = 'ada')",
      ),
  },
  {
    row: 72,
    what: "the room is left elsewhere",
    told: { type: "room.left", room: "lobby" },
    then: "forbidden",
    happens: async (server, token) => {
      assertEquals((await server.call("DELETE /api/rooms/lobby/membership", { token })).status, 204);
    },
  },
];

for (const { row, what, told, then, happens } of CASES) {
  Deno.test(`where ${what}, all connections of the person are told and have no more of it (row ${row})`, async () => {
    await withServer({ SESSION_CHECK: "1" }, async (server) => {
      const healthy = await server.connect({ username: "healthy" });
      const token = await server.signIn("ada");
      const headers = { Authorization: `Bearer ${token}` };
      const connections = [await server.handshake({ headers }), await server.handshake({ headers })].map(
        ({ connection }) => connection,
      );
      await happens(server, token);
      for (const connection of connections) {
        assertEquals(await nextOf(connection, told.type as string), told);
        if (typeof then === "number") assertEquals(await connection.readCloseCode(), then);
        else {
          await connection.sendFrame(`{"type":"message.post","id":"k","room":"lobby","text":"x"}`);
          assertEquals((await nextOf(connection, "error")).code, then);
        }
      }
      await healthy.flush();
      assertEquals(healthy.texts().length, 1);
    });
  });
}

interface EarlyCase {
  row: number;
  what: string;
  /** What is sent with a handshake, in the same segment. */
  frame: string;
  named: boolean;
  outcome: string;
}

const EARLY: EarlyCase[] = [
  {
    row: 71,
    what: "a message before anyone has signed in",
    frame: `{"type":"message.post","id":"k","room":"lobby","text":"early"}`,
    named: false,
    outcome: "401",
  },
  ...["session.start", "sign_in", "hello", "auth", "welcome"].map((type): EarlyCase => ({
    row: 71,
    what: `a second sign-in as ${type}`,
    frame: `{"type":"${type}","id":"k","username":"admin","user":{"name":"admin"},"token":"x"}`,
    named: true,
    outcome: "unknown_type",
  })),
  {
    row: 71,
    what: "a second handshake in a frame",
    frame: handshakeText("localhost", { path: "/ws?username=bo" }),
    named: true,
    outcome: "bad_json",
  },
];

Deno.test("who is let in is known before the first command, and stays the same", async () => {
  await withServer({}, async (server) => {
    const healthy = await server.connect({ username: "healthy" });
    const seen: string[] = [];
    for (const [index, { row, what, frame, named }] of EARLY.entries()) {
      const connection = await server.dial();
      const path = named ? `/ws?username=ada${index}` : "/ws";
      await connection.write(handshakeText(connection.host, { path }));
      await connection.sendFrame(frame);
      const answer = await connection.readAnswer();
      const outcome = answer?.status === 101 ? (await nextOf(connection, "error")).code : answer?.status;
      seen.push(`${row} ${what}: ${outcome}`);
      connection.close();
      await healthy.flush();
    }
    assertEquals(seen, EARLY.map(({ row, what, outcome }) => `${row} ${what}: ${outcome}`));
    assertEquals(healthy.texts().includes("early"), false);
    const { users } = await healthy.ask({ type: "room.presence", room: "lobby" });
    const names = ["healthy", ...EARLY.flatMap(({ named }, index) => named ? [`ada${index}`] : [])];
    assertEquals(users.map(({ name }) => name).toSorted(), names.toSorted());
  });
});

/** The next event or reply of a type. */
async function nextOf(connection: RawConnection, type: string): Promise<Record<string, unknown>> {
  for (;;) {
    const found = (await connection.readMessages()).find((one) => one.type === type);
    if (found !== undefined) return found;
  }
}

/** Changes the sessions behind the server's back, as whoever runs it can. */
function changeSessions(server: TestServer, sql: string): Promise<void> {
  const database = new DatabaseSync(`${server.config.dataDir}/parley.db`);
  database.exec(sql);
  database.close();
  return Promise.resolve();
}
