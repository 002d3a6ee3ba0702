import { assertEquals } from "@std/assert";
import { withServer } from "../support/server.ts";

Deno.test("a new name is told to each of the person's rooms, and to all their connections", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const token = ada.welcome.session!;
    const second = await server.connect({ token });
    const bo = await server.connect({ username: "bo" });
    await server.call("POST /api/rooms", { token, json: { name: "tea" } });
    await bo.ask({ type: "room.join", room: "tea" });
    const user = { id: ada.welcome.user.id, name: "Lovelace" };
    const { status, body } = await server.call("POST /api/session", {
      token,
      json: { username: "Lovelace" },
    });
    assertEquals([status, body.user], [200, user]);
    for (const room of ["lobby", "tea"]) {
      const event = await bo.next("member.renamed", (one) => one.room === room);
      assertEquals([event.user, event.was], [user, "ada"]);
    }
    for (const own of [ada, second]) assertEquals((await own.next("user.renamed")).user, user);
    await ada.ask({ type: "message.post", room: "lobby", text: "under the new name" });
    assertEquals((await bo.next("message.posted")).message.author, user);
    const { users } = await bo.ask({ type: "room.presence", room: "tea" });
    assertEquals(users.map(({ name }) => name).toSorted(), ["Lovelace", "bo"]);
  });
});

Deno.test("history and resume show the new name on old messages", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    const { epoch } = bo.welcome.rooms[0]!;
    await ada.ask({ type: "message.post", room: "lobby", text: "old" });
    // Fills the tail that resumes are served from while the name is the old one.
    await bo.ask({ type: "resume", rooms: [{ room: "lobby", epoch, seq: 0 }] });
    await server.call("POST /api/session", { token: ada.welcome.session, json: { username: "Lovelace" } });
    const { events } = await bo.ask({ type: "history", room: "lobby", limit: 100 });
    const posted = events.find((event) => event.type === "message.posted");
    assertEquals(posted?.message.author, { id: ada.welcome.user.id, name: "Lovelace" });
    const cy = await server.connect({ username: "cy" });
    await cy.ask({ type: "resume", rooms: [{ room: "lobby", epoch, seq: 0 }] });
    assertEquals((await cy.next("message.posted")).message.author.name, "Lovelace");
  });
});

Deno.test("a rename leaves the old name free and the new one taken, also after a restart", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    await server.call("POST /api/session", { token: ada.welcome.session, json: { username: "Lovelace" } });
    await server.restart();
    const other = await server.connect({ username: "ada" });
    assertEquals(other.welcome.user.name, "ada");
    const { answer } = await server.handshake({ path: "/ws?username=lovelace" });
    assertEquals(answer.status, 409);
    const back = await server.connect({ token: ada.welcome.session });
    assertEquals(back.welcome.user, { id: ada.welcome.user.id, name: "Lovelace" });
  });
});

Deno.test("a rename to a name that someone has is refused and changes nothing", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    const token = ada.welcome.session!;
    const taken = await server.call("POST /api/session", { token, json: { username: "BO" } });
    assertEquals([taken.status, (taken.body.error as { suggestion: string }).suggestion], [409, "BO-2"]);
    assertEquals((await server.call("POST /api/session", { token, json: { username: "a b" } })).status, 400);
    assertEquals((await server.call("GET /api/session", { token })).body.user, ada.welcome.user);
    await ada.flush(bo);
    assertEquals(bo.all("member.renamed"), []);
  });
});

Deno.test("the same name in another case is a rename, too", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    await server.call("POST /api/session", { token: ada.welcome.session, json: { username: "ADA" } });
    const event = await ada.next("member.renamed");
    assertEquals([event.user.name, event.was], ["ADA", "ada"]);
  });
});
