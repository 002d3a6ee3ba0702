import { assertEquals } from "@std/assert";
import { withServer } from "../support/server.ts";

Deno.test("GET /api/session tells a visitor without a session that nobody is signed in", async () => {
  await withServer({}, async ({ url }) => {
    const response = await fetch(`${url}/api/session`);
    assertEquals(response.status, 200);
    assertEquals((await response.json()).user, null);
  });
});

Deno.test("GET /api/session tells a person whose name went to another, and a new name brings them back", async () => {
  await withServer({ GRACE: "0" }, async (server) => {
    const first = await server.connect({ username: "ada" });
    const second = await server.connect({ username: "bo" });
    await first.ask({ type: "message.post", room: "lobby", text: "mine" });
    await first.close();
    await second.next("presence.left", ({ user }) => user.name === "ada");
    await server.connect({ username: "ada" });

    const headers = { Authorization: `Bearer ${first.welcome.session}`, "Content-Type": "application/json" };
    const refused = await fetch(`${server.url}/api/session`, { headers });
    assertEquals(refused.status, 409);
    const { error } = await refused.json();
    assertEquals([error.code, error.suggestion], ["username_taken", "ada-2"]);

    const body = JSON.stringify({ username: error.suggestion });
    const renamed = await fetch(`${server.url}/api/session`, { method: "POST", headers, body });
    assertEquals((await renamed.json()).user, { id: first.welcome.user.id, name: "ada-2" });
    const back = await server.connect({ token: first.welcome.session! });
    const { events } = await back.ask({ type: "history", room: "lobby", limit: 50 });
    const mine = events.find((event) => event.type === "message.posted");
    assertEquals(mine?.type === "message.posted" && mine.message.author, back.welcome.user);
  });
});
