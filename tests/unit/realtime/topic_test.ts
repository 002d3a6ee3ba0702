import { assertEquals } from "@std/assert";
import { encode } from "../../../src/protocol/codec.ts";
import type { ServerEvent } from "../../../src/protocol/events.ts";
import { Topic } from "../../../src/realtime/topic.ts";
import { makeConnection, type TestConnection, turn, until } from "./support.ts";

const user = { id: "u2", name: "bo" };
const at = "2026-01-02T00:00:00.000Z";

function joined(seq: number): ServerEvent {
  return { type: "member.joined", room: "lobby", seq, at, user };
}

function posted(seq: number): ServerEvent {
  const message = { id: "m1", author: user, clientId: "k1", text: "hello", ordinal: 1 };
  return { type: "message.posted", room: "lobby", seq, at, message };
}

function gather(count: number): { topic: Topic; listeners: TestConnection[] } {
  const topic = new Topic();
  const listeners = Array.from({ length: count }, () => makeConnection({ bytes: 1_000_000, grace: 60_000 }));
  for (const { connection } of listeners) topic.connections.add(connection);
  return { topic, listeners };
}

function tell(topic: Topic, ...events: ServerEvent[]): void {
  topic.deliver(events, events.map(encode));
}

Deno.test("in a small room who comes is told in the same turn", async () => {
  const { topic, listeners: [first] } = gather(100);
  tell(topic, joined(1));
  await turn();
  assertEquals(first!.transport.messages, [joined(1)]);
});

Deno.test("in a crowd all who come within a moment are told in one frame, in their order", async () => {
  const { topic, listeners: [first] } = gather(101);
  for (const seq of [1, 2, 3]) {
    tell(topic, joined(seq));
    await turn();
  }
  assertEquals(first!.transport.frames, []);
  await until(() => first!.transport.frames.length > 0);
  assertEquals([first!.transport.frames.length, first!.transport.messages], [1, [1, 2, 3].map(joined)]);
});

Deno.test("in a crowd a message waits for nobody, and takes along who came before it", async () => {
  const { topic, listeners: [first] } = gather(101);
  tell(topic, joined(1));
  tell(topic, joined(2), posted(3));
  await turn();
  assertEquals(first!.transport.messages, [joined(1), joined(2), posted(3)]);
});

Deno.test("when nobody listens any more, nothing waits", () => {
  const { topic, listeners } = gather(101);
  tell(topic, joined(1));
  topic.close();
  assertEquals(listeners.every(({ transport }) => transport.frames.length === 0), true);
});
