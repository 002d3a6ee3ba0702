import { assert, assertEquals } from "@std/assert";
import { check, type CheckReport } from "./check.ts";
import type { Entry } from "./event_log.ts";
import type { History, StoredEvent } from "./history.ts";

interface Run {
  entries: Entry[];
  history: History;
  planned: number;
  faults: number;
}

const CLIENTS = [0, 1];
const ROOM = "room-0";
const MESSAGES = 20;

/** Two clients in one room write in turns; each message is sent, stored, acknowledged, and seen by both. */
function goodRun(): Run {
  const entries: Entry[] = [];
  const events: StoredEvent[] = [{ seq: 1, id: "room.created" }];
  let mono = 0;
  const write = (client: number, rest: Omit<Entry, "mono" | "client">) =>
    entries.push({ mono: mono++, client, ...rest });
  for (const client of CLIENTS) {
    write(client, { op: "open" });
    write(client, { op: "resume", room: ROOM, seq: 1, code: "start" });
  }
  for (let index = 0; index < MESSAGES; index++) {
    const author = index % CLIENTS.length;
    const [id, seq] = [`m${author}.${index}`, index + 2];
    write(author, { op: "send", room: ROOM, id });
    events.push({ seq, id, author });
    write(author, { op: "ack", room: ROOM, id, seq });
    for (const client of CLIENTS) write(client, { op: "recv", room: ROOM, id, seq });
  }
  const head = MESSAGES + 1;
  for (const client of CLIENTS) write(client, { op: "read", room: ROOM, seq: head });
  for (const op of ["final", "fetch"] as const) {
    for (const client of CLIENTS) write(client, { op, room: ROOM, seq: head, code: head });
  }
  const rooms = new Map([[ROOM, { head, epoch: "e", events }]]);
  return { entries, history: { rooms, integrity: "ok" }, planned: MESSAGES, faults: 1 };
}

function checkRun({ entries, history, planned, faults }: Run): CheckReport {
  return check(entries, history, {
    planned,
    faults,
    memberships: new Map(CLIENTS.map((client) => [client, new Set([ROOM])])),
  });
}

function eventsOf({ history }: Run): StoredEvent[] {
  return history.rooms.get(ROOM)!.events;
}

function assertCaught(run: Run, name: string): void {
  const { violations } = checkRun(run);
  assert((violations.get(name) ?? 0) > 0, `not caught as ${name}: ${JSON.stringify([...violations])}`);
}

Deno.test("check() passes a good run and counts it", () => {
  const { violations, counts } = checkRun(goodRun());
  assertEquals([...violations], []);
  assertEquals(counts, { sends: 20, acks: 20, received: 40, stored: 20, resent: 0, unackedStored: 0 });
});

Deno.test("check() passes a message that was stored and never acknowledged", () => {
  const run = goodRun();
  const last = run.entries.findLastIndex(({ op }) => op === "ack");
  run.entries.splice(last, 1);
  const { violations, counts } = checkRun(run);
  assertEquals([...violations], []);
  assertEquals(counts.unackedStored, 1);
});

Deno.test("check() catches a lost ack: acknowledged, and not stored", () => {
  const run = goodRun();
  eventsOf(run)[7] = { seq: 8, id: "room.created" };
  assertCaught(run, "I1");
});

Deno.test("check() catches a duplicate", () => {
  const run = goodRun();
  const events = eventsOf(run);
  events.push({ ...events[7]!, seq: events.length + 1 });
  run.history.rooms.get(ROOM)!.head++;
  assertCaught(run, "I1");
});

Deno.test("check() catches a swap in what one client saw", () => {
  const run = goodRun();
  const seen = run.entries.filter(({ op, client }) => op === "recv" && client === 1);
  const [one, two] = [seen[4]!, seen[5]!];
  [one.id, two.id] = [two.id, one.id];
  assertCaught(run, "I3");
});

Deno.test("check() catches a swap of what was sent one after the other", () => {
  const run = goodRun();
  const events = eventsOf(run);
  const [one, two] = [events[4]!, events[5]!];
  events[4] = { ...two, seq: one.seq };
  events[5] = { ...one, seq: two.seq };
  for (const entry of run.entries) {
    if (entry.op !== "ack" && entry.op !== "recv") continue;
    if (entry.id === one.id) entry.seq = two.seq;
    else if (entry.id === two.id) entry.seq = one.seq;
  }
  assertCaught(run, "I6");
});

Deno.test("check() catches a swap of what one author sent on one connection", () => {
  const run = goodRun();
  const events = eventsOf(run);
  const [one, two] = [events[4]!, events[6]!];
  events[4] = { ...two, seq: one.seq };
  events[6] = { ...one, seq: two.seq };
  assertCaught(run, "I4");
});

Deno.test("check() catches a gap in what one client saw", () => {
  const run = goodRun();
  run.entries.splice(
    run.entries.findIndex(({ op, client, seq }) => op === "recv" && client === 1 && seq === 9),
    1,
  );
  assertCaught(run, "I2");
});

Deno.test("check() catches a client that saw the end of a room too late", () => {
  const run = goodRun();
  run.entries.splice(run.entries.findLastIndex(({ op, client }) => op === "recv" && client === 1), 1);
  assertCaught(run, "I8");
});

Deno.test("check() catches a leak: a message of a room that the client is not in", () => {
  const run = goodRun();
  const at = run.entries.findIndex(({ op }) => op === "final");
  run.entries.splice(at, 0, { mono: at, client: 1, op: "recv", room: "room-9", id: "m5.1", seq: 4 });
  assertCaught(run, "I7");
});

Deno.test("check() catches a read mark that a fresh fetch does not have", () => {
  const run = goodRun();
  run.entries.findLast(({ op }) => op === "fetch")!.code = 3;
  assertCaught(run, "I8");
});

Deno.test("check() fails an empty run, one without faults, and one that sent too little", () => {
  assertCaught({ ...goodRun(), entries: [] }, "run");
  assertCaught({ ...goodRun(), faults: 0 }, "run");
  assertCaught({ ...goodRun(), planned: 23 }, "run");
});
