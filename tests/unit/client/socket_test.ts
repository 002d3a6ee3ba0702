import { assert, assertEquals } from "@std/assert";
import {
  type Refusal,
  RETRY_DELAYS,
  Socket,
  type SocketState,
  type WebSocketLike,
} from "../../../src/client/socket.ts";
import { FakeClock, settlePromises } from "./support/fake_clock.ts";

class FakeWebSocket implements WebSocketLike {
  onopen = null;
  onerror = null;
  onmessage: WebSocketLike["onmessage"] = null;
  onclose: WebSocketLike["onclose"] = null;
  readonly sent: string[] = [];
  closed = false;

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.closed = true;
  }

  tell(value: unknown): void {
    this.onmessage?.({ data: JSON.stringify(value) } as MessageEvent);
  }

  end(code: number): void {
    this.onclose?.({ code } as CloseEvent);
  }
}

function setUp(refusal: Refusal = { next: "come_back" }) {
  const clock = new FakeClock();
  const sockets: FakeWebSocket[] = [];
  const frames: unknown[][] = [];
  const states: SocketState[] = [];
  let signIns = 0;
  const socket = new Socket({
    url: () => "ws://test/ws",
    open() {
      sockets.push(new FakeWebSocket());
      return sockets.at(-1)!;
    },
    receive: (values) => frames.push(values),
    changed: (state) => states.push(state),
    whyRefused: () => Promise.resolve(refusal),
    signInAgain: () => signIns++,
    clock,
  });
  socket.start();
  return {
    clock,
    socket,
    sockets,
    frames,
    last: () => sockets.at(-1)!,
    state: () => states.at(-1)!,
    signIns: () => signIns,
    welcome: () => sockets.at(-1)!.tell({ type: "welcome" }),
  };
}

Deno.test("Socket is open from the first frame on, and gives frames as lists of values", () => {
  const { last, frames, state, welcome } = setUp();
  assertEquals(state().status, "connecting");
  welcome();
  last().tell([{ n: 1 }, { n: 2 }]);
  assertEquals(state().status, "open");
  assertEquals(frames, [[{ type: "welcome" }], [{ n: 1 }, { n: 2 }]]);
});

Deno.test("Socket.send() joins what is sent in one turn to one frame, in order", async () => {
  const { socket, last, welcome } = setUp();
  assert(!socket.send({ n: 0 }));
  welcome();
  for (let n = 1; n <= 3; n++) assert(socket.send({ n }));
  await settlePromises();
  socket.send({ n: 4 });
  await settlePromises();
  assertEquals(last().sent, ['[{"n":1},{"n":2},{"n":3}]', '{"n":4}']);
});

Deno.test("Socket.send() makes no frame of more commands or bytes than the server takes", async () => {
  const { socket, last, welcome } = setUp();
  welcome();
  for (let n = 0; n < 250; n++) socket.send({ n });
  await settlePromises();
  assertEquals(last().sent.map((frame) => JSON.parse(frame).length), [100, 100, 50]);
  socket.maxFrame = 1_000;
  for (let n = 0; n < 10; n++) socket.send({ text: "€".repeat(100) });
  await settlePromises();
  for (const frame of last().sent.slice(3)) assert(new TextEncoder().encode(frame).length <= 1_000);
  assertEquals(last().sent.slice(3).flatMap((frame) => JSON.parse(frame)).length, 10);
});

Deno.test("Socket drops a path that gives no pong, within 30 seconds, and connects anew", async () => {
  const { clock, sockets, last, welcome, state } = setUp();
  clock.chance = 0;
  welcome();
  await clock.advance(15_000);
  assertEquals(JSON.parse(last().sent[0]!).type, "ping");
  await clock.advance(5_000);
  assert(sockets[0]!.closed);
  assertEquals(sockets.length, 2);
  assertEquals(state().status, "connecting");
});

Deno.test("Socket waits once more for the pong where other frames come, and no longer than that", async () => {
  const { clock, sockets, last, welcome } = setUp();
  clock.chance = 0;
  welcome();
  await clock.advance(15_000);
  for (let n = 0; n < 9; n++) {
    last().tell({ type: "noise" });
    await clock.advance(1_000);
  }
  assertEquals(sockets.length, 1);
  last().tell({ type: "noise" });
  await clock.advance(1_000);
  assertEquals(sockets.length, 2);
});

Deno.test("Socket keeps a path whose pongs come, and pings every 15 seconds", async () => {
  const { clock, sockets, last, welcome } = setUp();
  welcome();
  for (let n = 1; n <= 10; n++) {
    await clock.advance(15_000);
    assertEquals(last().sent.length, n);
    last().tell({ type: "pong", id: JSON.parse(last().sent.at(-1)!).id, heads: {} });
  }
  assertEquals(sockets.length, 1);
});

Deno.test("Socket.verify() pings at once: a path that died in sleep is dropped 5 seconds after", async () => {
  const { clock, socket, sockets, last, welcome } = setUp();
  clock.chance = 0;
  welcome();
  socket.verify();
  await settlePromises();
  assertEquals(last().sent.length, 1);
  await clock.advance(5_000);
  assertEquals(sockets.length, 2);
});

Deno.test("Socket asks again, and does not drop, where it slept while it waited for the pong", async () => {
  const { clock, socket, sockets, last, welcome } = setUp();
  welcome();
  socket.verify();
  clock.sleep(3_600_000);
  await clock.advance(0);
  assertEquals(sockets.length, 1);
  const pings = last().sent.flatMap((frame) => JSON.parse(frame)).length;
  assert(pings >= 2);
  last().tell({ type: "pong", id: "p", heads: {} });
  await clock.advance(10_000);
  assertEquals(sockets.length, 1);
});

