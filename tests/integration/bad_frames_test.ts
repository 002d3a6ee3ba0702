import { assertEquals } from "@std/assert";
import { frameBytes, type FrameShape } from "../fuzz/frame_bytes.ts";
import { eventually } from "../support/eventually.ts";
import { OPCODES, type RawConnection } from "../support/raw.ts";
import { type TestServer, withServer } from "../support/server.ts";

/**
 * What becomes of a connection: the code of the server's close frame, "dropped" where TCP ends without one, "served"
 * where commands are answered after it, "open" where the server waits for the rest and answers pings meanwhile.
 */
type Outcome = number | "dropped" | "served" | "open";

interface Case {
  /** Row of the table of bad input. */
  row: number;
  what: string;
  outcome: Outcome;
  /** What RFC 6455 asks for, where the runtime does otherwise: these are the written exceptions of SECURITY.md. */
  asked?: string;
  send: (FrameShape | Uint8Array<ArrayBuffer>)[];
}

const FIN = 0x80;
const [TEXT, CLOSE, PING, PONG] = [OPCODES.text, OPCODES.close, OPCODES.ping, OPCODES.pong];
/** Milliseconds in which the runtime ends who shows no sign of life: it takes 30 s. */
const IDLE = 45_000;
const encoder = new TextEncoder();
const PING_COMMAND = `{"type":"ping","id":"p"}`;

