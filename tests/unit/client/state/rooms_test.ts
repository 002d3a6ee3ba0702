import { assert, assertEquals, assertRejects } from "@std/assert";
import { CommandError } from "../../../../src/client/state/connection.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { FakeServer } from "../support/fake_server.ts";
import { FakeBrowser, FakeTab } from "../support/fake_tab.ts";

async function setUp(prepare: (server: FakeServer) => void = () => {}) {
  const clock = new FakeClock();
  const server = new FakeServer();
  for (const user of ["ada", "bob", "cleo"]) server.addUser(user);
  for (const room of ["zoo", "lobby", "den"]) server.addRoom(room, ["ada", "bob"]);
  prepare(server);
  const browser = new FakeBrowser("ada");
  const tab = await new FakeTab(server, clock, browser).start();
  const reconnect = async () => {
    tab.line!.cut();
    await clock.advance(5_000);
    await server.settle();
  };
  return { clock, server, browser, tab, reconnect, lobby: tab.rooms.get("lobby")! };
}

function notices(tab: FakeTab, room = "lobby"): string[] {
  return tab.rooms.get(room)!.timeline.entries.value.flatMap((entry) =>
    entry.kind === "notice" ? [`${entry.user?.id ?? "-"} ${entry.notice}`] : []
  );
}

function commands(server: FakeServer, type: string): unknown[] {
  return server.served.filter((command) => command.type === type);
}

Deno.test("Rooms lists the lobby first, then by name, and opens the one that was open last", async () => {
  const { server, clock, browser, tab } = await setUp();
  assertEquals(tab.rooms.list.value.map(({ id }) => id), ["lobby", "den", "zoo"]);
  assertEquals(tab.rooms.current.value?.id, "lobby");
  tab.rooms.open("zoo");
  tab.close();
  const next = await new FakeTab(server, clock, browser).start();
  assertEquals(next.rooms.current.value?.id, "zoo");
  next.close();
});

Deno.test("Rooms opens the room that was asked for before the first welcome", async () => {
  const clock = new FakeClock();
  const server = new FakeServer();
  server.addUser("ada");
  for (const room of ["lobby", "den"]) server.addRoom(room, ["ada"]);
  const tab = new FakeTab(server, clock, new FakeBrowser("ada"));
  tab.rooms.open("den");
  await tab.start();
  assertEquals(tab.rooms.current.value?.id, "den");
  assert(tab.rooms.current.value!.timeline.ready.value);
  tab.close();
});

Deno.test("Rooms loads the open room only, and another when it is opened", async () => {
  const { server, tab } = await setUp();
  assertEquals(commands(server, "history").length, 1);
  tab.rooms.open("den");
  await server.settle();
  assertEquals(commands(server, "history").length, 2);
  assert(tab.rooms.get("den")!.timeline.ready.value);
  assertEquals(tab.rooms.get("zoo")!.timeline.ready.value, false);
  tab.close();
});

Deno.test("unread is what came after the read mark, in rooms that are open and in those that never were", async () => {
  const { server, tab, lobby } = await setUp((server) => {
    for (let n = 0; n < 3; n++) server.post("bob", "den", `old ${n}`);
  });
  assertEquals(tab.rooms.list.value.map((room) => room.unread.value), [0, 3, 0]);
  for (let n = 0; n < 4; n++) server.post("bob", "lobby", `new ${n}`);
  server.post("bob", "den", "new");
  server.rename("bob", "bobby");
  await server.settle();
  assertEquals([lobby.unread.value, tab.rooms.get("den")!.unread.value, tab.rooms.unread.value], [4, 4, 8]);
  lobby.markRead();
  assertEquals(lobby.unread.value, 0);
  await server.settle();
  assertEquals(server.room("lobby").read.get("ada")!.ordinal, 4);
  tab.close();
});

Deno.test("an own message is not unread, and what was before it stays so until it is seen", async () => {
  const { server, tab, lobby } = await setUp();
  server.post("bob", "lobby", "one");
  tab.outbox.add("lobby", "two");
  await server.settle();
  assertEquals([lobby.messages.value, lobby.unread.value], [2, 1]);
  lobby.seen();
  assertEquals(lobby.unread.value, 0);
  tab.outbox.add("lobby", "three");
  server.post("bob", "lobby", "four");
  await server.settle();
  assertEquals(lobby.unread.value, 1);
  tab.close();
});

