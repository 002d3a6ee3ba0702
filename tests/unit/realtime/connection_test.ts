import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import type { ServerEvent } from "../../../src/protocol/events.ts";
import { encodeBatch } from "../../../src/realtime/batch.ts";
import { makeConnection, turn, until } from "./support.ts";

function typing(name: string): ServerEvent {
  return { type: "typing", room: "lobby", user: { id: "u1", name } };
}

Deno.test("what is due in one turn leaves as one frame at its end, in order", async () => {
  const { connection, transport } = makeConnection();
  connection.send({ type: "pong", id: "p1", heads: {} });
  connection.push(encodeBatch([typing("a"), typing("b")]));
  connection.push(encodeBatch([typing("c")]));
  assertEquals(transport.frames, []);
  await turn();
  assertEquals(transport.frames.length, 1);
  assertEquals(transport.messages, [
    { type: "pong", id: "p1", heads: {} },
    typing("a"),
    typing("b"),
    typing("c"),
  ]);
  assertEquals(connection.counts.sent, 4);
  await turn();
  assertEquals(transport.frames.length, 1);
});

Deno.test("one thing alone is a frame of its own, without an array", async () => {
  const { connection, transport } = makeConnection();
  connection.push(encodeBatch([typing("a")]));
  await turn();
  connection.send(typing("b"));
  await turn();
  assertEquals(transport.frames.map((frame) => JSON.parse(frame)), [typing("a"), typing("b")]);
});

Deno.test("connections that get the same batch alone share its frame", async () => {
  const batch = encodeBatch([typing("a"), typing("b")]);
  const [one, two, other] = [makeConnection(), makeConnection(), makeConnection()];
  for (const { connection } of [one, two, other]) connection.push(batch);
  other.connection.push(encodeBatch([typing("c")]));
  await turn();
  assertStrictEquals(one.transport.frames[0], batch.frames[0]);
  assertStrictEquals(two.transport.frames[0], batch.frames[0]);
  assertEquals(other.transport.messages, [typing("a"), typing("b"), typing("c")]);
});

Deno.test("connections that wait for the same batches share one frame of them", async () => {
  const batches = ["a", "b", "c"].map((name) => encodeBatch([typing(name)]));
  const [one, two] = [makeConnection(), makeConnection()];
  for (const batch of batches) for (const { connection } of [one, two]) connection.push(batch);
  await turn();
  assertEquals(one.transport.messages, [typing("a"), typing("b"), typing("c")]);
  assertStrictEquals(two.transport.frames[0], batches[0]!.and(batches[1]!).and(batches[2]!).frames[0]);
  assertStrictEquals(one.transport.frames[0], two.transport.frames[0]);
});

Deno.test("an empty batch sends nothing", async () => {
  const { connection, transport } = makeConnection();
  connection.push(encodeBatch([]));
  connection.push(encodeBatch([typing("a")]));
  await turn();
  assertEquals(transport.messages, [typing("a")]);
});

Deno.test("a slow reader gets nothing while it is behind, and everything in order when it has caught up", async () => {
  const { connection, transport, ends } = makeConnection();
  transport.unread = 1_001;
  for (const name of ["a", "b", "c"]) {
    connection.push(encodeBatch([typing(name)]));
    await turn();
  }
  assertEquals(transport.frames, []);
  transport.unread = 1_000;
  await until(() => transport.frames.length > 0);
  assertEquals([transport.frames.length, transport.messages], [1, [typing("a"), typing("b"), typing("c")]]);
  connection.push(encodeBatch([typing("d")]));
  await turn();
  assertEquals([transport.frames.length, ends], [2, []]);
  connection.end(1000);
});

Deno.test("a slow reader for whom too much is waiting is closed with 4008, without what waits", async () => {
  const { connection, transport, ends } = makeConnection({ bytes: 200, grace: 60_000 });
  transport.unread = 201;
  connection.push(encodeBatch([typing("a")]));
  await turn();
  for (let count = 0; count < 10; count++) connection.push(encodeBatch([typing("b")]));
  assertEquals([connection.pending > 400, ends], [true, []], "a moment's rush is no reason");
  for (let count = 0; count < 20; count++) connection.push(encodeBatch([typing("b")]));
  assertEquals([transport.closes.map(({ code }) => code), ends], [[4008], [4008]]);
  assert(connection.ended);
  transport.unread = 0;
  await turn();
  assertEquals(transport.frames, []);
});

