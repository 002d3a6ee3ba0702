import { assertEquals } from "@std/assert";
import type { FirstSight } from "../../../../src/protocol/first_sight.ts";
import { DEFAULT_LIMITS } from "../../../../src/protocol/limits.ts";
import { enterByFirstSight } from "../../../../src/client/state/first_sight.ts";
import { connectModels } from "../../../../src/client/start.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { FakeServer } from "../support/fake_server.ts";
import { FakeBrowser, FakeTab } from "../support/fake_tab.ts";

Deno.test("what the page brought with it is shown before there is a connection, which then brings only what is newer", async () => {
  const { server, tab } = setUp();
  server.post("bo", "lobby", "one");
  server.post("bo", "den", "elsewhere");
  const sight = sightOf(server, "lobby");
  server.post("bo", "lobby", "two");
  tab.network = "down";
  const stop = connectModels(tab);
  enterByFirstSight(tab, sight);
  assertEquals(tab.session.user?.id, "ada");
  assertEquals(texts(tab), ["one"]);
  assertEquals(tab.rooms.list.value.map(({ id, unread }) => [id, unread.value]), [["lobby", 1], ["den", 1]]);
  tab.network = "online";
  tab.connection.reconnectNow();
  await server.settle();
  await tab.clock.advance(1_000);
  await server.settle();
  assertEquals(texts(tab), ["one", "two"]);
  assertEquals(server.served.filter(({ type }) => type === "history"), []);
  stop();
  tab.close();
});

Deno.test("a page that brought another room than the one that is wished for shows the wished one when it is loaded", async () => {
  const { server, tab } = setUp();
  server.post("bo", "lobby", "one");
  server.post("bo", "den", "elsewhere");
  tab.rooms.open("den");
  const stop = connectModels(tab);
  enterByFirstSight(tab, sightOf(server, "lobby"));
  assertEquals([tab.rooms.current.value?.id, texts(tab)], ["den", []]);
  await server.settle();
  assertEquals(texts(tab), ["elsewhere"]);
  stop();
  tab.close();
});

function setUp() {
  const server = new FakeServer();
  for (const name of ["ada", "bo"]) server.addUser(name);
  for (const room of ["lobby", "den"]) server.addRoom(room, ["ada", "bo"]);
  return { server, tab: new FakeTab(server, new FakeClock(), new FakeBrowser("ada")) };
}

function sightOf(server: FakeServer, id: string): FirstSight {
  const events = server.room(id).log.slice();
  return {
    user: server.user("ada"),
    account: { role: "guest", password: false },
    limits: DEFAULT_LIMITS,
    rooms: ["lobby", "den"].map((room) => server.describe(server.room(room), "ada")),
    page: { room: id, events, more: false, asOf: events.length },
  };
}

function texts({ rooms }: FakeTab): string[] {
  const entries = rooms.current.value?.timeline.entries.value ?? [];
  return entries.flatMap((entry) => entry.kind === "message" ? [entry.message.text] : []);
}