Deno.test("deleted messages are not unread, and edits call or do not, also where they were never loaded", async () => {
  const { server, tab } = await setUp((server) => {
    server.post("bob", "den", "one", { mentions: ["ada"] });
    server.post("bob", "den", "two");
    server.post("bob", "den", "three");
  });
  const den = tab.rooms.get("den")!;
  assertEquals([den.unread.value, den.mentions.value, tab.rooms.mentions.value], [3, 1, 1]);
  server.post("bob", "den", "four", { mentions: ["ada"] });
  server.edit("bob", "den", 5, "two, ada", ["ada"]);
  server.edit("bob", "den", 4, "one");
  await server.settle();
  assertEquals([den.unread.value, den.mentions.value], [4, 2]);
  server.delete("bob", "den", 5);
  server.delete("bob", "den", 6);
  await server.settle();
  assertEquals([den.unread.value, den.mentions.value], [2, 1]);
  tab.close();
});

Deno.test("a room that is marked as unread stays so on all tabs until it is opened again", async () => {
  const { server, clock, browser, tab, lobby } = await setUp();
  const second = await new FakeTab(server, clock, browser).start();
  const other = second.rooms.get("lobby")!;
  for (let n = 0; n < 3; n++) server.post("bob", "lobby", `${n}`);
  await server.settle();
  lobby.seen();
  await server.settle();
  const marking = lobby.markUnread(5);
  await server.settle();
  await marking;
  assertEquals([lobby.unread.value, other.unread.value], [2, 2]);
  assertEquals(lobby.timeline.divider.value, 4);
  for (const room of [lobby, other]) room.seen();
  await clock.advance(2_000);
  await server.settle();
  assertEquals([lobby.unread.value, other.unread.value], [2, 2]);
  second.rooms.open("den");
  second.rooms.open("lobby");
  other.seen();
  await server.settle();
  assertEquals([lobby.unread.value, other.unread.value], [0, 0]);
  tab.close();
  second.close();
});

Deno.test("where more messages call than are named, the count is asked for when it is not sure", async () => {
  const { server, tab } = await setUp((server) => {
    server.mostMentioned = 2;
    for (let n = 0; n < 4; n++) server.post("bob", "den", `${n}`, { mentions: ["ada"] });
  });
  const den = tab.rooms.get("den")!;
  assertEquals(den.mentions.value, 4);
  server.delete("bob", "den", 4);
  await server.settle();
  assertEquals([den.unread.value, den.mentions.value], [3, 3]);
  server.edit("bob", "den", 5, "nobody");
  server.delete("bob", "den", 7);
  await server.settle();
  assertEquals([den.unread.value, den.mentions.value], [2, 1]);
  tab.close();
});

Deno.test("reading in one tab clears the count in the other, and no mark goes back", async () => {
  const { server, clock, browser, tab, lobby } = await setUp();
  const second = await new FakeTab(server, clock, browser).start();
  for (let n = 0; n < 3; n++) server.post("bob", "lobby", `${n}`);
  await server.settle();
  lobby.markRead();
  await server.settle();
  assertEquals(second.rooms.get("lobby")!.unread.value, 0);
  const old = { seq: 3, ordinal: 0, asOf: 6, unread: 3, mentions: 0 };
  server.tell({ type: "read.marked", room: "lobby", ...old });
  await server.settle();
  assertEquals(lobby.unread.value, 0);
  tab.close();
  second.close();
});

Deno.test("markRead() asks at most once a second, and the last mark arrives", async () => {
  const { server, clock, tab, lobby } = await setUp();
  for (let n = 0; n < 20; n++) {
    server.post("bob", "lobby", `${n}`);
    await server.settle();
    lobby.markRead();
    await clock.advance(50);
  }
  await clock.advance(1_000);
  await server.settle();
  assert(commands(server, "room.read").length <= 3);
  assertEquals(server.room("lobby").read.get("ada")!.ordinal, 20);
  tab.close();
});

