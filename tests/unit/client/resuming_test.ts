import { assertEquals } from "@std/assert";
import * as fc from "fast-check";
import type { LogEvent } from "../../../src/protocol/events.ts";
import { entryOf } from "../../../src/client/state/entries.ts";
import type { RoomState } from "../../../src/client/state/room.ts";
import { FakeClock } from "./support/fake_clock.ts";
import { FakeServer } from "./support/fake_server.ts";
import { FakeBrowser, FakeTab } from "./support/fake_tab.ts";

const ROOMS = ["lobby", "den"];
const OTHERS = ["bob", "cleo"];

const room = fc.constantFrom(...ROOMS);
const other = fc.constantFrom(...OTHERS);

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("post" as const),
      room,
      who: other,
      count: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("flood" as const), room, who: other }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("rename" as const), who: other }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("leave" as const), room, who: other }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("join" as const), room, who: other }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("write" as const), room }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("read" as const), room }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("open" as const), room }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("older" as const), room }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("cut" as const), down: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(10, 300, 3_000, 20_000) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("serve" as const) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("deliver" as const),
      count: fc.integer({ min: 1, max: 6 }),
      together: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("repeat" as const), at: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("swap" as const), at: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("drop" as const), at: fc.nat(5) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

Deno.test("a page that was cut off at any point, and came back, shows what a page shows that never left", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.boolean(), async (steps, okFirst) => {
      const clock = new FakeClock();
      const server = new FakeServer();
      server.okFirst = okFirst;
      for (const user of ["ada", ...OTHERS]) server.addUser(user);
      for (const id of ROOMS) server.addRoom(id, ["ada", ...OTHERS]);
      const [flaky, steady] = [
        new FakeTab(server, clock, new FakeBrowser("ada")),
        new FakeTab(server, clock, new FakeBrowser("ada")),
      ];
      const written = steps.flatMap((step, index) => step.do === "write" ? [{ room: step.room, index }] : []);
      try {
        await flaky.start();
        await steady.start();
        for (const [index, step] of steps.entries()) {
          await play({ step, index, server, clock, flaky });
          if (steady.line !== undefined) {
            steady.line.serve();
            steady.line.deliver();
          }
          await clock.advance(0);
          for (const id of ROOMS) {
            assertShownOnce(
              flaky,
              id,
              written.filter((own) => own.room === id && own.index <= index),
            );
          }
        }
        await heal({ server, clock, flaky });
        for (const id of ROOMS) {
          await loadAll(server, flaky, id);
          await loadAll(server, steady, id);
          assertEquals(stateOf(flaky, id), stateOf(steady, id));
          const truth = server.room(id).log.map((event: LogEvent) => entryOf(event, "ada")!);
          assertEquals(
            flaky.rooms.get(id)!.timeline.entries.value.filter(isLogged).map(withoutAge),
            truth.map(withoutAge),
          );
        }
        assertEquals(names(flaky), names(steady));
        assertEquals(flaky.outbox.items.value, []);
      } finally {
        flaky.close();
        steady.close();
      }
    }),
    { numRuns: 300 },
  );
});

interface Play {
  step: Step;
  index: number;
  server: FakeServer;
  clock: FakeClock;
  flaky: FakeTab;
}

