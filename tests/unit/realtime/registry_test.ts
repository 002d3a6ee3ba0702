import { assertEquals, assertStrictEquals } from "@std/assert";
import { MemoryPubSub } from "../../../src/pubsub/memory.ts";
import { RecentEvents } from "../../../src/realtime/recent.ts";
import { Registry } from "../../../src/realtime/registry.ts";
import { makeConnection, turn, until } from "./support.ts";

function makeRegistry() {
  const pubsub = new MemoryPubSub();
  const recent = new RecentEvents(10, () => Promise.resolve({ events: [], encoded: [] }));
  const faults: unknown[] = [];
  return {
    pubsub,
    faults,
    registry: new Registry({ pubsub, recent, big: 2, onError: (error) => faults.push(error) }),
  };
}

const typing = { type: "typing", room: "lobby", user: { id: "u1", name: "ada" } } as const;

Deno.test("an event is encoded once and reaches everyone on its topic", async () => {
  const { pubsub, registry } = makeRegistry();
  const [one, two, other] = [makeConnection(), makeConnection(), makeConnection()];
  for (const { connection } of [one, two, other]) registry.add(connection);
  registry.subscribeRoom(one.connection, "lobby");
  registry.subscribeRoom(one.connection, "lobby");
  registry.subscribeRoom(two.connection, "lobby");
  registry.subscribeRoom(other.connection, "tea");
  await pubsub.publish("room:lobby", [typing]);
  await turn();
  assertEquals([one.transport.messages, other.transport.messages], [[typing], []]);
  assertStrictEquals(one.transport.frames[0], two.transport.frames[0]);
});

Deno.test("who is removed hears nothing more and is counted no more, also when removed twice", async () => {
  const { pubsub, registry } = makeRegistry();
  const [one, two] = [makeConnection(), makeConnection()];
  for (const { connection } of [one, two]) {
    registry.add(connection);
    registry.subscribeRoom(connection, "lobby");
  }
  assertEquals([registry.size, registry.countOfUser("u1"), registry.countOfAddress("192.0.2.1")], [2, 2, 2]);
  registry.remove(one.connection);
  registry.remove(one.connection);
  assertEquals([registry.size, registry.countOfUser("u1")], [1, 1]);
  await pubsub.publish("room:lobby", [typing]);
  await turn();
  assertEquals([one.transport.frames.length, two.transport.frames.length], [0, 1]);
  registry.remove(two.connection);
  assertEquals([registry.size, registry.countOfUser("u1")], [0, 0]);
});

Deno.test("a connection that is over counts for its address until its socket is gone", async () => {
  const { registry } = makeRegistry();
  const { connection, transport } = makeConnection();
  transport.onGone = () => registry.release(connection);
  registry.add(connection);
  registry.remove(connection);
  await turn();
  assertEquals([registry.size, registry.held, registry.countOfAddress("192.0.2.1")], [0, 1, 1]);
  connection.socketClosed(1000, "");
  await turn();
  assertEquals([registry.held, registry.countOfAddress("192.0.2.1")], [0, 0]);
});

Deno.test("a socket that the runtime says nothing more of is forgotten in the end, an open one is not", async () => {
  const { registry } = makeRegistry();
  const [lost, open] = [makeConnection(), makeConnection()];
  for (const { connection } of [lost, open]) registry.add(connection);
  lost.connection.neverOpened();
  registry.remove(lost.connection);
  registry.forgetHeld(60_000);
  assertEquals(registry.held, 2);
  await until(() => performance.now() > lost.connection.openedAt);
  registry.forgetHeld(0);
  assertEquals([registry.held, registry.countOfAddress("192.0.2.1")], [1, 1]);
});

Deno.test("a big room hears of those who become members together, a small one at once", async () => {
  const { pubsub, registry } = makeRegistry();
  const clients = [makeConnection(), makeConnection(), makeConnection()];
  const [one, two, three] = clients as [typeof clients[0], typeof clients[0], typeof clients[0]];
  const joined = (seq: number) =>
    ({ type: "member.joined", room: "lobby", seq, at: "", user: { id: `u${seq}`, name: "bo" } }) as const;
  for (const { connection } of [one, two]) registry.subscribeRoom(connection, "lobby");
  await pubsub.publish("room:lobby", [joined(1)]);
  registry.subscribeRoom(three.connection, "lobby");
  await pubsub.publish("room:lobby", [joined(2)]);
  await turn();
  assertEquals(clients.map(({ transport }) => transport.messages), [[joined(1)], [joined(1)], []]);
  await pubsub.publish("room:lobby", [joined(3)]);
  await until(() => three.transport.frames.length > 0);
  assertEquals(three.transport.messages, [joined(2), joined(3)]);
  await pubsub.publish("room:lobby", [joined(4)]);
  for (const { connection } of clients) registry.unsubscribeRoom(connection, "lobby");
});

Deno.test("addresses of one IPv6 network count as one", () => {
  const { registry } = makeRegistry();
  assertEquals(registry.countOfAddress("2001:db8:1:2::1"), 0);
  registry.add(makeConnection(undefined, "c1", "2001:db8:1:2::1").connection);
  registry.add(makeConnection(undefined, "c2", "2001:db8:1:2:3:4:5:6").connection);
  registry.add(makeConnection(undefined, "c3", "2001:db8:1:3::1").connection);
  assertEquals(["2001:db8:1:2::9", "2001:db8:1:3::9"].map((one) => registry.countOfAddress(one)), [2, 1]);
});

Deno.test("a room's last listener takes the subscription along, and the next one makes it anew", async () => {
  const { pubsub, registry } = makeRegistry();
  const { connection, transport } = makeConnection();
  registry.add(connection);
  registry.subscribeRoom(connection, "lobby");
  registry.unsubscribeRoom(connection, "lobby");
  registry.unsubscribeRoom(connection, "lobby");
  await pubsub.publish("room:lobby", [typing]);
  registry.subscribeRoom(connection, "lobby");
  await pubsub.publish("room:lobby", [typing]);
  await turn();
  assertEquals(transport.messages, [typing]);
});

Deno.test("a person's connections follow them into rooms and out of them", async () => {
  const { pubsub, registry } = makeRegistry();
  const { connection, transport } = makeConnection();
  registry.add(connection);
  registry.subscribe(connection, "user:u1");
  const room = {
    id: "lobby",
    name: "lobby",
    topic: "",
    epoch: "e",
    seq: 1,
    messages: 0,
    read: { seq: 1, ordinal: 0 },
    online: 1,
  };
  await pubsub.publish("user:u1", [{ type: "room.joined", room }]);
  await pubsub.publish("room:lobby", [typing]);
  await pubsub.publish("user:u1", [{ type: "room.left", room: "lobby" }]);
  await pubsub.publish("room:lobby", [typing]);
  await turn();
  assertEquals((transport.messages as { type: string }[]).map(({ type }) => type), [
    "room.joined",
    "typing",
    "room.left",
  ]);
});

Deno.test("the end of a session ends its connections, with the reason said before", async () => {
  const { pubsub, registry } = makeRegistry();
  const [one, two] = [makeConnection(), makeConnection()];
  for (const { connection } of [one, two]) registry.add(connection);
  registry.subscribe(one.connection, "session:hash");
  const closing = { type: "closing", code: 4001, reason: "signed out" } as const;
  await pubsub.publish("session:hash", [closing]);
  assertEquals([one.transport.messages, one.transport.closes, one.ends], [[closing], [{
    code: 4001,
    reason: "signed out",
  }], [4001]]);
  assertEquals(two.ends, []);
});
