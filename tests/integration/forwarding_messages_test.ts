import { assert, assertEquals } from "@std/assert";
import type { Message } from "../../src/protocol/models.ts";
import type { TestClient } from "../support/client.ts";
import { type TestServer, withServer } from "../support/server.ts";

const FAST = { MESSAGE_RATE: "1000", MESSAGE_BURST: "1000" };

async function connect(server: TestServer, ...names: string[]): Promise<TestClient[]> {
  return await Promise.all(names.map((username) => server.connect({ username })));
}

async function post(client: TestClient, text: string, room = "lobby"): Promise<number> {
  return (await client.ask({ type: "message.post", room, text })).seq;
}

async function makeRoom(server: TestServer, maker: TestClient, name: string, visibility?: string) {
  const { body } = await server.call<{ room: { id: string } }>("POST /api/rooms", {
    json: { name, visibility },
    token: maker.welcome.session!,
  });
  await maker.next("room.joined", ({ room }) => room.id === body.room.id);
  return body.room.id;
}

/** Forwards a message and gives what one who is there hears of it. */
async function forward(
  who: TestClient,
  { from, seq, to = "lobby", hears = who }: { from: string; seq: number; to?: string; hears?: TestClient },
): Promise<Message> {
  const answer = await who.ask({ type: "message.post", room: to, text: "", forwarded: { room: from, seq } });
  const heard = (event: { room: string; seq: number }) => event.room === to && event.seq === answer.seq;
  return (await hears.next("message.posted", heard)).message;
}

Deno.test("a forwarded message has the words and the author that the log has, whatever its sender says", async () => {
  await withServer(FAST, async (server) => {
    const [ada, bo] = await connect(server, "ada", "bo") as [TestClient, TestClient];
    const seq = await post(bo, "the first words");
    await bo.ask({ type: "message.edit", room: "lobby", message: seq, text: "the right words, @ada" });
    const garden = await makeRoom(server, ada, "garden");
    const answer = await ada.ask({
      type: "message.post",
      room: garden,
      text: "words that Bo never said",
      forwarded: { room: "lobby", seq, author: { id: "u9", name: "eve" } } as { room: string; seq: number },
    });
    const { message } = await ada.next("message.posted", (event) => event.room === garden);
    const author = { id: bo.welcome.user.id, name: "bo" };
    assertEquals(message.text, "the right words, @ada");
    assertEquals(message.forwarded, { author, room: "lobby", seq });
    assertEquals([message.author.name, message.mentions], ["ada", undefined]);
    // On the page of history as in the event, and over HTTP.
    const { events } = await ada.ask({ type: "history", room: garden, limit: 1 });
    assertEquals(events.map((event) => event.type === "message.posted" && event.message), [message]);
    const again = await forward(ada, { from: garden, seq: answer.seq });
    assertEquals([again.text, again.forwarded], ["the right words, @ada", { author, room: "lobby", seq }]);
    const { status } = await server.call(`POST /api/rooms/${garden}/messages`, {
      json: { id: "h1", forwarded: { room: "lobby", seq } },
      token: ada.welcome.session!,
    });
    assertEquals(status, 201);
  });
});

Deno.test("nobody forwards what they may not see, what is no message, or to where they may not write", async () => {
  await withServer(FAST, async (server) => {
    const [ada, bo] = await connect(server, "ada", "bo") as [TestClient, TestClient];
    const den = await makeRoom(server, ada, "den", "private");
    const secret = await post(ada, "a secret", den);
    const said = await post(bo, "said");
    const gone = await post(bo, "gone");
    await bo.ask({ type: "message.delete", room: "lobby", message: gone });
    const refused = async (room: string, forwarded: unknown) => {
      const command = { type: "message.post", room, text: "x", forwarded } as Parameters<
        TestClient["refused"]
      >[0];
      return (await bo.refused(command)).code;
    };
    assertEquals(await refused("lobby", { room: den, seq: secret }), "forbidden");
    assertEquals(await refused(den, { room: "lobby", seq: said }), "forbidden");
    for (const seq of [1, gone, gone + 100]) {
      assertEquals(await refused("lobby", { room: "lobby", seq }), "unknown_message");
    }
    assertEquals(await refused("lobby", "all"), "bad_message");
    assertEquals(await refused("lobby", { room: "lobby", seq: -1 }), "bad_range");
  });
});

