import { assertEquals } from "@std/assert";
import { RoomThreads } from "../../../../src/client/state/room_threads.ts";
import { Thread } from "../../../../src/client/state/thread.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { FakeServer } from "../support/fake_server.ts";
import { FakeBrowser, FakeTab } from "../support/fake_tab.ts";

RoomThreads.make = (options) => new Thread(options);

function setUp() {
  const clock = new FakeClock();
  const server = new FakeServer();
  for (const user of ["ada", "bob"]) server.addUser(user);
  server.addRoom("lobby", ["ada", "bob"]);
  const root = server.post("ada", "lobby", "root").seq;
  const reply = (who: string, text: string) => server.post(who, "lobby", text, { thread: root }).seq;
  const open = async () => {
    const tab = await new FakeTab(server, clock, new FakeBrowser("ada")).start();
    return { tab, lobby: tab.rooms.get("lobby")! };
  };
  return { clock, server, root, reply, open };
}

function texts(thread: Thread | undefined): string[] {
  return thread!.replies.value.map((entry) =>
    entry.kind === "pending" ? `(${entry.text})` : entry.message.deleted ? "-" : entry.message.text
  );
}

Deno.test("replies are in their thread and not in the room, before and after it is opened", async () => {
  const { server, root, reply, open } = setUp();
  reply("bob", "one");
  const { tab, lobby } = await open();
  const messages = () => lobby.timeline.entries.value.filter(({ kind }) => kind === "message").length;
  reply("bob", "two");
  await server.settle();
  assertEquals([messages(), lobby.unread.value, lobby.timeline.entries.value.at(-1)?.key], [
    1,
    0,
    "c" + keyOf(server),
  ]);
  lobby.threads.show(root);
  reply("bob", "three");
  await server.settle();
  assertEquals(lobby.threads.open.value!.root.value!.message.text, "root");
  const gone = reply("bob", "four");
  await server.settle();
  assertEquals(texts(lobby.threads.open.value), ["one", "two", "three", "four"]);
  server.delete("bob", "lobby", gone);
  server.edit("bob", "lobby", gone - 1, "three, better");
  await server.settle();
  assertEquals(texts(lobby.threads.open.value), ["one", "two", "three, better", "-"]);
  assertEquals(messages(), 1);
  tab.close();
});

Deno.test("the replies under a message, and the unread ones, are counted as they come and go", async () => {
  const { server, root, reply, open } = setUp();
  const { tab, lobby } = await open();
  assertEquals(lobby.threads.repliesOf(root), undefined);
  const first = reply("bob", "one");
  const last = reply("bob", "two");
  await server.settle();
  assertEquals([lobby.threads.repliesOf(root)!.count, lobby.threads.repliesOf(root)!.seq], [2, last]);
  server.delete("bob", "lobby", first);
  await server.settle();
  assertEquals(lobby.threads.repliesOf(root)!.count, 1);
  lobby.threads.marked(server.threadMark("ada", server.room("lobby"), root));
  reply("bob", "three");
  reply("ada", "mine");
  await server.settle();
  assertEquals([lobby.threads.markOf(root)!.unread, lobby.threads.unread.value], [2, 2]);
  lobby.threads.show(root);
  await server.settle();
  lobby.threads.open.value!.seen();
  assertEquals(lobby.threads.unread.value, 0);
  await server.settle();
  assertEquals(server.threadMark("ada", server.room("lobby"), root).unread, 0);
  tab.close();
});

Deno.test("a count of the server that comes late is gone on from", async () => {
  const { server, root, reply, open } = setUp();
  const { tab, lobby } = await open();
  reply("bob", "one");
  const late = server.threadMark("ada", server.room("lobby"), root);
  reply("bob", "two");
  reply("bob", "three");
  await server.settle();
  lobby.threads.marked(late);
  assertEquals(lobby.threads.markOf(root)!.unread, 3);
  tab.close();
});

Deno.test("after a break the open thread, the counts and what waits for it are as without one", async () => {
  const { clock, server, root, reply, open } = setUp();
  const { tab, lobby } = await open();
  reply("bob", "one");
  lobby.threads.show(root);
  await server.settle();
  tab.line!.cut();
  tab.outbox.add("lobby", "mine", { thread: root });
  assertEquals(texts(lobby.threads.open.value), ["one", "(mine)"]);
  reply("bob", "two");
  await clock.advance(5_000);
  await server.settle();
  assertEquals(texts(lobby.threads.open.value), ["one", "two", "mine"]);
  assertEquals(lobby.threads.markOf(root)!.unread, 2);
  tab.line!.cut();
  for (let n = 0; n < 40; n++) reply("bob", `${n}`);
  await clock.advance(5_000);
  await server.settle();
  assertEquals(texts(lobby.threads.open.value).length, 43);
  assertEquals(lobby.threads.markOf(root)!.unread, 42);
  tab.close();
});

function keyOf(server: FakeServer): string {
  const posted = server.room("lobby").log.find((event) => event.type === "message.posted");
  return posted?.type === "message.posted" ? posted.message.clientId : "";
}
