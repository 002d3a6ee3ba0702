import { assertEquals } from "@std/assert";
import { MAX_MENTIONS } from "../../src/protocol/limits.ts";
import type { TestClient } from "../support/client.ts";
import { type TestServer, withServer } from "../support/server.ts";

const FAST = { MESSAGE_RATE: "1000", MESSAGE_BURST: "1000" };

async function connect(server: TestServer, ...names: string[]): Promise<TestClient[]> {
  return await Promise.all(names.map((username) => server.connect({ username })));
}

/** Posts a text and gives what its message calls. */
async function called(client: TestClient, text: string, room = "lobby") {
  const { seq } = await client.ask({ type: "message.post", room, text });
  const { message } = await client.next(
    "message.posted",
    (event) => event.room === room && event.seq === seq,
  );
  return [message.mentions, message.everyone];
}

Deno.test("a message calls the members whom it names, by any form of the name, the longest that fits", async () => {
  await withServer(FAST, async (server) => {
    const [ada, bo, cy] = await connect(server, "Ada", "bo.k", "Bo") as [TestClient, TestClient, TestClient];
    const [boId, cyId] = [bo.welcome.user.id, cy.welcome.user.id];
    assertEquals(await called(ada, "hello @bo.k and @BO, @nobody"), [[boId, cyId], undefined]);
    assertEquals(await called(ada, "@bo.kay is no one, so it is @bo"), [[cyId], undefined]);
    assertEquals(await called(ada, "@bo. @ｂｏ"), [[cyId], undefined]);
    assertEquals(await called(ada, "`@bo` a@bo.k @Ada"), [undefined, undefined]);
    assertEquals(await called(ada, "@bo @here @room"), [[cyId], "room"]);
    assertEquals(await called(ada, "@here"), [undefined, "here"]);
  });
});

Deno.test("who is not in the room is not called, and nobody learns of them by it", async () => {
  await withServer(FAST, async (server) => {
    const [ada] = await connect(server, "ada", "bo") as [TestClient];
    await server.call("POST /api/rooms", { json: { name: "den" }, token: ada.welcome.session! });
    await ada.next("room.joined");
    assertEquals(await called(ada, "@bo @ada", "den"), [undefined, undefined]);
  });
});

Deno.test("an edit calls whom the new text names, in the log and in every page; a deletion calls nobody", async () => {
  await withServer(FAST, async (server) => {
    const [ada, bo] = await connect(server, "ada", "bo") as [TestClient, TestClient];
    const boId = bo.welcome.user.id;
    const { seq } = await ada.ask({ type: "message.post", room: "lobby", text: "hello" });
    const edit = (text: string) => ada.ask({ type: "message.edit", room: "lobby", message: seq, text });
    const now = async () => {
      const { events } = await bo.ask({ type: "history", room: "lobby", limit: 1, before: seq + 1 });
      const event = events[0]!;
      return event.type === "message.posted" && [event.message.mentions, event.message.everyone];
    };
    const added = await edit("hello @bo");
    const event = await bo.next("message.edited", (event) => event.seq === added.seq);
    assertEquals([event.mentions, event.everyone, await now()], [[boId], undefined, [[boId], undefined]]);
    await edit("hello @room");
    assertEquals(await now(), [undefined, "room"]);
    await edit("hello again");
    assertEquals(await now(), [undefined, undefined]);
    await edit("@bo");
    await ada.ask({ type: "message.delete", room: "lobby", message: seq });
    assertEquals(await now(), [undefined, undefined]);
    await server.restart();
    const back = await server.connect({ token: bo.welcome.session });
    const { epoch } = back.welcome.rooms[0]!;
    await back.ask({ type: "resume", rooms: [{ room: "lobby", epoch, seq: seq - 1 }] });
    assertEquals(
      back.received.filter((one) => JSON.stringify(one).includes('mentions":[')),
      [],
    );
  });
});

Deno.test("a message mentions at most so many people, and calling all of a room too often is refused", async () => {
  await withServer(FAST, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const names = Array.from({ length: MAX_MENTIONS + 1 }, (_, index) => `p${index}x`);
    const people = await connect(server, ...names);
    const text = people.map(({ welcome }) => `@${welcome.user.name}`).join(" ");
    const refusal = await ada.refused({ type: "message.post", room: "lobby", text });
    assertEquals(refusal.code, "limit_reached");
    const fewer = await called(ada, text.slice(0, text.lastIndexOf(" ")));
    assertEquals((fewer[0] as string[]).length, MAX_MENTIONS);
    for (let n = 0; n < 5; n++) await called(ada, `@room ${n}`);
    const late = await ada.refused({ type: "message.post", room: "lobby", text: "@here" });
    assertEquals([late.code, (late.retryAfter ?? 0) > 1], ["rate_limited", true]);
    await called(ada, "without it");
  });
});