Deno.test("who is not in the room that a message comes from hears its text and author, and never the room's name", async () => {
  await withServer(FAST, async (server) => {
    const [ada, bo] = await connect(server, "ada", "bo") as [TestClient, TestClient];
    const den = await makeRoom(server, ada, "hideout", "private");
    const told = await forward(ada, { from: den, seq: await post(ada, "psst", den), hears: bo });
    assertEquals([told.text, told.forwarded?.author.name, told.forwarded?.room], ["psst", "ada", den]);
    // A room that was public has an address made of its name, which is not for everyone any more.
    const former = await makeRoom(server, ada, "treehouse");
    const seq = await post(ada, "once", former);
    await ada.ask({ type: "room.change", room: former, visibility: "private" });
    const later = await forward(ada, { from: former, seq, hears: bo });
    assertEquals(later.forwarded, { author: { id: ada.welcome.user.id, name: "ada" } });
    await ada.flush(bo);
    const heard = JSON.stringify(bo.received);
    assert(!heard.includes("hideout") && !heard.includes("treehouse"), heard);
    assertEquals((await bo.refused({ type: "history", room: den, limit: 1 })).code, "forbidden");
  });
});

Deno.test("a forwarded message cannot be edited, and goes when its sender deletes it, not when its author does", async () => {
  await withServer(FAST, async (server) => {
    const [ada, bo] = await connect(server, "ada", "bo") as [TestClient, TestClient];
    const seq = await post(bo, "as it was");
    const garden = await makeRoom(server, ada, "garden");
    const answer = await ada.ask({
      type: "message.post",
      id: "once",
      room: garden,
      text: "",
      forwarded: { room: "lobby", seq },
    });
    const edit = { type: "message.edit", room: garden, message: answer.seq, text: "as I like it" } as const;
    assertEquals((await ada.refused(edit)).code, "forbidden");
    // Tried again after the first one was edited: it is the same message still.
    await bo.ask({ type: "message.edit", room: "lobby", message: seq, text: "as it is" });
    const repeat = { type: "message.post", id: "once", room: garden, text: "" } as const;
    assertEquals(await ada.ask({ ...repeat, forwarded: { room: "lobby", seq } }), answer);
    await bo.ask({ type: "message.delete", room: "lobby", message: seq });
    const read = async () => {
      const { events } = await ada.ask({ type: "history", room: garden, around: answer.seq, limit: 2 });
      const event = events.find((event) => event.seq === answer.seq);
      return event?.type === "message.posted" && [event.message.text, event.message.forwarded?.author.name];
    };
    assertEquals(await read(), ["as it was", "bo"]);
    await ada.ask({ type: "message.delete", room: garden, message: answer.seq });
    assertEquals(await read(), ["", undefined]);
  });
});

Deno.test("messages of one author keep their order, forwarded ones among them", async () => {
  await withServer(FAST, async (server) => {
    const [ada] = await connect(server, "ada") as [TestClient];
    const seq = await post(ada, "source");
    const room = await makeRoom(server, ada, "garden");
    ada.sendText(JSON.stringify([
      { type: "message.post", id: "o1", room, forwarded: { room: "lobby", seq } },
      { type: "message.post", id: "o2", room, text: "a word on it" },
      { type: "message.post", id: "o3", room, forwarded: { room: "lobby", seq } },
      { type: "message.post", id: "o4", room, text: "waves", me: true },
      { type: "message.post", id: "o5", room, text: "the end" },
    ]));
    await ada.next("message.posted", ({ message }) => message.clientId === "o5");
    const heard = ada.all("message.posted").filter((event) => event.room === room);
    assertEquals(heard.map(({ message }) => [message.clientId, message.text, message.me]), [
      ["o1", "source", undefined],
      ["o2", "a word on it", undefined],
      ["o3", "source", undefined],
      ["o4", "waves", true],
      ["o5", "the end", undefined],
    ]);
  });
});
