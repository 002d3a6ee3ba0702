import { assert, assertEquals } from "@std/assert";
import type { Command } from "../../../src/protocol/commands.ts";
import { ERRORS } from "../../../src/protocol/errors.ts";
import { TEMPORARY } from "../../../src/client/outbox.ts";
import { FakeClock } from "./support/fake_clock.ts";
import { FakeServer } from "./support/fake_server.ts";
import { FakeBrowser, FakeTab } from "./support/fake_tab.ts";

async function setUp() {
  const clock = new FakeClock();
  const server = new FakeServer();
  for (const user of ["ada", "bob"]) server.addUser(user);
  for (const room of ["lobby", "den"]) server.addRoom(room, ["ada", "bob"]);
  const browser = new FakeBrowser("ada");
  const tab = await new FakeTab(server, clock, browser).start();
  return { clock, server, browser, tab };
}

/** Half a minute, in which all arrives. */
async function pass(server: FakeServer, clock: FakeClock): Promise<void> {
  for (let second = 0; second < 30; second++) {
    await clock.advance(1_000);
    await server.settle();
  }
}

function posts(server: FakeServer): string[] {
  return server.served.flatMap((command: Command) => command.type === "message.post" ? [command.text] : []);
}

function texts(server: FakeServer, room = "lobby"): string[] {
  return server.room(room).log.flatMap((event) =>
    event.type === "message.posted" ? [event.message.text] : []
  );
}

function shown(tab: FakeTab, room = "lobby"): string[] {
  return tab.rooms.get(room)!.timeline.entries.value.flatMap((entry) =>
    entry.kind === "pending"
      ? [`${entry.text} (${entry.status})`]
      : entry.kind === "message"
      ? [entry.message.text]
      : []
  );
}

Deno.test("Outbox sends what was posted, in order, and shows each once", async () => {
  const { server, browser, tab } = await setUp();
  for (const text of ["one", "two", "three"]) tab.outbox.add("lobby", text);
  assertEquals(shown(tab), ["one (sending)", "two (waiting)", "three (waiting)"]);
  await server.settle();
  assertEquals(texts(server), ["one", "two", "three"]);
  assertEquals(shown(tab), ["one", "two", "three"]);
  assertEquals(await browser.store.all(), []);
  tab.close();
});

Deno.test("Outbox shows a message once, whether its answer or its event comes first", async () => {
  for (const okFirst of [true, false]) {
    const { server, tab } = await setUp();
    server.okFirst = okFirst;
    tab.outbox.add("lobby", "hello");
    await server.settle();
    server.okFirst = okFirst;
    tab.outbox.add("lobby", "again");
    for (let turn = 0; turn < 5; turn++) await undefined;
    tab.line!.serve();
    const keys = new Set<string>();
    while (tab.line!.deliver(1) > 0) {
      const rows = shown(tab);
      assertEquals(rows.length, 2, rows.join());
      keys.add(tab.rooms.get("lobby")!.timeline.entries.value.at(-1)!.key);
    }
    assertEquals(shown(tab), ["hello", "again"]);
    assertEquals(keys.size, 1);
    tab.close();
  }
});

Deno.test("Outbox keeps what is posted without a connection, and sends it after", async () => {
  const { clock, server, tab } = await setUp();
  tab.network = "down";
  tab.line!.cut();
  for (const text of ["one", "two"]) tab.outbox.add("lobby", text);
  tab.outbox.add("den", "three");
  await pass(server, clock);
  assertEquals(posts(server), []);
  assertEquals(shown(tab), ["one (waiting)", "two (waiting)"]);
  tab.network = "online";
  await pass(server, clock);
  assertEquals([texts(server), texts(server, "den")], [["one", "two"], ["three"]]);
  tab.close();
});

Deno.test("Outbox sends again what was on its way when the connection went, and it is stored once", async () => {
  for (const served of [true, false]) {
    const { clock, server, tab } = await setUp();
    tab.outbox.add("lobby", "hello");
    for (let turn = 0; turn < 5; turn++) await undefined;
    if (served) tab.line!.serve();
    tab.line!.cut();
    await pass(server, clock);
    assertEquals(texts(server), ["hello"]);
    assertEquals(shown(tab), ["hello"]);
    assertEquals(tab.outbox.items.value, []);
    tab.close();
  }
});

Deno.test("Outbox survives the end of its tab", async () => {
  const { clock, server, browser, tab } = await setUp();
  tab.network = "down";
  tab.line!.cut();
  for (const text of ["one", "two", "three"]) tab.outbox.add("lobby", text);
  await clock.advance(0);
  tab.close();
  const next = await new FakeTab(server, clock, browser).start();
  await server.settle();
  assertEquals(texts(server), ["one", "two", "three"]);
  assertEquals(shown(next), ["one", "two", "three"]);
  next.close();
});