Deno.test("what was read without a connection is told after it", async () => {
  const { server, tab, lobby, reconnect } = await setUp();
  server.post("bob", "lobby", "one");
  await server.settle();
  tab.line!.dead = true;
  lobby.markRead();
  await reconnect();
  assertEquals(server.room("lobby").read.get("ada")!.ordinal, 1);
  assertEquals(lobby.unread.value, 0);
  tab.close();
});

Deno.test("the divider stands after the read mark, from the opening of the room on", async () => {
  const { server, tab } = await setUp();
  const den = tab.rooms.get("den")!;
  const mark = server.room("den").read.get("ada")!.seq;
  for (let n = 0; n < 3; n++) server.post("bob", "den", `${n}`);
  await server.settle();
  tab.rooms.open("den");
  await server.settle();
  assertEquals(den.timeline.divider.value, mark);
  den.markRead();
  server.post("bob", "den", "more");
  await server.settle();
  assertEquals(den.timeline.divider.value, mark);
  tab.rooms.open("lobby");
  den.markRead();
  tab.rooms.open("den");
  assertEquals(den.timeline.divider.value, undefined);
  tab.outbox.add("den", "own");
  await server.settle();
  assertEquals(den.timeline.divider.value, undefined);
  tab.close();
});

Deno.test("the divider stands before what came while the page was hidden, and not before own messages", async () => {
  const { server, tab, lobby } = await setUp();
  tab.rooms.setHidden(true);
  assertEquals(lobby.timeline.divider.value, undefined);
  tab.outbox.add("lobby", "own");
  await server.settle();
  assertEquals(lobby.timeline.divider.value, undefined);
  const mark = server.room("lobby").log.length;
  server.post("bob", "lobby", "hello");
  await server.settle();
  tab.rooms.setHidden(false);
  assertEquals(lobby.timeline.divider.value, mark);
  tab.close();
});

Deno.test("the divider does not appear after a look away in which nothing came", async () => {
  const { server, tab, lobby } = await setUp();
  tab.rooms.setHidden(true);
  tab.rooms.setHidden(false);
  server.post("bob", "lobby", "hello");
  await server.settle();
  assertEquals(lobby.timeline.divider.value, undefined);
  tab.close();
});

Deno.test("a reconnect asks once, for the rooms that miss something, and never where nothing is missed", async () => {
  const { server, tab, reconnect } = await setUp();
  tab.rooms.open("den");
  await server.settle();
  await reconnect();
  assertEquals(commands(server, "resume"), []);
  tab.line!.cut();
  server.post("bob", "lobby", "one");
  server.post("bob", "den", "two");
  server.post("bob", "zoo", "three");
  await reconnect();
  const [resume] = commands(server, "resume") as { rooms: { room: string }[] }[];
  assertEquals(commands(server, "resume").length, 1);
  assertEquals(resume!.rooms.map(({ room }) => room).toSorted(), ["den", "lobby"]);
  assertEquals(tab.rooms.unread.value, 3);
  assertEquals(tab.rooms.get("lobby")!.log.behind, false);
  tab.close();
});

Deno.test("after a skipped resume nothing older is kept, as it may have changed, and it is loaded anew when it is looked for", async () => {
  const { server, tab, lobby } = await setUp();
  tab.line!.cut();
  for (let n = 1; n <= 260; n++) server.post("bob", "lobby", `${n}`);
  const { clock } = tab;
  await clock.advance(5_000);
  await server.settle();
  const head = server.room("lobby").log.length;
  const shown = () => lobby.timeline.entries.value.map((entry) => "seq" in entry ? entry.seq : 0);
  assertEquals(shown(), Array.from({ length: 10 }, (_, index) => head - 9 + index));
  assertEquals([lobby.unread.value, lobby.timeline.ready.value, lobby.timeline.atStart.value], [
    260,
    true,
    false,
  ]);
  while (!lobby.timeline.atStart.value) {
    const loaded = lobby.timeline.loadOlder();
    await server.settle();
    await loaded;
  }
  const seqs = lobby.timeline.entries.value.map((entry) =>
    entry.kind === "pending" ? 0 : "seq" in entry ? entry.seq : 0
  );
  assertEquals(seqs, server.room("lobby").log.map(({ seq }) => seq));
  tab.close();
});