const CASES: Case[] = [
  { row: 31, what: "an unmasked frame", outcome: "served", asked: "1002", send: [text({ masked: false })] },
  ...[0x40, 0x20, 0x10].map((bit): Case => ({
    row: 32,
    what: `the reserved bit ${bit.toString(16)}`,
    outcome: "dropped",
    asked: "1002",
    send: [text({ first: FIN | bit | TEXT })],
  })),
  ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((opcode): Case => ({
    row: 33,
    what: `the opcode ${opcode}`,
    outcome: "dropped",
    asked: "1002",
    send: [text({ first: FIN | opcode })],
  })),
  { row: 34, what: "a ping of 126 bytes", outcome: "dropped", asked: "1002", send: [control(PING, 126)] },
  { row: 34, what: "a pong of 126 bytes", outcome: "served", asked: "1002", send: [control(PONG, 126)] },
  { row: 34, what: "a pong of 1 MiB", outcome: "served", asked: "1002", send: [control(PONG, 1024 * 1024)] },
  { row: 34, what: "a close of 126 bytes", outcome: 1000, asked: "1002", send: [close(1000, 124)] },
  {
    row: 35,
    what: "a ping in fragments",
    outcome: "dropped",
    asked: "1002",
    send: [{ ...control(PING, 1), first: PING }],
  },
  {
    row: 35,
    what: "a close in fragments",
    outcome: "dropped",
    asked: "1002",
    send: [{ ...close(1000), first: CLOSE }],
  },
  {
    row: 36,
    what: "a continuation of nothing",
    outcome: "dropped",
    asked: "1002",
    send: [text({ first: FIN })],
  },
  {
    row: 36,
    what: "a whole text amid fragments",
    outcome: "dropped",
    asked: "1002",
    send: [{ first: TEXT, payload: bytes("{") }, text()],
  },
  {
    row: 36,
    what: "a second start amid fragments",
    outcome: "served",
    asked: "1002",
    send: [{ first: TEXT, payload: bytes("{") }, { first: TEXT, payload: bytes(PING_COMMAND) }, {
      first: FIN,
      payload: bytes(""),
    }],
  },
  ...[[0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xff], [0x61, 0xe2, 0x82]].map((
    wrong,
  ): Case => ({
    row: 37,
    what: `the bytes ${wrong.map((byte) => byte.toString(16)).join(" ")}, which are not UTF-8`,
    outcome: "dropped",
    asked: "1007",
    send: [{ first: FIN | TEXT, payload: new Uint8Array(wrong) }],
  })),
  {
    row: 38,
    what: "a text in fragments whose last character is cut off",
    outcome: "served",
    asked: "1007",
    send: [{ first: TEXT, payload: bytes(PING_COMMAND) }, {
      first: FIN,
      payload: new Uint8Array([0xe2, 0x82]),
    }],
  },
  { row: 39, what: "a close of 1 byte", outcome: "dropped", asked: "1002", send: [control(CLOSE, 1)] },
  ...[0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535].map((code): Case => ({
    row: 39,
    what: `the close code ${code}`,
    outcome: 1002,
    send: [close(code)],
  })),
  {
    row: 39,
    what: "a close whose reason is not UTF-8",
    outcome: "dropped",
    asked: "1007",
    send: [
      { first: FIN | CLOSE, payload: new Uint8Array([3, 232, 0xff]) },
    ],
  },
  { row: 39, what: "an ordinary close", outcome: 1000, send: [close(1000)] },
  ...[2n ** 63n + 5n, 2n ** 62n, 2n ** 30n].map((says): Case => ({
    row: 40,
    what: `a frame that says it has ${says} bytes`,
    outcome: "dropped",
    asked: "1002 or 1009",
    send: [text({ says, lengthBytes: 8 })],
  })),
  {
    row: 41,
    what: "a length of 24 in 16 bits",
    outcome: "served",
    asked: "1002",
    send: [text({ lengthBytes: 2 })],
  },
  {
    row: 41,
    what: "a length of 24 in 64 bits",
    outcome: "served",
    asked: "1002",
    send: [text({ lengthBytes: 8 })],
  },
  ...[64 * 1024 + 1, 1024 * 1024, 16 * 1024 * 1024].map((size): Case => ({
    row: 42,
    what: `a message of ${size} bytes`,
    outcome: 1009,
    send: [{ first: FIN | TEXT, payload: bytes(" ".repeat(size)) }],
  })),
  {
    row: 42,
    what: "a message of 64 KiB + 1 in fragments",
    outcome: 1009,
    send: [{ first: TEXT, payload: bytes(" ".repeat(64 * 1024)) }, { first: FIN, payload: bytes(" ") }],
  },
  {
    row: 43,
    what: "10,000 empty fragments",
    outcome: "served",
    asked: "1008 or 1009",
    send: [
      { first: TEXT, payload: bytes("") },
      join(Array.from({ length: 10_000 }, () => ({ first: 0, payload: bytes("") }))),
      { first: FIN, payload: bytes(PING_COMMAND) },
    ],
  },
  {
    row: 43,
    what: "4 MiB of fragments without an end",
    outcome: "open",
    asked: "1009",
    send: [
      { first: TEXT, payload: bytes("x".repeat(65_536)) },
      join(Array.from({ length: 63 }, () => ({ first: 0, payload: bytes("x".repeat(65_536)) }))),
    ],
  },
  {
    row: 45,
    what: "a binary frame",
    outcome: 1003,
    send: [{ first: FIN | OPCODES.binary, payload: bytes(PING_COMMAND) }],
  },
  {
    row: 46,
    what: "1,000 pings at once",
    outcome: "served",
    send: [join(Array.from({ length: 1_000 }, () => control(PING, 4)))],
  },
  { row: 46, what: "a pong that nobody asked for", outcome: "served", send: [control(PONG, 4)] },
  {
    row: 50,
    what: "10 frames in one segment",
    outcome: "served",
    send: [join(Array.from({ length: 10 }, () => text()))],
  },
];

Deno.test("a frame that nobody should send has the outcome of its table (rows 31-46, 50), and a healthy person is served", async () => {
  await withServer({}, async (server) => {
    const healthy = await server.connect({ username: "healthy" });
    const token = await server.signIn("ada");
    const seen: string[] = [];
    for (const { row, what, outcome, send } of CASES) {
      const connection = await enter(server, token);
      seen.push(`${row} ${what}: ${await outcomeOf(connection, [...send, ...probe(outcome)])}`);
      connection.close();
      await healthy.ask({ type: "room.presence", room: "lobby" });
    }
    assertEquals(seen, CASES.map(({ row, what, outcome }) => `${row} ${what}: ${outcome}`));
    assertEquals((await server.readLog("error")).filter(({ level }) => level === "ERROR"), []);
  });
});