Deno.test("Socket pings at the first tick after a sleep", async () => {
  const { clock, last, welcome } = setUp();
  welcome();
  await clock.advance(5_000);
  assertEquals(last().sent.length, 0);
  clock.sleep(60_000);
  await clock.advance(0);
  assertEquals(last().sent.length, 1);
});

Deno.test("Socket waits a random part of each row of its table", async () => {
  const { clock, last, state } = setUp();
  for (const [index, row] of [...RETRY_DELAYS, 10_000, 10_000].entries()) {
    clock.chance = index % 2 === 0 ? 0.999 : 0;
    last().end(1006);
    await settlePromises();
    assertEquals(state().retryAt, clock.now() + clock.chance * row);
    await clock.advance(clock.chance * row);
    assertEquals(state().status, "connecting");
  }
});

Deno.test("Socket starts its table anew after a connection that lasted", async () => {
  const { clock, last, welcome, state } = setUp();
  clock.chance = 0.999;
  for (let n = 0; n < 5; n++) {
    last().end(1006);
    await clock.advance(10_000);
  }
  welcome();
  await clock.advance(10_000);
  last().end(1012);
  assert(state().retryAt! - clock.now() < RETRY_DELAYS[0]);
});

Deno.test("Socket keeps climbing its table while connections end as soon as they begin", async () => {
  const { clock, sockets, last, welcome } = setUp();
  for (let n = 0; n < 20; n++) {
    welcome();
    last().end(1011);
    await clock.advance(1_000);
  }
  assert(sockets.length < 12);
});

Deno.test("Socket comes back no earlier than 'closing' says, but at once when a person asks", async () => {
  const { clock, socket, sockets, last, welcome, state } = setUp();
  welcome();
  last().tell({ type: "closing", code: 1012, reason: "restart", retryAfter: 8 });
  last().end(1012);
  assert(state().retryAt! >= clock.now() + 8_000);
  socket.verify();
  await clock.advance(7_999);
  assertEquals(sockets.length, 1);
  socket.reconnectNow();
  assertEquals(sockets.length, 2);
});

Deno.test("Socket.verify() ends the waiting for the next attempt", async () => {
  const { clock, socket, sockets, last } = setUp();
  clock.chance = 0.999;
  for (let n = 0; n < 6; n++) {
    last().end(1006);
    await clock.advance(n < 5 ? 10_000 : 10);
  }
  assertEquals(sockets.length, 6);
  socket.verify();
  assertEquals(sockets.length, 7);
});

Deno.test("Socket gives up an attempt that hangs when the network is back, or when a person asks", async () => {
  const { clock, socket, sockets } = setUp();
  socket.verify();
  socket.reconnectNow();
  assertEquals(sockets.length, 1);
  await clock.advance(1_000);
  socket.verify();
  assertEquals(sockets.length, 2);
  await clock.advance(1_000);
  socket.reconnectNow();
  assertEquals(sockets.length, 3);
});

Deno.test("Socket stays away where the close code says so, and tells why", async () => {
  for (const [code, reason] of [[1008, "policy"], [4009, "replaced by a newer connection"]] as const) {
    const { clock, socket, sockets, last, welcome, state } = setUp();
    welcome();
    last().end(code);
    await clock.advance(60_000);
    assertEquals(state(), { status: "stopped", since: state().since, reason });
    assertEquals(sockets.length, 1);
    socket.verify();
    assertEquals(sockets.length, 1);
    socket.reconnectNow();
    assertEquals(sockets.length, 2);
  }
});

Deno.test("Socket stops and asks for a sign-in after 4001, and where the refusal was one of that kind", async () => {
  const closed = setUp();
  closed.welcome();
  closed.last().end(4001);
  assertEquals(closed.signIns(), 1);
  const refused = setUp({ next: "sign_in" });
  refused.last().end(1006);
  await refused.clock.advance(60_000);
  assertEquals(refused.signIns(), 1);
  assertEquals(refused.sockets.length, 1);
});

Deno.test("Socket waits as long as a refused attempt was told to", async () => {
  const { clock, sockets, last, state } = setUp({ next: "come_back", retryAfter: 20 });
  last().end(1006);
  await settlePromises();
  assert(state().retryAt! >= clock.now() + 20_000);
  await clock.advance(19_999);
  assertEquals(sockets.length, 1);
});

Deno.test("Socket gives up an attempt that hangs", async () => {
  const { clock, sockets } = setUp();
  clock.chance = 0;
  await clock.advance(10_000);
  assert(sockets[0]!.closed);
  assertEquals(sockets.length, 2);
});

Deno.test("Socket is not moved by what comes late from a socket that it let go", async () => {
  const { clock, socket, sockets, frames, last, welcome } = setUp();
  const first = last();
  const late = first.onmessage!;
  welcome();
  await clock.advance(15_000);
  await clock.advance(6_000);
  assert(sockets.length > 1);
  assertEquals(first.onmessage, null);
  assertEquals(first.onclose, null);
  assertEquals(frames.length, 1);
  socket.stop();
  assert(late !== null);
  assertEquals(clock.next, undefined);
});

Deno.test("Socket ignores a frame that is not JSON", () => {
  const { last, frames, welcome } = setUp();
  welcome();
  last().onmessage?.({ data: "{" } as MessageEvent);
  assertEquals(frames.length, 1);
});