Deno.test("a room with another epoch begins anew", async () => {
  const { server, tab, lobby, reconnect } = await setUp((server) => {
    for (let n = 0; n < 5; n++) server.post("bob", "lobby", `before ${n}`);
  });
  tab.line!.cut();
  const room = server.room("lobby");
  room.log.splice(3);
  room.epoch = "restored";
  room.read.set("ada", { seq: 3, ordinal: 0 });
  server.post("bob", "lobby", "after");
  await reconnect();
  assertEquals([lobby.head.value, lobby.messages.value, lobby.unread.value], [4, 1, 1]);
  const texts = lobby.timeline.entries.value.flatMap((entry) =>
    entry.kind === "message" ? [entry.message.text] : []
  );
  assertEquals(texts, ["after"]);
  tab.close();
});

Deno.test("a room whose log was replaced under a live connection begins anew", async () => {
  const { server, clock, tab, lobby } = await setUp();
  server.room("lobby").epoch = "restored";
  server.post("bob", "lobby", "one");
  tab.line!.toClient.length = 0;
  server.post("bob", "lobby", "two");
  for (let turn = 0; turn < 4; turn++) {
    await server.settle();
    await clock.advance(5_000);
  }
  await server.settle();
  assertEquals([lobby.log.epoch, lobby.log.behind, lobby.messages.value], ["restored", false, 2]);
  assertEquals(lobby.timeline.entries.value.filter(({ kind }) => kind === "message").length, 2);
  tab.close();
});

Deno.test("a first page that is ahead of the live events brings the log forward", async () => {
  const { server, tab } = await setUp();
  const den = tab.rooms.get("den")!;
  for (let n = 0; n < 3; n++) server.post("bob", "den", `${n}`);
  tab.line!.toClient.length = 0;
  tab.rooms.open("den");
  await server.settle();
  assertEquals([den.head.value, den.messages.value, den.unread.value], [server.room("den").log.length, 3, 3]);
  assertEquals(commands(server, "resume"), []);
  tab.close();
});

Deno.test("a gap under a live connection is asked for at once", async () => {
  const { server, tab, lobby } = await setUp();
  server.post("bob", "lobby", "lost");
  tab.line!.toClient.length = 0;
  server.post("bob", "lobby", "seen");
  await server.settle();
  assertEquals([lobby.log.behind, lobby.messages.value], [false, 2]);
  tab.close();
});

Deno.test("an event that was lost as the last one is found by the next ping", async () => {
  const { server, clock, tab, lobby } = await setUp();
  server.post("bob", "lobby", "lost");
  tab.line!.toClient.length = 0;
  await clock.advance(15_000);
  await server.settle();
  assertEquals(lobby.messages.value, 1);
  tab.close();
});

Deno.test("a refused resume is asked again later, not in a loop", async () => {
  const { server, clock, tab, lobby } = await setUp();
  let refusals = 1;
  server.refuse = ({ type }) =>
    type === "resume" && refusals-- > 0
      ? { code: "rate_limited", message: "wait", retryAfter: 1 }
      : undefined;
  server.post("bob", "lobby", "lost");
  tab.line!.toClient.length = 0;
  for (let n = 0; n < 50; n++) server.post("bob", "lobby", `${n}`);
  await server.settle();
  assertEquals(commands(server, "resume").length, 1);
  await clock.advance(1_000);
  server.post("bob", "lobby", "one more");
  await server.settle();
  assertEquals([lobby.log.behind, lobby.messages.value], [false, 52]);
  tab.close();
});

Deno.test("a refused first page is asked for again", async () => {
  const { server, clock, tab } = await setUp();
  let refusals = 1;
  server.refuse = ({ type }) =>
    type === "history" && refusals-- > 0
      ? { code: "rate_limited", message: "wait", retryAfter: 1 }
      : undefined;
  tab.rooms.open("den");
  await server.settle();
  assertEquals(tab.rooms.get("den")!.timeline.ready.value, false);
  await clock.advance(2_000);
  await server.settle();
  assert(tab.rooms.get("den")!.timeline.ready.value);
  tab.close();
});