Deno.test("Outbox changes what waits in any tab, keeps its place, and sends the new text only", async () => {
  const { clock, server, browser, tab } = await setUp();
  const second = await new FakeTab(server, clock, browser).start();
  for (const each of [tab, second]) {
    each.network = "down";
    each.line!.cut();
  }
  tab.outbox.add("lobby", "won");
  tab.outbox.add("lobby", "two");
  await clock.advance(10);
  const [first] = second.outbox.items.value;
  second.outbox.hold(first!.clientId);
  second.outbox.edit(first!.clientId, "one");
  second.outbox.release(first!.clientId);
  await clock.advance(10);
  for (const each of [tab, second]) assertEquals(shown(each), ["one (waiting)", "two (waiting)"]);
  for (const each of [tab, second]) each.network = "online";
  await pass(server, clock);
  assertEquals(texts(server), ["one", "two"]);
  tab.close();
  second.close();
});

Deno.test("Outbox sends nothing that somebody is changing in another tab, nor what comes after it, for a minute", async () => {
  const { clock, server, browser, tab } = await setUp();
  const second = await new FakeTab(server, clock, browser).start();
  for (const each of [tab, second]) {
    each.network = "down";
    each.line!.cut();
  }
  for (const text of ["one", "two"]) tab.outbox.add("lobby", text);
  tab.outbox.add("den", "elsewhere");
  await clock.advance(10);
  second.outbox.hold(second.outbox.items.value[0]!.clientId);
  for (const each of [tab, second]) each.network = "online";
  await pass(server, clock);
  assertEquals([texts(server), texts(server, "den")], [[], ["elsewhere"]]);
  // The tab that changed it has crashed.
  second.close();
  await clock.advance(60_000);
  await pass(server, clock);
  assertEquals(texts(server), ["one", "two"]);
  tab.close();
});

Deno.test("Outbox lets one tab send for all, and both show the same", async () => {
  const { clock, server, browser, tab } = await setUp();
  const second = await new FakeTab(server, clock, browser).start();
  for (const each of [tab, second]) {
    each.network = "down";
    each.line!.cut();
  }
  second.outbox.add("lobby", "from the second");
  await clock.advance(10);
  tab.outbox.add("lobby", "from the first");
  await clock.advance(10);
  assertEquals(shown(tab), ["from the second (waiting)", "from the first (waiting)"]);
  assertEquals(shown(second), shown(tab));
  second.network = "online";
  await pass(server, clock);
  assertEquals(posts(server), []);
  tab.network = "online";
  await pass(server, clock);
  assertEquals(posts(server), ["from the second", "from the first"]);
  assertEquals(shown(second), ["from the second", "from the first"]);
  assertEquals(shown(tab), shown(second));
  assertEquals(second.outbox.items.value, []);
  tab.close();
  second.close();
});

Deno.test("Outbox hands the sending to another tab when the one that sent is killed", async () => {
  const { clock, server, browser, tab } = await setUp();
  const second = await new FakeTab(server, clock, browser).start();
  tab.outbox.add("lobby", "one");
  tab.outbox.add("lobby", "two");
  await clock.advance(0);
  assertEquals(shown(second), ["one (sending)", "two (waiting)"]);
  tab.close();
  await server.settle();
  assertEquals(texts(server), ["one", "two"]);
  assertEquals(shown(second), ["one", "two"]);
  second.close();
});

Deno.test("Outbox waits as long as rate_limited says, and lets no later message of the room pass", async () => {
  const { clock, server, tab } = await setUp();
  let refusals = 1;
  server.refuse = ({ type }) =>
    type === "message.post" && refusals-- > 0
      ? { code: "rate_limited", message: "Too fast", retryAfter: 3 }
      : undefined;
  for (const text of ["one", "two", "three"]) tab.outbox.add("lobby", text);
  await server.settle();
  assertEquals(shown(tab), ["one (waiting)", "two (waiting)", "three (waiting)"]);
  await clock.advance(2_999);
  await server.settle();
  assertEquals(texts(server), []);
  await clock.advance(1);
  await server.settle();
  assertEquals(texts(server), ["one", "two", "three"]);
  tab.close();
});

Deno.test("Outbox keeps a refused message, with the reason, until it is sent again or taken back", async () => {
  const { clock, server, browser, tab } = await setUp();
  server.refuse = (command) =>
    command.type === "message.post" && command.text.startsWith("bad")
      ? { code: "bad_text", message: "This text cannot be posted" }
      : undefined;
  for (const text of ["bad 1", "good", "bad 2"]) tab.outbox.add("lobby", text);
  await server.settle();
  assertEquals(shown(tab), ["good", "bad 1 (failed)", "bad 2 (failed)"]);
  tab.close();
  const next = await new FakeTab(server, clock, browser).start();
  assertEquals(shown(next), ["good", "bad 1 (failed)", "bad 2 (failed)"]);
  assertEquals(posts(server), ["bad 1", "good", "bad 2"]);
  const [first, second] = next.outbox.items.value;
  assertEquals(first!.error?.message, "This text cannot be posted");
  next.outbox.discard(second!.clientId);
  server.refuse = () => undefined;
  next.outbox.retry(first!.clientId);
  await server.settle();
  assertEquals(shown(next), ["good", "bad 1"]);
  assertEquals(await browser.store.all(), []);
  next.close();
});