Deno.test("who reads all the time is never too slow, however much comes at once", async () => {
  const { connection, transport, ends } = makeConnection({ bytes: 200, grace: 100 });
  using clock = stoppedClock();
  // Each frame is more than the limit, and is read when the next one has been sent.
  transport.onSend = () => transport.unread += 500;
  for (let count = 0; count < 50; count++) {
    clock.now += 10;
    connection.push(encodeBatch([typing(String(count))]));
    await turn();
    transport.unread = Math.min(transport.unread, 500);
  }
  assertEquals([transport.messages.length, ends], [50, []]);
  // From here on nothing is read.
  for (let count = 0; count < 2; count++) {
    connection.push(encodeBatch([typing(String(count))]));
    await turn();
  }
  clock.now += 200;
  await until(() => connection.ended);
  assertEquals(ends, [4008]);
});

Deno.test("a slow reader that does not catch up in its time is closed with 4008", async () => {
  const { connection, transport, ends } = makeConnection({ bytes: 200, grace: 1 });
  transport.unread = 201;
  connection.push(encodeBatch([typing("a")]));
  await until(() => connection.ended);
  assertEquals([transport.closes, transport.frames, ends], [
    [{ code: 4008, reason: "too slow, resume" }],
    [],
    [4008],
  ]);
});

Deno.test("end() sends what is due, closes, and tells its end once", async () => {
  const { connection, transport, ends } = makeConnection();
  connection.push(encodeBatch([typing("a")]));
  connection.end(1012);
  const closing = { type: "closing", code: 1012, reason: "restart" };
  assertEquals([transport.messages, transport.closes], [[typing("a"), closing], [{
    code: 1012,
    reason: "restart",
  }]]);
  connection.end(4001);
  connection.push(encodeBatch([typing("b")]));
  connection.socketClosed(1006, "");
  connection.socketClosed(1006, "");
  await turn();
  assertEquals([transport.frames.length, transport.closes.length, ends], [1, 1, [1012]]);
  await connection.gone;
});

Deno.test("end() of a slow reader sends nothing and closes once", async () => {
  const { connection, transport, ends } = makeConnection({ bytes: 200, grace: -1 });
  transport.unread = 201;
  connection.push(encodeBatch([typing("a")]));
  connection.end(1012);
  await turn();
  assertEquals([transport.frames.length, transport.closes.length, ends.length], [0, 1, 1]);
});

Deno.test("a socket that is lost ends its connection, and nothing more is sent", async () => {
  const { connection, transport, ends } = makeConnection();
  connection.push(encodeBatch([typing("a")]));
  connection.socketClosed(1006, "connection lost");
  await turn();
  assertEquals([transport.frames, transport.closes, ends], [[], [], [1006]]);
  await connection.gone;
});

Deno.test("drained() resolves when the other end has taken nearly all, and sends what is due", async () => {
  const { connection, transport } = makeConnection({ bytes: 100_000, grace: 60_000 });
  connection.push(encodeBatch([typing("a")]));
  transport.unread = 70_000;
  const drained = connection.drained();
  await turn();
  assertEquals(transport.messages, [typing("a")]);
  transport.unread = 10;
  assertEquals(await drained, true);
  assertEquals(await connection.drained(), true);
});

Deno.test("drained() says false where the connection ends meanwhile", async () => {
  const one = makeConnection();
  one.transport.unread = 900_000;
  const drained = one.connection.drained();
  one.connection.socketClosed(1006, "");
  assertEquals(await drained, false);
  const two = makeConnection({ bytes: 200, grace: 1 });
  two.transport.unread = 900_000;
  assertEquals(await two.connection.drained(), false);
  assertEquals(two.ends, [4008]);
});

Deno.test("sayClosing() is the last that the other end hears", async () => {
  const { connection, transport } = makeConnection();
  connection.sayClosing(1012, { retryAfter: 0.5 });
  connection.push(encodeBatch([typing("a")]));
  await turn();
  connection.end(1012);
  const closing = { type: "closing", code: 1012, reason: "restart", retryAfter: 0.5 };
  assertEquals([transport.messages, transport.closes], [[closing], [{ code: 1012, reason: "restart" }]]);
});

Deno.test("a reader that does not read is closed with 4008 though nothing more is sent", async () => {
  const { connection, transport, ends } = makeConnection({ bytes: 200, grace: 0 });
  transport.onSend = () => transport.unread = 201;
  connection.push(encodeBatch([typing("a")]));
  await connection.drained();
  assertEquals([transport.closes, ends], [[{ code: 4008, reason: "too slow, resume" }], [4008]]);
});

/** The time that a test gives, in milliseconds. */
function stoppedClock(): { now: number } & Disposable {
  const original = performance.now;
  const clock = {
    now: original.call(performance),
    [Symbol.dispose]: () => void (performance.now = original),
  };
  performance.now = () => clock.now;
  return clock;
}
