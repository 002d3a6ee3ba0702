import { assertEquals, assertNotEquals } from "@std/assert";
import type { Access } from "../support/access.ts";
import { withProcess } from "../support/process.ts";
import { withServer } from "../support/server.ts";

Deno.test("a name stays its owner's through a disconnect, for the grace time", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    await ada.close();
    assertEquals(await claim(server, "ada"), 409);
    const again = await server.connect({ token: ada.welcome.session });
    assertEquals(again.welcome.user, ada.welcome.user);
  });
});

Deno.test("a name made by HTTP is held for the grace time before anyone connects", async () => {
  await withServer({}, async (server) => {
    await server.signIn("ada");
    assertEquals(await claim(server, "ada"), 409);
  });
});

Deno.test("a name stays its owner's over a stop and a start, and is free once they stay away", async () => {
  await withServer({ GRACE: "1" }, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    await server.restart();
    assertEquals(await claim(server, "ada"), 409);
    const back = await server.connect({ token: bo.welcome.session });
    const left = await back.next("presence.left");
    assertEquals(left.user, ada.welcome.user);
    const other = await server.connect({ username: "ada" });
    assertNotEquals(other.welcome.user.id, ada.welcome.user.id);
  });
});

Deno.test("a name stays its owner's over a crash", async () => {
  await withProcess({ GRACE: "2" }, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    await server.restart("SIGKILL");
    assertEquals(await claim(server, "ada"), 409);
    const back = await server.connect({ token: ada.welcome.session });
    assertEquals(back.welcome.user, ada.welcome.user);
    const left = await back.next("presence.left");
    assertEquals(left.user, bo.welcome.user);
    assertEquals(back.all("presence.joined"), []);
    assertEquals(await claim(server, "bo"), 101);
  });
});

Deno.test("a session whose name went to another is told so, and with a new name it is the same person", async () => {
  await withServer({ GRACE: "0" }, async (server) => {
    const watcher = await server.connect({ username: "watcher" });
    const ada = await server.connect({ username: "ada" });
    const token = ada.welcome.session!;
    const { seq } = await ada.ask({ type: "message.post", room: "lobby", text: "mine" });
    await ada.close();
    await watcher.next("presence.left", ({ user }) => user.name === "ada");
    const other = await server.connect({ username: "Ada" });

    const { answer } = await server.handshake({ headers: { Authorization: `Bearer ${token}` } });
    assertEquals(answer.status, 409);
    const { error } = JSON.parse(answer.body);
    assertEquals([error.code, error.suggestion], ["username_taken", "ada-2"]);
    assertEquals((await server.call("GET /api/rooms", { token })).status, 409);

    const renamed = await server.call("POST /api/session", { token, json: { username: error.suggestion } });
    assertEquals([renamed.status, renamed.body.user], [200, { id: ada.welcome.user.id, name: "ada-2" }]);
    const told = await watcher.next("member.renamed");
    assertEquals([told.user, told.was], [{ id: ada.welcome.user.id, name: "ada-2" }, "ada"]);
    const back = await server.connect({ token });
    assertEquals(back.welcome.user, { id: ada.welcome.user.id, name: "ada-2" });
    assertEquals(back.welcome.rooms.map(({ id }) => id), ["lobby"]);
    const { events } = await other.ask({ type: "history", room: "lobby", around: seq, limit: 1 });
    assertEquals(events.map((event) => event.type === "message.posted" && event.message.author), [
      back.welcome.user,
    ]);
  });
});

/** The status of an attempt to come in by a name. */
async function claim(server: Access, name: string): Promise<number> {
  const { answer } = await server.handshake({ path: `/ws?username=${name}` });
  return answer.status;
}

Deno.test("without a grace time, too, who has come in holds their name and counts as here", async () => {
  await withServer({ GRACE: "0" }, async (server) => {
    const people = await Promise.all(["ada", "bo", "cy"].map((username) => server.connect({ username })));
    for (const { welcome } of people) {
      const { answer } = await server.handshake({ path: `/ws?username=${welcome.user.name}` });
      assertEquals(answer.status, 409);
    }
    const { online } = await people[0]!.ask({ type: "room.presence", room: "lobby" });
    assertEquals([online, people[0]!.all("presence.left")], [3, []]);
  });
});