Deno.test("connections that end in the middle of a frame leave their places, again and again (row 48)", async () => {
  await withServer({ MAX_CONNECTIONS_PER_USER: "20", MAX_CONNECTIONS_PER_ADDRESS: "21" }, async (server) => {
    const healthy = await server.connect({ username: "healthy" });
    const token = await server.signIn("ada");
    const half = frameBytes(text()).slice(0, 9);
    for (let round = 0; round < 10; round++) {
      // Twenty more are only let in when the last twenty are gone.
      const connections: RawConnection[] = [];
      for (let n = 0; n < 20; n++) connections.push(await enter(server, token));
      await Promise.all(connections.map((connection) => connection.write(half)));
      for (const connection of connections) connection.close();
    }
    await healthy.flush();
  });
});

Deno.test("who answers no pings, or stalls within a frame of 60 MiB, is sent away (rows 44, 47)", async () => {
  await withServer({}, async (server) => {
    const healthy = await server.connect({ username: "healthy" });
    const token = await server.signIn("ada");
    const silent = await enter(server, token);
    const stalled = await enter(server, token);
    await stalled.write(
      frameBytes({ first: FIN | TEXT, payload: bytes("x".repeat(1024)), says: 60n * 1024n * 1024n }),
    );
    await Promise.all([silent.drain(IDLE), stalled.drain(IDLE)]);
    await healthy.flush();
  });
});

/** What tells whether a connection goes on. Where a close is expected nothing follows: it would make the runtime drop the close. */
function probe(outcome: Outcome): FrameShape[] {
  if (typeof outcome === "number") return [];
  if (outcome === "open") return [{ first: FIN | PING, payload: bytes("last") }];
  return [text({ payload: bytes(`{"type":"ping","id":"last"}`) })];
}

/** What comes of frames that are sent one after another. */
async function outcomeOf(connection: RawConnection, send: Case["send"]): Promise<Outcome> {
  try {
    for (const one of send) {
      await connection.write(one instanceof Uint8Array ? one : frameBytes(one));
    }
  } catch (error) {
    if (!isGone(error)) throw error;
  }
  for (;;) {
    const frame = await connection.readFrame();
    if (frame === undefined) return "dropped";
    if (frame.opcode === CLOSE) return new DataView(frame.payload.buffer).getUint16(0);
    const said = new TextDecoder().decode(frame.payload);
    if (frame.opcode === PONG && said === "last") return "open";
    if (frame.opcode === TEXT && said.includes(`"pong","id":"last"`)) return "served";
  }
}

/** Opens a socket, as soon as there is a place, and reads its welcome. */
async function enter(server: TestServer, token: string): Promise<RawConnection> {
  const connection = await eventually(
    async () => {
      const { answer, connection } = await server.handshake({
        headers: { Authorization: `Bearer ${token}` },
      });
      if (answer.status === 101) return connection;
      connection.close();
      return undefined;
    },
    () => "There is no place for a socket",
  );
  await connection.readMessages();
  return connection;
}

function text(shape: Partial<FrameShape> = {}): FrameShape {
  return { first: FIN | TEXT, payload: bytes(PING_COMMAND), ...shape };
}

function control(opcode: number, length: number): FrameShape {
  return { first: FIN | opcode, payload: new Uint8Array(length).fill(0x61) };
}

function close(code: number, reason = 0): FrameShape {
  const payload = new Uint8Array(2 + reason).fill(0x61);
  new DataView(payload.buffer).setUint16(0, code);
  return { first: FIN | CLOSE, payload };
}

function join(shapes: readonly FrameShape[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(shapes.flatMap((shape) => [...frameBytes(shape)]));
}

function bytes(value: string): Uint8Array {
  return encoder.encode(value);
}

function isGone(error: unknown): boolean {
  return error instanceof Deno.errors.ConnectionReset || error instanceof Deno.errors.BrokenPipe;
}