Deno.test("Outbox gives a new id to a message whose id was used for another", async () => {
  const { server, tab } = await setUp();
  const ids: string[] = [];
  server.refuse = (command) => {
    if (command.type !== "message.post") return undefined;
    ids.push(command.id);
    return ids.length === 1 ? { code: "id_reused", message: "used" } : undefined;
  };
  tab.outbox.add("lobby", "hello");
  await server.settle();
  assertEquals(shown(tab), ["hello (failed)"]);
  tab.outbox.retry(ids[0]!);
  await server.settle();
  assertEquals(shown(tab), ["hello"]);
  assert(ids[0] !== ids[1]);
  tab.close();
});

Deno.test("Outbox gives up a message that makes the server fail each time, and goes on with the next", async () => {
  const { clock, server, tab } = await setUp();
  server.refuse = (command) =>
    command.type === "message.post" && command.text === "poison"
      ? { code: "internal", message: "no" }
      : undefined;
  tab.outbox.add("lobby", "poison");
  tab.outbox.add("lobby", "good");
  for (let turn = 0; turn < 10; turn++) {
    await server.settle();
    await clock.advance(2_000);
  }
  assertEquals(shown(tab), ["good", "poison (failed)"]);
  tab.close();
});

Deno.test("Outbox never sends what another person wrote, and keeps it for that one", async () => {
  const { clock, server, browser, tab } = await setUp();
  tab.network = "down";
  tab.line!.cut();
  tab.outbox.add("lobby", "secret of ada");
  await clock.advance(0);
  browser.user = undefined;
  tab.network = "online";
  await pass(server, clock);
  assertEquals(tab.session.state.value.status, "signed_out");
  await tab.session.signIn("bob");
  await server.settle();
  tab.outbox.add("lobby", "bob is here");
  await server.settle();
  assertEquals(texts(server), ["bob is here"]);
  assertEquals(shown(tab), ["bob is here"]);
  assertEquals((await browser.store.all()).map(({ text }) => text), ["secret of ada"]);
  browser.user = undefined;
  tab.line!.cut(4001);
  await tab.session.signIn("ada");
  await server.settle();
  assertEquals(texts(server), ["bob is here", "secret of ada"]);
  tab.close();
});

Deno.test("Outbox.forget() leaves nothing of the person in this browser", async () => {
  const { clock, browser, tab } = await setUp();
  tab.network = "down";
  tab.line!.cut();
  tab.outbox.add("lobby", "one");
  await clock.advance(0);
  tab.outbox.forget();
  await clock.advance(0);
  assertEquals(tab.outbox.items.value, []);
  assertEquals(await browser.store.all(), []);
  tab.close();
});

Deno.test("Outbox goes on in memory where the store refuses", async () => {
  const { server, browser, tab } = await setUp();
  browser.store.put = () => Promise.reject(new Error("no space"));
  const warn = console.warn;
  let warnings = 0;
  console.warn = () => warnings++;
  try {
    tab.outbox.add("lobby", "one");
    tab.outbox.add("lobby", "two");
    await server.settle();
  } finally {
    console.warn = warn;
  }
  assertEquals(texts(server), ["one", "two"]);
  assert(warnings > 0);
  tab.close();
});

Deno.test("Outbox is not confused by what happens while it reads the store", async () => {
  const { clock, server, browser, tab } = await setUp();
  const kept = browser.store.all;
  let read = () => {};
  browser.store.all = async () => {
    const items = await kept();
    await new Promise<void>((resolve) => read = resolve);
    return items;
  };
  tab.network = "down";
  tab.line!.cut();
  tab.outbox.add("lobby", "before");
  await clock.advance(0);
  const reading = tab.outbox.start("ada");
  await clock.advance(0);
  tab.outbox.add("lobby", "meanwhile");
  tab.network = "online";
  await pass(server, clock);
  assertEquals(texts(server), ["before", "meanwhile"]);
  read();
  await reading;
  assertEquals(tab.outbox.items.value, []);
  const again = tab.outbox.start("ada");
  tab.network = "down";
  tab.line!.cut();
  await clock.advance(0);
  tab.outbox.add("lobby", "late");
  await clock.advance(0);
  read();
  await again;
  assertEquals(shown(tab), ["before", "meanwhile", "late (waiting)"]);
  tab.close();
});

Deno.test("TEMPORARY has the errors that the protocol calls temporary", () => {
  const temporary = Object.entries(ERRORS).filter(([, { temporary }]) => temporary).map(([code]) => code);
  assertEquals(TEMPORARY.toSorted(), temporary.toSorted());
});
