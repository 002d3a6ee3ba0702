import { assertEquals } from "@std/assert";
import type { User } from "../../src/protocol/models.ts";
import { refusal } from "../support/accounts.ts";
import type { TestClient } from "../support/client.ts";
import { type TestServer, withServer } from "../support/server.ts";

async function withTwo(use: (server: TestServer, ada: TestClient, bo: TestClient) => Promise<void>) {
  await withServer({}, async (server) => {
    const [ada, bo] = await Promise.all(
      ["ada", "bo"].map((username) => server.connect({ username })),
    ) as [TestClient, TestClient];
    await use(server, ada, bo);
  });
}

Deno.test("whom one blocks is known on all one's devices, over a restart, until it is taken back; they are not told", async () => {
  await withTwo(async (server, ada, bo) => {
    const token = ada.welcome.session!;
    const phone = await server.connect({ token });
    const user: User = { id: bo.welcome.user.id, name: "bo" };
    assertEquals((await ada.ask({ type: "user.block", user: user.id })).user, user);
    assertEquals((await phone.next("user.blocked")).user, user);
    assertEquals((await server.call("GET /api/blocks", { token })).body, { users: [user] });
    await ada.flush(bo);
    assertEquals(bo.received.filter(({ type }) => type === "user.blocked"), []);
    await server.restart();
    const back = await server.connect({ token });
    assertEquals(back.welcome.blocked, [user]);
    assertEquals((await server.call(`DELETE /api/blocks/${user.id}`, { token })).status, 204);
    assertEquals((await back.next("user.unblocked")).user, user.id);
    assertEquals((await server.connect({ token })).welcome.blocked, undefined);
  });
});

Deno.test("one blocks who is in a room of one's own or has written there, not oneself and no stranger", async () => {
  await withTwo(async (server, ada, bo) => {
    const eve = await server.connect({ username: "eve" });
    await server.call("POST /api/rooms", { json: { name: "den" }, token: eve.welcome.session! });
    await eve.ask({ type: "room.leave", room: "lobby" });
    const block = async (user: string) => (await ada.refused({ type: "user.block", user })).code;
    assertEquals(
      [await block(eve.welcome.user.id), await block(ada.welcome.user.id), await block("u99")],
      ["unknown_person", "unknown_person", "unknown_person"],
    );
    await bo.ask({ type: "message.post", room: "lobby", text: "hi" });
    await server.call("DELETE /api/session", { token: bo.welcome.session! });
    await ada.ask({ type: "user.block", user: bo.welcome.user.id });
    const token = ada.welcome.session!;
    assertEquals(refusal(await server.call("PUT /api/blocks/x", { token })), [404, "unknown_person"]);
  });
});

Deno.test("who is blocked opens no direct room with who blocked them and brings them into no room, as if they were not there", async () => {
  await withTwo(async (server, ada, bo) => {
    const cy = await server.connect({ username: "cy" });
    await ada.ask({ type: "user.block", user: bo.welcome.user.id });
    const stranger = await bo.refused({ type: "direct.open", users: ["u99"], names: [] });
    const open = async (users: string[], names: string[]) => {
      const { code, message } = await bo.refused({ type: "direct.open", users, names });
      return [code, message];
    };
    const [{ id }, third] = [ada.welcome.user, cy.welcome.user.id];
    assertEquals(await open([id], []), [stranger.code, stranger.message]);
    assertEquals(await open([], ["ada"]), [stranger.code, stranger.message]);
    assertEquals(await open([id, third], []), [stranger.code, stranger.message]);
    await server.call("POST /api/rooms", { json: { name: "den" }, token: bo.welcome.session! });
    await bo.next("room.joined");
    assertEquals((await bo.refused({ type: "room.invite", room: "den", user: id })).code, "unknown_person");
    await bo.ask({ type: "direct.open", users: [third], names: [] });
    await ada.ask({ type: "user.unblock", user: bo.welcome.user.id });
    await bo.ask({ type: "direct.open", users: [id], names: [] });
    await ada.next("room.joined");
  });
});

Deno.test("who is blocked calls nobody who blocked them: no mark, no place in the list of mentions, also for what was said before", async () => {
  await withTwo(async (server, ada, bo) => {
    await bo.ask({ type: "message.post", room: "lobby", text: "@ada before" });
    const calls = async () => {
      const { mentions } = (await server.connect({ token: ada.welcome.session })).welcome.rooms[0]!;
      const { events } = await ada.ask({ type: "mentions", limit: 10 });
      return [mentions ?? 0, events.length];
    };
    assertEquals(await calls(), [1, 1]);
    await ada.ask({ type: "user.block", user: bo.welcome.user.id });
    const marked = await ada.next("read.marked");
    assertEquals([marked.unread, marked.mentions], [1, 0]);
    await bo.ask({ type: "message.post", room: "lobby", text: "@ada @room after" });
    assertEquals(await calls(), [0, 0]);
    await ada.ask({ type: "user.unblock", user: bo.welcome.user.id });
    assertEquals(await calls(), [2, 2]);
  });
});