async function play({ step, index, server, clock, flaky }: Play): Promise<void> {
  const line = flaky.line;
  switch (step.do) {
    case "post":
      for (let n = 0; n < step.count; n++) {
        postIfMember(server, step.who, step.room, `${step.who} ${index}.${n}`);
      }
      return;
    case "flood":
      for (let n = 0; n < 30; n++) postIfMember(server, step.who, step.room, `flood ${index}.${n}`);
      return;
    case "rename":
      return server.rename(step.who, `${step.who}${index}`);
    case "leave":
      return server.leave(step.who, step.room);
    case "join":
      return server.join(step.who, step.room);
    case "write":
      return flaky.outbox.add(step.room, `own ${index}`);
    case "read":
      return flaky.rooms.get(step.room)?.markRead();
    case "open":
      return flaky.rooms.open(step.room);
    case "older":
      flaky.rooms.get(step.room)?.timeline.loadOlder();
      return;
    case "cut":
      flaky.network = step.down ? "down" : "online";
      return line?.cut();
    case "wait":
      flaky.network = "online";
      return await clock.advance(step.ms);
    case "serve":
      line?.serve();
      return;
    case "deliver":
      line?.deliver(step.count, step.together);
      return;
    case "repeat":
      if (isLive(line?.toClient[step.at])) line!.toClient.push(structuredClone(line!.toClient[step.at]));
      return;
    case "swap":
      return swap(line?.toClient ?? [], step.at);
    case "drop":
      if (isLive(line?.toClient[step.at])) line!.toClient.splice(step.at, 1);
  }
}

function postIfMember(server: FakeServer, who: string, id: string, text: string): void {
  if (server.room(id).members.has(who)) server.post(who, id, text);
}

function isLive(value: unknown): boolean {
  return typeof (value as { seq?: unknown } | undefined)?.seq === "number" &&
    (value as { type: string }).type !== "ok";
}

function swap(values: unknown[], at: number): void {
  if (isLive(values[at]) && isLive(values[at + 1])) values.splice(at, 2, values[at + 1], values[at]);
}

/** The network is good again, and enough time goes by for every retry, ping and answer. */
async function heal({ server, clock, flaky }: Omit<Play, "step" | "index">): Promise<void> {
  flaky.network = "online";
  for (let turn = 0; turn < 12; turn++) {
    await server.settle();
    await clock.advance(5_000);
  }
  await server.settle();
}

/** Looks at all of a room: its beginning, and each hole. */
async function loadAll(server: FakeServer, tab: FakeTab, id: string): Promise<void> {
  const room = tab.rooms.get(id)!;
  tab.rooms.open(id);
  await server.settle();
  for (let turn = 0; turn < 200; turn++) {
    const hole = room.timeline.entries.value.find((entry) => entry.kind === "hole");
    if (hole === undefined && room.timeline.atStart.value) return;
    const loaded = hole ? room.timeline.fillHole(hole.after) : room.timeline.loadOlder();
    for (let settled = 0; settled < 12; settled++) await server.settle();
    await loaded;
  }
  throw new Error(`Cannot load all of ${id}`);
}

/** An own message is pending, or in the log, and never both or neither, wherever nothing is left out. */
function assertShownOnce(tab: FakeTab, id: string, written: { index: number }[]): void {
  const { entries, ready, atStart } = tab.rooms.get(id)!.timeline;
  const keys = entries.value.map(({ key }) => key);
  assertEquals(keys.length, new Set(keys).size);
  if (!ready.value || !atStart.value || entries.value.some(({ kind }) => kind === "hole")) return;
  const texts = entries.value.flatMap((entry) =>
    entry.kind === "pending"
      ? [entry.text]
      : entry.kind === "message" && entry.own
      ? [entry.message.text]
      : []
  );
  assertEquals(texts.toSorted(), written.map(({ index }) => `own ${index}`).toSorted());
}

function stateOf(tab: FakeTab, id: string) {
  const room: RoomState = tab.rooms.get(id)!;
  const { name, head, messages, read, unread, timeline } = room;
  return {
    name: name.value,
    head: head.value,
    messages: messages.value,
    read: read.value,
    unread: unread.value,
    entries: timeline.entries.value.filter(isLogged).map(withoutAge),
  };
}

function isLogged(entry: { kind: string; seq?: number }): boolean {
  return entry.kind !== "notice" || entry.seq !== undefined;
}

function names(tab: FakeTab): string[] {
  return OTHERS.map((id) => tab.people.nameOf({ id, name: "?" }));
}

/** How new the knowledge of an entry is depends on how it came. */
function withoutAge(entry: object): object {
  return { ...entry, asOf: 0 };
}
