import { assertEquals } from "@std/assert";
import type { ServerEvent } from "../../../src/protocol/events.ts";
import { HeldEvents } from "../../../src/realtime/held_events.ts";
import { until } from "./support.ts";

const user = { id: "u1", name: "ada" };
const typing: ServerEvent = { type: "typing", room: "lobby", user };

function joined(seq: number): ServerEvent {
  return { type: "member.joined", room: "lobby", seq, at: "", user };
}

function left(seq: number): ServerEvent {
  return { type: "member.left", room: "lobby", seq, at: "", user };
}

function renamed(seq: number): ServerEvent {
  return { type: "member.renamed", room: "lobby", seq, at: "", user, was: "bo" };
}

function makeHeld() {
  const released: string[][] = [];
  const held = new HeldEvents((encoded) => released.push([...encoded]));
  const take = (events: ServerEvent[], big = true) =>
    held.take(events, events.map((event) => "seq" in event ? String(event.seq) : event.type), big);
  return { held, released, take };
}

Deno.test("a room hears its log in order: what is held goes before the next event that cannot wait", () => {
  const { released, take } = makeHeld();
  take([joined(1)]);
  take([joined(2), joined(3)]);
  take([typing]);
  take([renamed(4), joined(5)]);
  take([joined(6)]);
  take([joined(7)], false);
  take([typing]);
  assertEquals(released, [["typing"], ["1", "2", "3", "4", "5"], ["6", "7"], ["typing"]]);
});

Deno.test("what is held goes out by itself after a moment, all of it at once", async () => {
  const { released, take } = makeHeld();
  take([joined(1)]);
  take([joined(2)]);
  await until(() => released.length > 0);
  take([joined(3)]);
  await until(() => released.length > 1);
  assertEquals(released, [["1", "2"], ["3"]]);
});

Deno.test("many who come and go are told as their number, and where they stand in the log", () => {
  const { released, take } = makeHeld();
  for (let seq = 1; seq <= 30; seq++) take([seq % 10 === 0 ? left(seq) : joined(seq)]);
  take([renamed(31)]);
  const [count, after] = released[0]!;
  assertEquals(JSON.parse(count!), {
    type: "members.count",
    room: "lobby",
    from: 1,
    seq: 30,
    at: "",
    joined: 27,
    left: 3,
  });
  assertEquals([after, released.length], ["31", 1]);
});

Deno.test("how many are here goes out with those who came, the last count alone, and never keeps the log", async () => {
  const { released, take } = makeHeld();
  const count = (online: number): ServerEvent => ({ type: "presence.count", room: "lobby", online });
  take([count(1)]);
  take([joined(1)]);
  take([count(2)]);
  await until(() => released.length > 0);
  take([count(3)]);
  take([renamed(2)]);
  await until(() => released.length > 2);
  take([count(4)], false);
  assertEquals(released, [
    ["1", "presence.count"],
    ["2"],
    ["presence.count"],
    ["presence.count"],
  ]);
});

Deno.test("what is forgotten is never told", () => {
  const { held, released, take } = makeHeld();
  take([joined(3)]);
  held.clear();
  take([renamed(4)]);
  assertEquals(released, [["4"]]);
});
