import { assert, assertEquals } from "@std/assert";
import { EndFetcher } from "../../../../src/client/state/end_fetcher.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { FakeKept } from "../support/fake_kept.ts";
import { FakeServer } from "../support/fake_server.ts";
import { FakeBrowser, FakeTab } from "../support/fake_tab.ts";

Deno.test("Keeper shows rooms, messages and unread counts without a network, and catches up by one resume", async () => {
  const { server, clock, kept, tab, open } = await setUp();
  for (const text of ["one", "two"]) server.post("bo", "lobby", text);
  server.post("bo", "den", "unread");
  await pass(server, clock);
  tab.close();
  server.post("bo", "lobby", "missed");
  const tabs = await open({ network: "down" });
  const { rooms } = tabs;
  assertEquals(texts(tabs, "lobby"), ["one", "two"]);
  assertEquals(rooms.list.value.map(({ id, unread }) => [id, unread.value]), [["lobby", 2], ["den", 1]]);
  assertEquals(tabs.keeper!.asOf.value !== undefined, true);
  server.served.length = 0;
  tabs.network = "online";
  await pass(server, clock, 20_000);
  assertEquals(texts(tabs, "lobby"), ["one", "two", "missed"]);
  const { epoch } = server.room("lobby");
  assertEquals(server.served.filter(({ type }) => type === "resume" || type === "history"), [
    {
      type: "resume",
      id: server.served.find(({ type }) => type === "resume")!.id,
      rooms: [{ room: "lobby", epoch, seq: 5 }],
    },
  ]);
  assertEquals(tabs.keeper!.asOf.value, undefined);
  await pass(server, clock);
  assertEquals(kept.tails.get("lobby")!.seq, 6);
  tabs.close();
});

Deno.test("Keeper writes once for all that comes in two seconds, and at once where the page goes away", async () => {
  const { server, clock, kept, tab } = await setUp();
  await clock.advance(5_000);
  const before = kept.writes;
  for (let text = 0; text < 50; text++) server.post("bo", "lobby", `${text}`);
  await pass(server, clock);
  assertEquals(kept.writes - before, 1);
  server.post("bo", "lobby", "the last");
  await server.settle();
  tab.keeper!.save();
  assertEquals(kept.tails.get("lobby")!.entries.length >= 51, true);
  assertEquals(kept.writes - before, 2);
  tab.close();
});

Deno.test("Keeper keeps the last hundred messages of a room, and what stands between them", async () => {
  const { server, clock, kept, tab } = await setUp();
  for (let text = 0; text < 150; text++) server.post("bo", "lobby", `${text}`);
  await pass(server, clock);
  const { entries, atStart } = kept.tails.get("lobby")!;
  assertEquals([entries.length, atStart], [100, false]);
  tab.close();
});

Deno.test("Keeper drops what was kept of a room that begins anew", async () => {
  const { server, clock, tab, open } = await setUp();
  server.post("bo", "lobby", "from before the restore");
  await pass(server, clock);
  tab.close();
  server.room("lobby").epoch = "another";
  server.room("lobby").log.pop();
  server.post("bo", "lobby", "after the restore");
  const next = await open({});
  await pass(server, clock);
  assertEquals(texts(next, "lobby"), ["after the restore"]);
  next.close();
});

Deno.test("Keeper forgets all with the session, and a tab that wakes up late brings nothing back", async () => {
  const { server, clock, kept, tab, open } = await setUp();
  const late = await open({});
  server.post("bo", "lobby", "a secret");
  await pass(server, clock);
  assert(kept.tails.size > 0);
  server.post("bo", "lobby", "another secret");
  await server.settle();
  await tab.session.signOut();
  await clock.advance(0);
  // It was just about to write, and has not heard yet.
  late.keeper!.save();
  await clock.advance(0);
  assertEquals([kept.session, kept.rooms.size, kept.tails.size], [undefined, 0, 0]);
  for (const each of [tab, late]) each.close();
});

Deno.test("Keeper keeps nothing of the person before", async () => {
  const { server, clock, kept, browser, tab, open } = await setUp();
  server.post("bo", "lobby", "for Ada");
  await pass(server, clock);
  tab.close();
  browser.user = "bo";
  const bo = await open({});
  await pass(server, clock);
  assertEquals(kept.session?.user.id, "bo");
  assertEquals(bo.session.user?.id, "bo");
  bo.close();
});

Deno.test("EndFetcher keeps rooms that nobody has opened, those with something unread first, and asks once", async () => {
  const { server, clock, kept, tab } = await setUp();
  server.addRoom("attic", ["ada", "bo"]);
  tab.line!.cut();
  await pass(server, clock);
  server.post("bo", "den", "unread");
  await server.settle();
  server.served.length = 0;
  const { keeper, rooms, connection } = tab;
  const fetcher = new EndFetcher({ keeper: keeper!, rooms, connection, clock, mayFetch: () => true });
  fetcher.run();
  for (let turn = 0; turn < 5; turn++) await pass(server, clock, 300);
  const asked = server.served.filter((command) => command.type === "history").map((command) => command.room);
  assertEquals(asked, ["den", "attic"]);
  assertEquals(kept.tails.get("den")!.entries.length > 0, true);
  assertEquals(rooms.get("den")!.timeline.ready.value, false);
  tab.close();
});

async function setUp() {
  const server = new FakeServer();
  for (const name of ["ada", "bo"]) server.addUser(name);
  for (const room of ["lobby", "den"]) server.addRoom(room, ["ada", "bo"]);
  const clock = new FakeClock();
  const browser = new FakeBrowser("ada");
  const kept = new FakeKept();
  const open = async ({ network = "online" as "online" | "down" }) => {
    const tab = new FakeTab(server, clock, browser).keepIn(kept);
    tab.network = network;
    await tab.start();
    await clock.advance(10);
    await server.settle();
    return tab;
  };
  const tab = await open({});
  await pass(server, clock);
  return { server, clock, browser, kept, tab, open };
}

async function pass(server: FakeServer, clock: FakeClock, ms = 3_000): Promise<void> {
  await server.settle();
  await clock.advance(ms);
  await server.settle();
  await clock.advance(10);
}

function texts({ rooms }: FakeTab, id: string): string[] {
  return rooms.get(id)!.timeline.entries.value
    .filter((entry) => entry.kind === "message").map(({ message }) => message.text);
}
