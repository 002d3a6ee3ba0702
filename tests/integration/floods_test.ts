import { assert, assertEquals } from "@std/assert";
import type { RawConnection } from "../support/raw.ts";
import { withServer } from "../support/server.ts";

interface Case {
  /** Row of the table of bad input. */
  row: number;
  what: string;
  count: number;
  command: (n: number) => unknown;
  /** Least and most that are taken before the first is refused. */
  burst: [number, number];
  /** What the others are answered. */
  code: string;
  /** Whether others in the room hear of each that is taken. */
  heardByOthers?: true;
}

const TOGETHER = 100;

const CASES: Case[] = [
  {
    row: 69,
    what: "2,000 messages",
    count: 2_000,
    command: (n) => ({ type: "message.post", id: `k${n}`, room: "lobby", text: "flood" }),
    burst: [20, 40],
    code: "rate_limited",
    heardByOthers: true,
  },
  {
    row: 70,
    what: "10,000 times joining the room that one is in",
    count: 10_000,
    command: (n) => ({ type: "room.join", id: `k${n}`, room: "lobby" }),
    burst: [200, 300],
    code: "rate_limited",
  },
  {
    row: 70,
    what: "10,000 times joining another room",
    count: 10_000,
    command: (n) => ({ type: "room.join", id: `k${n}`, room: "tea" }),
    burst: [20, 40],
    code: "rate_limited",
  },
  {
    row: 70,
    what: "10,000 times typing",
    count: 10_000,
    command: (n) => ({ type: "typing", id: `k${n}`, room: "lobby" }),
    burst: [5, 10],
    code: "rate_limited",
    heardByOthers: true,
  },
  {
    row: 70,
    what: "10,000 pings",
    count: 10_000,
    command: (n) => ({ type: "ping", id: `k${n}` }),
    burst: [200, 300],
    code: "rate_limited",
  },
  {
    row: 70,
    what: "10,000 messages to a room that is none",
    count: 10_000,
    command: (n) => ({ type: "message.post", id: `k${n}`, room: "nowhere", text: "flood" }),
    burst: [0, 0],
    code: "forbidden",
  },
  {
    row: 70,
    what: "10,000 messages without text",
    count: 10_000,
    command: (n) => ({ type: "message.post", id: `k${n}`, room: "lobby", text: "" }),
    burst: [0, 0],
    code: "bad_text",
  },
  { row: 70, what: "10,000 numbers", count: 10_000, command: (n) => n, burst: [0, 0], code: "bad_message" },
];

for (const { row, what, count, command, burst, code, heardByOthers } of CASES) {
  Deno.test(`${what} at once: a burst is served, the rest refused, then 4029; others are unhurt (row ${row})`, async () => {
    await withServer({}, async (server) => {
      const healthy = await server.connect({ username: "healthy" });
      await server.call("POST /api/rooms", { token: healthy.welcome.session, json: { name: "tea" } });
      const { connection } = await server.handshake({ path: "/ws?username=ada" });
      const [received] = await Promise.all([readAll(connection), flood(connection, count, command)]);
      const errors = received.filter(({ type }) => type === "error");
      const taken = Number(String(errors[0]!.id ?? "k0").slice(1));
      assert(taken >= burst[0] && taken <= burst[1], `${taken} were taken`);
      assert(errors.some((error) => error.code === code), JSON.stringify(errors[0]));
      assert(errors.length > TOGETHER && errors.length < TOGETHER + 20, `${errors.length} errors`);
      for (const { code, retryAfter } of errors) {
        if (code === "rate_limited") assert((retryAfter as number) > 0);
      }
      const last = received.at(-1)!;
      assertEquals([last.type, last.code, last.reason], ["closing", 4029, "too many errors"]);
      assert((last.retryAfter as number) > 0);
      await healthy.flush();
      // What was taken was done, also where the connection was closed before that could be told.
      const heard = healthy.texts().filter((text) => text === "flood").length + healthy.all("typing").length;
      if (heardByOthers) assert(heard >= taken && heard <= burst[1], `${heard} were heard`);
      else assertEquals(heard, 0);
    });
  });
}

/** Sends so many commands, many in a frame, as long as the server takes them. */
async function flood(
  connection: RawConnection,
  count: number,
  command: (n: number) => unknown,
): Promise<void> {
  try {
    for (let from = 0; from < count; from += TOGETHER) {
      await connection.sendFrame(
        JSON.stringify(Array.from({ length: TOGETHER }, (_, n) => command(from + n))),
      );
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.ConnectionReset || error instanceof Deno.errors.BrokenPipe)) {
      throw error;
    }
  }
}

/** Everything that comes until the server closes. */
async function readAll(connection: RawConnection): Promise<Record<string, unknown>[]> {
  const received: Record<string, unknown>[] = [];
  for (let frame = await connection.readFrame(); frame !== undefined; frame = await connection.readFrame()) {
    if (frame.opcode === 1) received.push(...[JSON.parse(new TextDecoder().decode(frame.payload))].flat());
  }
  return received;
}
