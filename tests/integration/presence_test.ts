import { assertEquals } from "@std/assert";
import type { LogEvent, MembersCountEvent } from "../../src/protocol/events.ts";
import type { TestClient } from "../support/client.ts";
import { withServer } from "../support/server.ts";

Deno.test("a room hears who comes, and who goes only after the grace time, while the name is still held", async () => {
  await withServer({ GRACE: "1" }, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    const { user } = bo.welcome;
    assertEquals(await ada.next("presence.joined", (event) => event.user.id === user.id), {
      type: "presence.joined",
      room: "lobby",
      user,
      online: 2,
    });
    await bo.close();
    const { answer } = await server.handshake({ path: "/ws?username=bo" });
    assertEquals(answer.status, 409);
    await ada.flush();
    assertEquals(ada.all("presence.left"), []);
    assertEquals(await ada.next("presence.left"), { type: "presence.left", room: "lobby", user, online: 1 });
    assertEquals(await online(ada), { online: 1, names: ["ada"] });
    await server.connect({ username: "bo" });
  });
});

Deno.test("who comes back within the grace time was never away", async () => {
  await withServer({ GRACE: "1" }, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    const cy = await server.connect({ username: "cy" });
    await Promise.all([bo.close(), cy.close()]);
    await server.connect({ token: bo.welcome.session });
    // Cy's leave is the clock: a leave of bo would be told before it.
    await ada.next("presence.left", ({ user }) => user.name === "cy");
    await ada.flush();
    assertEquals(presenceOf(ada, "bo"), ["presence.joined"]);
    assertEquals(presenceOf(ada, "cy"), ["presence.joined", "presence.left"]);
    assertEquals(await online(ada), { online: 2, names: ["ada", "bo"] });
  });
});

Deno.test("who comes back after the grace time is told to have come again, and is a member all the while", async () => {
  await withServer({ GRACE: "0" }, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    await bo.close();
    await ada.next("presence.left", ({ user }) => user.name === "bo");
    await server.connect({ token: bo.welcome.session });
    await ada.find((one): one is typeof one =>
      presenceOf(ada, "bo").length === 3 && one === ada.received.at(-1)
    );
    assertEquals(presenceOf(ada, "bo"), ["presence.joined", "presence.left", "presence.joined"]);
    assertEquals(ada.all("member.joined").length, 1);
    assertEquals(ada.all("member.left"), []);
  });
});

Deno.test("presence is told room by room, to members alone", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    await server.call("POST /api/rooms", { token: ada.welcome.session, json: { name: "tea" } });
    assertEquals((await bo.refused({ type: "room.presence", room: "tea" })).code, "forbidden");
    await bo.ask({ type: "room.join", room: "tea" });
    const told = await ada.next("presence.joined", ({ room, user }) => room === "tea" && user.name === "bo");
    assertEquals(told.online, 2);
    assertEquals(await online(bo, "tea"), { online: 2, names: ["ada", "bo"] });
    await bo.ask({ type: "room.leave", room: "tea" });
    assertEquals((await ada.next("presence.left")).room, "tea");
    assertEquals(await online(ada, "tea"), { online: 1, names: ["ada"] });
  });
});

Deno.test("a room of many is told how many are here, in place of who came and went", async () => {
  await withServer({ GRACE: "0", MAX_PRESENCE: "1" }, async (server) => {
    const ada = await server.connect({ username: "ada" });
    assertEquals(ada.welcome.limits.presence, 1);
    const bo = await server.connect({ username: "bo" });
    await server.connect({ username: "cy" });
    assertEquals(await ada.next("presence.count", (event) => event.online === 3), {
      type: "presence.count",
      room: "lobby",
      online: 3,
    });
    assertEquals(await online(ada), { online: 3, names: ["ada", "bo", "cy"] });
    await bo.close();
    await ada.next("presence.count", (event) => event.online === 2);
    assertEquals(presenceOf(ada, "bo"), []);
    assertEquals(ada.all("member.joined").map(({ user }) => user.name).slice(-2), ["bo", "cy"]);
  });
});

Deno.test("a room of many hears the number of those who come at once, and can read who they are", async () => {
  await withServer({ MAX_PRESENCE: "1", SIGN_IN_RATE: "1000" }, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    await Promise.all(
      Array.from({ length: 30 }, (_, index) => server.connect({ username: `guest-${index}` })),
    );
    let position = bo.welcome.rooms[0]!.seq;
    for (const last = position + 30; position < last;) {
      const next = position + 1;
      const event = await ada.find((one): one is LogEvent | MembersCountEvent =>
        "at" in one && (one.type === "members.count" ? one.from === next : one.seq === next)
      );
      position = event.seq;
    }
    const counted = ada.all("members.count").reduce((sum, { joined }) => sum + joined, 0);
    assertEquals(counted + ada.all("member.joined").filter(({ seq }) => seq > position - 30).length, 30);
    assertEquals(counted > 0, true);
    const { events } = await ada.ask({ type: "history", room: "lobby", after: position - 30, limit: 30 });
    assertEquals(events.map(({ type }) => type), Array(30).fill("member.joined"));
  });
});

Deno.test("someone who is typing is told to the room, some five times at once and no more", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    await ada.ask({ type: "typing", room: "lobby" });
    assertEquals(await bo.next("typing"), { type: "typing", room: "lobby", user: ada.welcome.user });
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => ada.reply(ada.send({ type: "typing", room: "lobby" }))),
    );
    const refused = replies.filter((reply) => reply.type === "error");
    assertEquals(new Set(refused.map(({ code }) => code)), new Set(["rate_limited"]));
    const served = replies.length - refused.length;
    await ada.flush(bo);
    assertEquals(bo.all("typing").length, served + 1);
    assertEquals(served < 10, true);
    assertEquals((await ada.refused({ type: "typing", room: "nowhere" })).code, "forbidden");
  });
});

function presenceOf(client: TestClient, name: string): string[] {
  return client.received.flatMap((one) =>
    (one.type === "presence.joined" || one.type === "presence.left") && one.user.name === name
      ? [one.type]
      : []
  );
}

async function online(client: TestClient, room = "lobby"): Promise<{ online: number; names: string[] }> {
  const { online, users } = await client.ask({ type: "room.presence", room });
  return { online, names: users.map(({ name }) => name).toSorted() };
}