Deno.test("rooms that were joined or left in another tab, or while away, come and go here", async () => {
  const { server, tab, reconnect } = await setUp((server) => server.addRoom("new", ["bob"]));
  server.join("ada", "new");
  server.leave("ada", "zoo");
  await server.settle();
  assertEquals(tab.rooms.list.value.map(({ id }) => id), ["lobby", "den", "new"]);
  tab.line!.cut();
  server.leave("ada", "lobby");
  await reconnect();
  assertEquals(tab.rooms.list.value.map(({ id }) => id), ["den", "new"]);
  assertEquals(tab.rooms.current.value?.id, "den");
  tab.close();
});

Deno.test("Rooms.join() and leave() answer when it is done, and reject with the reason", async () => {
  const { server, tab } = await setUp((server) => server.addRoom("new", ["bob"]));
  const joining = tab.rooms.join("new");
  await server.settle();
  assertEquals((await joining).id, "new");
  const leaving = tab.rooms.leave("new");
  await server.settle();
  await leaving;
  assertEquals(tab.rooms.get("new"), undefined);
  const refused = assertRejects(() => tab.rooms.join("nowhere"), CommandError, "no");
  await server.settle();
  await refused;
  tab.close();
});

Deno.test("others who come and go are shown in loaded rooms, in memory only", async () => {
  const { server, tab, lobby } = await setUp();
  const user = { id: "eve", name: "eve" };
  for (const room of ["lobby", "den"]) {
    server.tell({ type: "presence.joined", room, user, online: 2 });
    server.tell({ type: "presence.joined", room, user, online: 2 });
    server.tell({ type: "presence.left", room, user, online: 1 });
    server.tell({ type: "presence.joined", room, user: server.user("ada"), online: 2 });
  }
  await server.settle();
  assertEquals(notices(tab).slice(-2), ["eve online", "eve offline"]);
  assertEquals(notices(tab, "den"), []);
  assertEquals([lobby.online.value, lobby.present.value.map(({ id }) => id)], [2, ["ada"]]);
  tab.close();
});

Deno.test("a person who joins is not shown as coming too, whichever is told first", async () => {
  for (const presenceFirst of [true, false]) {
    const { server, tab } = await setUp();
    const presence = {
      type: "presence.joined",
      room: "lobby",
      user: server.user("cleo"),
      online: 3,
    } as const;
    if (presenceFirst) server.tell(presence);
    server.join("cleo", "lobby");
    if (!presenceFirst) server.tell(presence);
    await server.settle();
    assertEquals(notices(tab).filter((notice) => notice.startsWith("cleo")), ["cleo joined"]);
    server.tell({ type: "presence.left", room: "lobby", user: server.user("cleo"), online: 2 });
    server.tell(presence);
    await server.settle();
    assertEquals(notices(tab).slice(-3), ["cleo joined", "cleo offline", "cleo online"]);
    tab.close();
  }
});

Deno.test("passing notices of a room are at most 200, the newest", async () => {
  const { server, tab, lobby } = await setUp();
  for (let n = 0; n < 250; n++) {
    server.tell({
      type: "presence.joined",
      room: "lobby",
      user: { id: `guest${n}`, name: "guest" },
      online: n,
    });
  }
  await server.settle();
  const passing = lobby.timeline.entries.value.filter((entry) =>
    entry.kind === "notice" && entry.seq === undefined
  );
  assertEquals(passing.length, 200);
  assertEquals(notices(tab).at(-1), "guest249 online");
  assertEquals(notices(tab)[0], "- created");
  tab.close();
});

Deno.test("who is here is asked for when a room is opened, and after each welcome", async () => {
  const { server, tab, reconnect } = await setUp();
  tab.rooms.open("den");
  await server.settle();
  await reconnect();
  const asked = commands(server, "room.presence") as { room: string }[];
  assertEquals(asked.map(({ room }) => room), ["lobby", "den", "den"]);
  assertEquals(tab.rooms.get("den")!.present.value.map(({ id }) => id), ["ada"]);
  tab.close();
});

Deno.test("a big room tells how many are here; who they are is asked for when someone looks, now and then", async () => {
  const { server, clock, tab, lobby } = await setUp();
  const asked = () => commands(server, "room.presence").length;
  server.tell({ type: "presence.count", room: "lobby", online: 300 });
  server.tell({ type: "presence.count", room: "lobby", online: 301 });
  await server.settle();
  assertEquals([lobby.online.value, lobby.presentOld.value, asked()], [301, true, 1]);
  lobby.askPresent();
  lobby.askPresent();
  await server.settle();
  assertEquals([lobby.presentOld.value, asked()], [true, 1]);
  await clock.advance(10_000);
  await server.settle();
  assertEquals([lobby.presentOld.value, asked()], [false, 2]);
  tab.close();
});

