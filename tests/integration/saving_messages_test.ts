import { assertEquals } from "@std/assert";
import type { TestClient } from "../support/client.ts";
import { type TestServer, withServer } from "../support/server.ts";

const FAST = { MESSAGE_RATE: "1000", MESSAGE_BURST: "1000" };

async function connect(server: TestServer, ...names: string[]): Promise<TestClient[]> {
  return await Promise.all(names.map((username) => server.connect({ username })));
}

async function post(client: TestClient, text: string, room = "lobby"): Promise<number> {
  return (await client.ask({ type: "message.post", room, text })).seq;
}

/** The texts of the saved messages, "(deleted)" for those that have none. */
async function saved(client: TestClient): Promise<string[]> {
  const { events } = await client.ask({ type: "saved", limit: 50 });
  return events.map((event) => {
    if (event.type !== "message.posted") return event.type;
    return event.message.deleted ? "(deleted)" : event.message.text;
  });
}

Deno.test("who saves a message has it on all their devices, and nobody else hears of it", async () => {
  await withServer(FAST, async (server) => {
    const [ada, bo] = await connect(server, "ada", "bo") as [TestClient, TestClient];
    const phone = await server.connect({ token: ada.welcome.session! });
    const message = await post(bo, "keep this");
    const save = { type: "message.save", room: "lobby", message } as const;
    const { saved: is } = await ada.ask({ ...save, save: true });
    assertEquals(is, true);
    const told = await phone.next("message.saved");
    assertEquals(told, { type: "message.saved", room: "lobby", message, saved: true });
    assertEquals([await saved(phone), await saved(bo)], [["keep this"], []]);
    // Again changes nothing, and tells nobody.
    await ada.ask({ ...save, save: true });
    const { messages } = await phone.ask({ type: "saved.places", room: "lobby" });
    assertEquals(messages, [message]);
    await phone.ask({ ...save, save: false });
    await ada.next("message.saved", (event) => !event.saved);
    assertEquals(await saved(ada), []);
    await ada.flush(phone, bo);
    assertEquals([phone.all("message.saved").length, bo.all("message.saved").length], [2, 0]);
  });
});

Deno.test("saved messages come the last saved first, a page at a time, each as it is by now", async () => {
  await withServer(FAST, async (server) => {
    const [ada] = await connect(server, "ada") as [TestClient];
    const [one, two, three] = [await post(ada, "one"), await post(ada, "two"), await post(ada, "three")];
    for (const message of [three, one, two]) {
      await ada.ask({ type: "message.save", room: "lobby", message: message!, save: true });
    }
    await ada.ask({ type: "message.edit", room: "lobby", message: two!, text: "two, better" });
    await ada.ask({ type: "message.delete", room: "lobby", message: three! });
    assertEquals(await saved(ada), ["two, better", "one", "(deleted)"]);
    const first = await ada.ask({ type: "saved", limit: 2 });
    const second = await ada.ask({ type: "saved", limit: 2, before: first.next! });
    assertEquals([first.events.length, second.events.map(({ seq }) => seq), second.next], [
      2,
      [three],
      undefined,
    ]);
  });
});

Deno.test("of a room that one has left nothing that was saved is told, and nothing can be saved there", async () => {
  await withServer(FAST, async (server) => {
    const [ada, bo] = await connect(server, "ada", "bo") as [TestClient, TestClient];
    const { body } = await server.call("POST /api/rooms", {
      json: { name: "den", visibility: "private" },
      token: ada.welcome.session!,
    });
    const room = (body as { room: { id: string } }).room.id;
    await ada.next("room.joined");
    await ada.ask({ type: "room.invite", room, user: bo.welcome.user.id });
    const message = await post(ada, "a secret", room);
    await bo.ask({ type: "message.save", room, message, save: true });
    assertEquals(await saved(bo), ["a secret"]);
    await ada.ask({ type: "room.kick", room, user: bo.welcome.user.id });
    await bo.next("room.left");
    assertEquals(await saved(bo), []);
    for (
      const command of [
        { type: "message.save", room, message, save: true },
        { type: "saved.places", room },
      ] as const
    ) assertEquals((await bo.refused(command)).code, "forbidden");
  });
});

Deno.test("what is no message, or has no text any more, cannot be saved", async () => {
  await withServer(FAST, async (server) => {
    const [ada] = await connect(server, "ada") as [TestClient];
    const message = await post(ada, "one");
    await ada.ask({ type: "message.delete", room: "lobby", message });
    for (const one of [1, message, message + 100]) {
      const refusal = await ada.refused({ type: "message.save", room: "lobby", message: one, save: true });
      assertEquals(refusal.code, "unknown_message");
    }
    const bad = { type: "message.save", room: "lobby", message, save: "yes" } as unknown as Parameters<
      TestClient["refused"]
    >[0];
    assertEquals((await ada.refused(bad)).code, "bad_message");
  });
});
