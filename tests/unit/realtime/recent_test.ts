import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { LogEvent, ServerEvent } from "../../../src/protocol/events.ts";
import { RecentEvents } from "../../../src/realtime/recent.ts";

const CAPACITY = 10;

function joined(room: string, seq: number): LogEvent {
  return { type: "member.joined", room, seq, at: "", user: { id: "u1", name: "ada" } };
}

/** A log in memory, and the tail of it that is under test. */
function makeLog() {
  const logs = new Map<string, number>();
  let reads = 0;
  const recent = new RecentEvents(CAPACITY, (room, limit) => {
    reads++;
    const head = logs.get(room) ?? 0;
    const seqs = Array.from(
      { length: Math.min(head, limit) },
      (_, index) => head - Math.min(head, limit) + index + 1,
    );
    return Promise.resolve({ events: seqs.map((seq) => joined(room, seq)), encoded: seqs.map(String) });
  });
  return {
    recent,
    reads: () => reads,
    head: (room: string) => logs.get(room) ?? 0,
    /** Commits events, and tells the tail of them unless it is not to hear. */
    commit(room: string, count: number, told = true) {
      const first = (logs.get(room) ?? 0) + 1;
      logs.set(room, first + count - 1);
      const events = Array.from({ length: count }, (_, index) => joined(room, first + index));
      if (told) recent.push(events, events.map(({ seq }) => `${seq}`));
    },
  };
}

Deno.test("after() gives what was committed after a number, from the store and then as it comes", async () => {
  const log = makeLog();
  log.commit("lobby", 5);
  assertEquals(log.recent.after("lobby", 3), undefined);
  await log.recent.fill("lobby", 3);
  assertEquals(log.recent.after("lobby", 3), ["4", "5"]);
  log.commit("lobby", 2);
  assertEquals(log.recent.after("lobby", 3), ["4", "5", "6", "7"]);
  assertEquals(log.recent.after("lobby", 7), []);
  assertEquals(log.reads(), 1);
});

Deno.test("after() gives nothing where events are missing, and all where they are just there", async () => {
  const log = makeLog();
  log.commit("lobby", 30);
  await log.recent.fill("lobby", 25);
  assertEquals(log.recent.after("lobby", 19), undefined);
  assertEquals(log.recent.after("lobby", 20)?.length, 10);
  assertEquals(log.recent.after("tea", 0), undefined);
});

Deno.test("fill() reads a room once for all who wait", async () => {
  const log = makeLog();
  log.commit("lobby", 5);
  await Promise.all(Array.from({ length: 1_000 }, () => log.recent.fill("lobby", 0)));
  await log.recent.fill("lobby", 2);
  assertEquals(log.reads(), 1);
});

Deno.test("a hole in what comes makes it forget the room and read again", async () => {
  const log = makeLog();
  log.commit("lobby", 5);
  await log.recent.fill("lobby", 0);
  log.commit("lobby", 1, false);
  log.commit("lobby", 1);
  assertEquals(log.recent.after("lobby", 4), undefined);
  await log.recent.fill("lobby", 4);
  assertEquals(log.recent.after("lobby", 4), ["5", "6", "7"]);
});

Deno.test("a renaming makes it forget the room, as old events show the new name", async () => {
  const log = makeLog();
  log.commit("lobby", 5);
  await log.recent.fill("lobby", 0);
  const user = { id: "u1", name: "Ada" };
  log.recent.push([{ type: "member.renamed", room: "lobby", seq: 6, at: "", user, was: "ada" }], ["6"]);
  assertEquals(log.recent.after("lobby", 5), undefined);
});

