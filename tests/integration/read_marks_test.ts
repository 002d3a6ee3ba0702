import { assertEquals } from "@std/assert";
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
    assertEquals(room.messages - room.read.ordinal, 2);
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
