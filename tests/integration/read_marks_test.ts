import { assertEquals } from "@std/assert";
import type { TestClient } from "../support/client.ts";
import { withServer } from "../support/server.ts";

Deno.test("unread messages are the difference of two ordinals, however many other events lie between", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    await ada.ask({ type: "message.post", room: "lobby", text: "one" });
    const bo = await server.connect({ username: "bo" });
    const { messages, read, seq } = bo.welcome.rooms[0]!;
    // Who comes new has nothing to catch up.
    assertEquals([messages, read, seq], [1, { seq: 4, ordinal: 1 }, 4]);
    await ada.ask({ type: "message.post", room: "lobby", text: "two" });
    await server.connect({ username: "cy" });
    const last = await ada.ask({ type: "message.post", room: "lobby", text: "three" });
    const back = await server.connect({ token: bo.welcome.session });
    const room = back.welcome.rooms[0]!;
    assertEquals([room.messages - room.read.ordinal, room.unread], [2, 2]);
    const marked = await back.ask({ type: "room.read", room: "lobby", seq: last.seq });
    assertEquals([marked.room, marked.seq, marked.ordinal], ["lobby", last.seq, 3]);
  });
});

Deno.test("a read mark reaches the person's other connections, goes only forward, and never beyond the head", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const second = await server.connect({ token: ada.welcome.session });
    const bo = await server.connect({ username: "bo" });
    for (const text of ["one", "two", "three"]) await bo.ask({ type: "message.post", room: "lobby", text });
    const middle = await ada.ask({ type: "room.read", room: "lobby", seq: 5 });
    assertEquals([middle.seq, middle.ordinal], [5, 2]);
    assertEquals(await second.next("read.marked"), {
      type: "read.marked",
      room: "lobby",
      seq: 5,
      ordinal: 2,
      asOf: 6,
      unread: 1,
      mentions: 0,
    });
    const back = await second.ask({ type: "room.read", room: "lobby", seq: 4 });
    assertEquals([back.seq, back.ordinal], [5, 2]);
    const beyond = await second.ask({ type: "room.read", room: "lobby", seq: 1_000 });
    assertEquals([beyond.seq, beyond.ordinal], [6, 3]);
    await ada.next("read.marked", ({ seq }) => seq === 6);
    await bo.flush(ada, second);
    assertEquals(second.all("read.marked").map(({ seq }) => seq), [5, 6]);
    assertEquals(bo.all("read.marked"), []);
  });
});

Deno.test("a read mark is kept over a restart", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const { seq } = await ada.ask({ type: "message.post", room: "lobby", text: "one" });
    await ada.ask({ type: "room.read", room: "lobby", seq });
    await server.restart();
    const back = await server.connect({ token: ada.welcome.session });
    assertEquals(back.welcome.rooms[0]!.read, { seq, ordinal: 1 });
  });
});

Deno.test("a read mark that cannot be is refused", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    for (const [index, seq] of [-1, 1.5, "3", null, undefined].entries()) {
      ada.sendText(JSON.stringify({ type: "room.read", id: `r${index}`, room: "lobby", seq }));
      const reply = await ada.reply(`r${index}`);
      assertEquals([seq, reply.type === "error" && reply.code], [seq, "bad_range"]);
    }
    assertEquals((await ada.refused({ type: "room.read", room: "nowhere", seq: 1 })).code, "forbidden");
  });
});

Deno.test("own and deleted messages are not unread, and those that call one are counted and named", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    const post = async (who: TestClient, text: string) =>
      (await who.ask({ type: "message.post", room: "lobby", text })).seq;
    const plain = await post(ada, "one");
    await post(bo, "@bo it is me");
    const called = await post(ada, "@bo");
    const gone = await post(ada, "@bo again");
    await post(ada, "@room");
    await ada.ask({ type: "message.delete", room: "lobby", message: gone });
    await ada.ask({ type: "message.edit", room: "lobby", message: plain, text: "one @bo" });
    const back = await server.connect({ token: bo.welcome.session });
    const { unread, mentions, mentioned } = back.welcome.rooms[0]!;
    assertEquals([unread, mentions, mentioned], [3, 3, [plain, called, gone + 1]]);
    const marked = await back.ask({ type: "room.read", room: "lobby", seq: plain });
    assertEquals([marked.unread, marked.mentions, marked.mentioned], [2, 2, [called, gone + 1]]);
    const mine = await server.connect({ token: ada.welcome.session });
    assertEquals([mine.welcome.rooms[0]!.unread, mine.welcome.rooms[0]!.mentions], [1, undefined]);
  });
});

Deno.test("a room is marked as unread from a message on, on all devices, and stays so over a restart", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const second = await server.connect({ token: ada.welcome.session });
    const bo = await server.connect({ username: "bo" });
    for (const text of ["one", "two", "three"]) await bo.ask({ type: "message.post", room: "lobby", text });
    await ada.ask({ type: "room.read", room: "lobby", seq: 6 });
    const set = await ada.ask({ type: "room.unread", room: "lobby", seq: 5 });
    assertEquals([set.seq, set.ordinal, set.unread], [4, 1, 2]);
    const told = await second.next("read.marked", ({ back }) => back === true);
    assertEquals([told.seq, told.ordinal, told.unread, told.asOf], [4, 1, 2, 6]);
    await server.restart();
    const back = await server.connect({ token: ada.welcome.session });
    assertEquals([back.welcome.rooms[0]!.read, back.welcome.rooms[0]!.unread], [{ seq: 4, ordinal: 1 }, 2]);
    const all = await back.ask({ type: "room.unread", room: "lobby", seq: 0 });
    assertEquals([all.seq, all.ordinal, all.unread], [0, 0, 3]);
    const none = await back.ask({ type: "room.unread", room: "lobby", seq: 1_000 });
    assertEquals([none.ordinal, none.unread], [2, 1]);
    assertEquals((await back.refused({ type: "room.unread", room: "attic", seq: 1 })).code, "forbidden");
  });
});

Deno.test("the messages that call one are listed newest first, page by page, from the rooms that one is in", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    await server.call("POST /api/rooms", { json: { name: "den" }, token: ada.welcome.session! });
    await bo.ask({ type: "room.join", room: "den" });
    for (
      const [room, text] of [["lobby", "1 @bo"], ["den", "2 @bo @room"], ["lobby", "no"], ["den", "3 @here"]]
    ) {
      await ada.ask({ type: "message.post", room: room!, text: text! });
    }
    await bo.ask({ type: "message.post", room: "den", text: "@room is mine" });
    const list = async (before?: number) => {
      const page = await bo.ask({ type: "mentions", limit: 2, ...(before && { before }) });
      return {
        next: page.next,
        texts: page.events.map((event) => "message" in event && textOf(event.message)),
      };
    };
    const first = await list();
    assertEquals(first.texts, ["3 @here", "2 @bo @room"]);
    assertEquals(await list(first.next), { next: undefined, texts: ["1 @bo"] });
    await bo.ask({ type: "room.leave", room: "den" });
    assertEquals((await list()).texts, ["1 @bo"]);
    assertEquals((await ada.ask({ type: "mentions", limit: 9 })).events.map(({ room }) => room), ["den"]);
  });
});

function textOf(message: unknown): string {
  return (message as { text: string }).text;
}