Deno.test("typing ends by a message, by silence, and by a lost connection", async () => {
  const { server, clock, tab, lobby } = await setUp();
  const typing = async () => {
    server.tell({ type: "typing", room: "lobby", user: server.user("bob") });
    server.tell({ type: "typing", room: "lobby", user: server.user("ada") });
    await server.settle();
    assertEquals(lobby.typing.value.map(({ id }) => id), ["bob"]);
  };
  await typing();
  server.post("bob", "lobby", "done");
  await server.settle();
  assertEquals(lobby.typing.value, []);
  await typing();
  await clock.advance(4_000);
  await typing();
  await clock.advance(4_000);
  assertEquals(lobby.typing.value.length, 1);
  await clock.advance(2_000);
  assertEquals(lobby.typing.value, []);
  await typing();
  tab.line!.cut();
  assertEquals(lobby.typing.value, []);
  tab.close();
});

Deno.test("sendTyping() tells at most every three seconds", async () => {
  const { server, clock, tab, lobby } = await setUp();
  for (let n = 0; n < 70; n++) {
    lobby.sendTyping();
    await clock.advance(100);
  }
  await server.settle();
  assertEquals(commands(server, "typing").length, 3);
  tab.close();
});

Deno.test("sendTyping() tells at once again after an own message", async () => {
  const { server, tab, lobby } = await setUp();
  lobby.sendTyping();
  tab.outbox.add("lobby", "hello");
  await server.settle();
  lobby.sendTyping();
  await server.settle();
  assertEquals(commands(server, "typing").length, 2);
  tab.close();
});

Deno.test("a refused read mark is told again", async () => {
  const { server, clock, tab, lobby } = await setUp();
  let refusals = 1;
  server.refuse = ({ type }) =>
    type === "room.read" && refusals-- > 0
      ? { code: "rate_limited", message: "wait", retryAfter: 2 }
      : undefined;
  server.post("bob", "lobby", "one");
  await server.settle();
  lobby.markRead();
  await server.settle();
  await clock.advance(2_000);
  await server.settle();
  assertEquals(server.room("lobby").read.get("ada")!.ordinal, 1);
  tab.close();
});

Deno.test("a session that ended keeps everything, and the same person goes on in place", async () => {
  const { server, clock, browser, tab, lobby } = await setUp();
  server.post("bob", "lobby", "one");
  await server.settle();
  browser.user = undefined;
  tab.line!.cut(4001);
  assertEquals(tab.session.state.value.status, "signed_out");
  server.post("bob", "lobby", "two");
  tab.outbox.add("lobby", "typed meanwhile");
  await tab.session.signIn("ada");
  await clock.advance(0);
  await server.settle();
  assert(tab.rooms.get("lobby") === lobby);
  const texts = lobby.timeline.entries.value.flatMap((entry) =>
    entry.kind === "message" ? [entry.message.text] : []
  );
  assertEquals(texts, ["one", "two", "typed meanwhile"]);
  tab.close();
});

Deno.test("an event of a type that is not known takes its place in the log and shows nothing", async () => {
  const { server, tab, lobby } = await setUp();
  const rows = lobby.timeline.entries.value.length;
  server.append(server.room("lobby"), { type: "message.starred", user: null } as never);
  server.tell({ type: "weather", room: "lobby" } as never);
  server.post("bob", "lobby", "one");
  await server.settle();
  assertEquals(commands(server, "resume"), []);
  assertEquals([lobby.log.behind, lobby.timeline.entries.value.length], [false, rows + 1]);
  tab.close();
});

Deno.test("user.renamed in another tab renames here", async () => {
  const { server, tab } = await setUp();
  server.users.get("ada")!.name = "countess";
  tab.line!.tell({ type: "user.renamed", user: server.user("ada") });
  await server.settle();
  const state = tab.session.state.value;
  assertEquals(state.status === "signed_in" && state.user.name, "countess");
  assertEquals(tab.people.nameOf({ id: "ada", name: "ada" }), "countess");
  tab.close();
});
