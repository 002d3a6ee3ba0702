import { assert, assertEquals } from "@std/assert";
import type { FirstSight } from "../../src/protocol/first_sight.ts";
import { type TestServer, withServer } from "../support/server.ts";

Deno.test("the page of who is signed in brings their rooms and the end of the room that was open last", async () => {
  await withServer({}, async (server) => {
    const bo = await server.connect({ username: "Bo" });
    await bo.ask({ type: "message.post", room: "lobby", text: "<b>hello</b>" });
    const token = await server.signIn("Ada");
    const { status, cache, html, sight } = await visit(server, `parley_session=${token}`);
    assertEquals([status, cache], [200, "no-store"]);
    assertEquals(sight!.user.name, "Ada");
    assertEquals(sight!.rooms.map(({ id }) => id), ["lobby"]);
    assertEquals(textsOf(sight!), ["<b>hello</b>"]);
    assert(html.includes("&lt;b&gt;hello&lt;/b&gt;"));

    await bo.ask({ type: "message.post", room: "lobby", text: "again" });
    assertEquals(textsOf((await visit(server, `parley_session=${token}`)).sight!), ["<b>hello</b>", "again"]);
    const created = await server.call("POST /api/rooms", { token, json: { name: "garden" } });
    assertEquals(created.status, 201);
    const garden = await visit(server, `parley_session=${token}; parley_room=garden`);
    assertEquals(garden.sight!.page!.room, "garden");
    const unknown = await visit(server, `parley_session=${token}; parley_room=%E0%A4%A`);
    assertEquals(unknown.sight!.page!.room, "lobby");
  });
});

Deno.test("a room that one is not in is not brought by naming it", async () => {
  await withServer({}, async (server) => {
    const bo = await server.signIn("Bo");
    const json = { name: "den", visibility: "private" };
    const { body: made } = await server.call<{ room: { id: string } }>("POST /api/rooms", {
      token: bo,
      json,
    });
    const ada = await server.signIn("Ada");
    const { sight } = await visit(server, `parley_session=${ada}; parley_room=${made.room.id}`);
    assertEquals(sight!.page!.room, "lobby");
    assertEquals(sight!.rooms.map(({ id }) => id), ["lobby"]);
  });
});

Deno.test("who is not signed in, a service worker and a program get the page as it is for everybody", async () => {
  await withServer({}, async (server) => {
    const token = await server.signIn("Ada");
    const everybody = await (await fetch(server.url)).text();
    const cookie = `parley_session=${token}`;
    for (
      const headers of [
        { "Accept": "text/html" },
        { "Accept": "text/html", "Cookie": "parley_session=unknown" },
        { "Accept": "*/*", "Cookie": cookie, "Sec-Fetch-Mode": "same-origin" },
        { "Accept": "text/html", "Cookie": cookie, "Sec-Fetch-Mode": "cors" },
      ] as HeadersInit[]
    ) {
      const answer = await fetch(server.url, { headers });
      assertEquals([answer.headers.get("Cache-Control"), await answer.text()], ["no-cache", everybody]);
    }
  });
});

async function visit(server: TestServer, cookie: string) {
  const headers = { "Accept": "text/html,*/*;q=0.8", "Sec-Fetch-Mode": "navigate", "Cookie": cookie };
  const answer = await fetch(server.url, { headers });
  const html = await answer.text();
  const [, data] = /id="first-sight">([^<]*)<\/script>/.exec(html) ?? [];
  const sight: FirstSight | undefined = data === undefined ? undefined : JSON.parse(data);
  return { status: answer.status, cache: answer.headers.get("Cache-Control"), html, sight };
}

function textsOf({ page }: FirstSight): string[] {
  return page!.events.flatMap((event) => event.type === "message.posted" ? [event.message.text] : []);
}