Deno.test("a deletion makes it forget the room, and what is deleted while it is read comes without its text", async () => {
  const author = { id: "u1", name: "ada" };
  const message = { id: "m1-1", author, clientId: "k1", text: "secret", ordinal: 1, replyTo: 7 };
  const events: LogEvent[] = [
    { type: "message.posted", room: "lobby", seq: 1, at: "", message },
    { type: "message.edited", room: "lobby", seq: 2, at: "", message: 1, text: "secret too", user: author },
    { type: "message.posted", room: "lobby", seq: 3, at: "", message: { ...message, text: "public" } },
  ];
  const deleted: LogEvent = {
    type: "message.deleted",
    room: "lobby",
    seq: 4,
    at: "",
    message: 1,
    user: author,
  };
  const read = Promise.withResolvers<void>();
  const recent = new RecentEvents(CAPACITY, async () => {
    await read.promise;
    return { events, encoded: events.map((event) => JSON.stringify(event)) };
  });
  const filled = recent.fill("lobby", 0);
  recent.push([deleted], ["deleted"]);
  read.resolve();
  await filled;
  const kept = recent.after("lobby", 0)!.map((encoded) => JSON.parse(encoded));
  assertEquals(kept, [
    { ...events[0], message: { id: "m1-1", author, clientId: "k1", text: "", ordinal: 1, deleted: true } },
    { ...events[1], text: "" },
    events[2],
  ]);
  recent.push([deleted], ["deleted"]);
  assertEquals(recent.after("lobby", 3), undefined);
});

Deno.test("passing events are not kept", async () => {
  const log = makeLog();
  log.commit("lobby", 2);
  await log.recent.fill("lobby", 0);
  const user = { id: "u1", name: "ada" };
  const passing: ServerEvent[] = [{ type: "typing", room: "lobby", user }, {
    type: "presence.joined",
    room: "lobby",
    user,
    online: 1,
  }];
  log.recent.push(passing, ["t", "p"]);
  assertEquals(log.recent.after("lobby", 0), ["1", "2"]);
});

Deno.test("newest() gives the last events of a room", async () => {
  const log = makeLog();
  log.commit("lobby", 5);
  assertEquals(log.recent.newest("lobby", 2), []);
  await log.recent.fill("lobby", 0);
  assertEquals(log.recent.newest("lobby", 2), ["4", "5"]);
  assertEquals(log.recent.newest("lobby", 50), ["1", "2", "3", "4", "5"]);
});

Deno.test("long events push out rooms that were not asked for lately, and never the one that was asked for now", async () => {
  const text = "x".repeat(1_000);
  const readTwo = (room: string) =>
    Promise.resolve({ events: [joined(room, 1), joined(room, 2)], encoded: [text, text] });
  const recent = new RecentEvents(CAPACITY, readTwo, 5_000);
  for (const room of ["a", "b", "c"]) await recent.fill(room, 0);
  assertEquals(["a", "b", "c"].map((room) => recent.after(room, 0)?.length), [undefined, 2, 2]);
  await recent.fill("b", 0);
  recent.push([joined("b", 3), joined("b", 4)], [text, text]);
  assertEquals(["b", "c"].map((room) => recent.after(room, 0)?.length), [4, undefined]);
  recent.push([joined("b", 5), joined("b", 6)], [text, text]);
  assertEquals(recent.after("b", 0)?.length, 6);
});

Deno.test("whatever happens, after() gives all events after a number or none at all", async () => {
  const step = fc.oneof(
    fc.record({ count: fc.integer({ min: 1, max: 15 }), told: fc.boolean() }),
    fc.record({ fill: fc.nat({ max: 60 }) }),
    fc.constant({ forget: true }),
  );
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
    const log = makeLog();
    // The store was behind what was told: until the next event that is told, the tail may end early.
    let behind = false;
    for (const one of steps) {
      if ("count" in one) {
        log.commit("lobby", one.count, one.told);
        behind = !one.told;
      } else if ("fill" in one) await log.recent.fill("lobby", one.fill);
      else log.recent.forget("lobby");
      const head = log.head("lobby");
      for (let seq = 0; seq <= head; seq++) {
        const events = log.recent.after("lobby", seq);
        if (events === undefined) continue;
        const last = behind ? seq + events.length : head;
        assertEquals(events, Array.from({ length: last - seq }, (_, index) => `${seq + index + 1}`));
      }
    }
  }));
});
