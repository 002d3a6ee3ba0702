import { assertEquals } from "@std/assert";
import type { TestClient } from "../support/client.ts";
import { type TestServer, withServer } from "../support/server.ts";

const ROOM = "lobby";

async function meet(server: TestServer) {
  const ada = await server.connect({ username: "ada" });
  const bo = await server.connect({ username: "bo" });
  const { seq: root } = await ada.ask({ type: "message.post", room: ROOM, text: "root" });
  const reply = async (who: TestClient, text: string) =>
    (await who.ask({ type: "message.post", room: ROOM, text, thread: root })).seq;
  return { ada, bo, root, reply };
}

Deno.test("replies stand in their thread, and their number under its message", async () => {
  await withServer({}, async (server) => {
    const { ada, bo, root, reply } = await meet(server);
    const before = bo.welcome.rooms[0]!.messages + 1;
    const seqs = [await reply(bo, "one"), await reply(ada, "two"), await reply(bo, "three")];
    const heard = await ada.next("message.posted", ({ seq }) => seq === seqs[0]);
    assertEquals([heard.message.thread, heard.message.ordinal], [root, before]);
    const { events } = await bo.ask({ type: "history", room: ROOM, limit: 1, before: root + 1 });
    assertEquals("message" in events[0]! && (events[0].message as { replies?: unknown }).replies, {
      count: 3,
      seq: seqs[2],
    });
    const page = await bo.ask({ type: "thread", room: ROOM, message: root, limit: 2 });
    assertEquals([page.events.map(({ seq }) => seq), page.more, page.asOf], [
      [root, seqs[1], seqs[2]],
      true,
      seqs[2],
    ]);
    const older = await bo.ask({ type: "thread", room: ROOM, message: root, limit: 2, before: seqs[1]! });
    assertEquals([older.events.map(({ seq }) => seq), older.more], [[root, seqs[0]], false]);
  });
});

Deno.test("a thread hangs on a message of the room that is no reply", async () => {
  await withServer({}, async (server) => {
    const { ada, bo, root, reply } = await meet(server);
    const inside = await reply(bo, "one");
    for (const thread of [inside, 1, 99, 0]) {
      const refusal = await ada.refused({ type: "message.post", room: ROOM, text: "no", thread });
      assertEquals([thread, refusal.code], [thread, "unknown_message"]);
      const page = await ada.refused({ type: "thread", room: ROOM, message: thread, limit: 9 });
      assertEquals([thread, page.code], [thread, "unknown_message"]);
    }
    for (const type of ["thread", "thread.read", "thread.follow"] as const) {
      const all = { room: "attic", message: root, limit: 9, seq: 1, follow: true };
      assertEquals((await ada.refused({ type, ...all })).code, "forbidden");
    }
    ada.sendText(
      JSON.stringify({ type: "thread.follow", id: "f", room: ROOM, message: root, follow: "yes" }),
    );
    const reply2 = await ada.reply("f");
    assertEquals(reply2.type === "error" && reply2.code, "bad_message");
  });
});

Deno.test("those who follow a thread have its unread replies counted, on all devices and over a restart", async () => {
  await withServer({}, async (server) => {
    const { ada, bo, root, reply } = await meet(server);
    const second = await server.connect({ token: ada.welcome.session });
    const place = { room: ROOM, message: root };
    const first = await reply(bo, "one");
    const began = await second.next("thread.marked");
    const { type: _, ...state } = began;
    assertEquals(state, { ...place, read: root, follows: true, unread: 1, asOf: first });
    assertEquals((await bo.next("thread.marked")).unread, 0);
    const last = await reply(bo, "two");
    const read = await ada.ask({ type: "thread.read", ...place, seq: first });
    assertEquals([read.read, read.unread], [first, 1]);
    await second.next("thread.marked", ({ read }) => read === first);
    await bo.ask({ type: "message.delete", room: ROOM, message: last });
    await server.restart();
    const back = await server.connect({ token: ada.welcome.session });
    assertEquals((await back.ask({ type: "threads" })).threads, [
      { ...place, read: first, follows: true, unread: 0, asOf: back.welcome.rooms[0]!.seq },
    ]);
    await back.ask({ type: "thread.follow", ...place, follow: false });
    assertEquals((await back.ask({ type: "threads" })).threads, []);
  });
});

Deno.test("replies are not unread in the room, but where they call somebody they are among its mentions", async () => {
  await withServer({}, async (server) => {
    const { ada, bo, reply } = await meet(server);
    const mine = await reply(bo, "mine");
    const called = await reply(bo, "@ada look");
    await bo.ask({ type: "message.delete", room: ROOM, message: mine });
    const back = await server.connect({ token: ada.welcome.session });
    const { unread, mentions, mentioned } = back.welcome.rooms[0]!;
    assertEquals([unread, mentions, mentioned], [undefined, 1, [called]]);
    const read = await back.ask({ type: "room.read", room: ROOM, seq: called });
    assertEquals([read.unread, read.mentions], [0, 0]);
  });
});

Deno.test("a deleted reply is known as one after a resume, and says nothing any more", async () => {
  await withServer({}, async (server) => {
    const { ada, bo, root, reply } = await meet(server);
    const seq = await reply(bo, "secret");
    await bo.ask({ type: "message.delete", room: ROOM, message: seq });
    const back = await server.connect({ token: ada.welcome.session });
    const { epoch } = back.welcome.rooms[0]!;
    await back.ask({ type: "resume", rooms: [{ room: ROOM, epoch, seq: root }] });
    const posted = back.all("message.posted")[0]!;
    assertEquals([posted.message.text, posted.message.deleted, posted.message.thread], ["", true, root]);
    assertEquals(back.all("message.deleted")[0]!.thread, root);
  });
});

Deno.test("the same reply is stored once, and its thread counts it once", async () => {
  await withServer({}, async (server) => {
    const { ada, bo, root } = await meet(server);
    const post = () => bo.ask({ type: "message.post", id: "same", room: ROOM, text: "once", thread: root });
    assertEquals((await post()).seq, (await post()).seq);
    const { events } = await ada.ask({ type: "thread", room: ROOM, message: root, limit: 9 });
    assertEquals(events.length, 2);
  });
});
