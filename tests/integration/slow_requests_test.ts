import { assertEquals } from "@std/assert";
import type { RawConnection } from "../support/raw.ts";
import { withServer } from "../support/server.ts";

interface Case {
  /** Row of the table of bad input. */
  row: number;
  what: string;
  /** Status of the answer to a request of which this much comes at once, then a byte a second, then all the rest. */
  status: number;
  /** What the table asks for, where the runtime does otherwise: these are exceptions that SECURITY.md names. */
  asked?: string;
  atOnce: number | "head";
  drips: boolean;
}

/** Seconds for which the rest of a request is held back: more than the server waits for a body. */
const LATE = 18;
const BODY = `{"username":"no one","filling":"${" ".repeat(LATE)}"}`;
const LIMIT = "408, or closed, within 15 seconds";

const CASES: Case[] = [
  { row: 24, what: "a connection that says nothing", status: 400, asked: LIMIT, atOnce: 0, drips: false },
  { row: 24, what: "one byte a second of a head", status: 400, asked: LIMIT, atOnce: 0, drips: true },
  { row: 24, what: "half a head", status: 400, asked: LIMIT, atOnce: 30, drips: false },
  { row: 24, what: "a body that does not come", status: 408, atOnce: "head", drips: false },
  { row: 24, what: "one byte a second of a body", status: 408, atOnce: "head", drips: true },
];

Deno.test("who keeps the server waiting has the outcome of the table, and a healthy person is served", async () => {
  await withServer({}, async (server) => {
    const healthy = await server.connect({ username: "healthy" });
    const seen = await Promise.all(CASES.map(async (one) => {
      const { row, what } = one;
      return `${row} ${what}: ${await statusOf(await server.dial(), one)}`;
    }));
    assertEquals(seen, CASES.map(({ row, what, status }) => `${row} ${what}: ${status}`));
    await healthy.flush();
    assertEquals((await server.readLog("error")).filter(({ level }) => level === "ERROR"), []);
  });
});

/** The status that is answered; a name that cannot be used tells that a request was read to its end. */
async function statusOf(connection: RawConnection, { atOnce, drips }: Case): Promise<number | undefined> {
  const head =
    `POST /api/session HTTP/1.1\r\nHost: ${connection.host}\r\nContent-Type: application/json\r\n` +
    `Content-Length: ${BODY.length}\r\n\r\n`;
  const request = head + BODY;
  let sent = atOnce === "head" ? head.length : atOnce;
  await connection.write(request.slice(0, sent));
  for (let second = 0; second < LATE; second++) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    if (drips) await connection.write(request.slice(sent, ++sent));
  }
  await connection.write(request.slice(sent));
  const answer = await connection.readAnswer();
  if (answer?.status === 408) {
    // All the same the runtime keeps the connection until the body is whole or the client leaves (SECURITY.md).
    assertEquals([JSON.parse(answer.body).error.code, answer.headers.get("Connection")], [
      "too_slow",
      "close",
    ]);
  }
  return answer?.status;
}
