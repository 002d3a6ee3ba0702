import { get } from "node:http";
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

Deno.test("who is in no lobby and comes for the first time gets the first of their rooms by name", async () => {
  await withServer({}, async (server) => {
    const token = await server.signIn("Ada");
    for (const name of ["pond", "garden"]) {
      await server.call("POST /api/rooms", { token, json: { name } });
    }
    const ada = await server.connect({ token });
    await ada.ask({ type: "room.leave", room: "lobby" });
    const { sight } = await visit(server, `parley_session=${token}`);
    assertEquals(sight!.page?.room, "garden");
  });
});

Deno.test("what is drawn looks as it should without a further request, by a style that the policy knows by its digest", async () => {
  await withServer({}, async (server) => {
    const token = await server.signIn("Ada");
    const ada = await server.connect({ token });
    await ada.ask({ type: "message.post", room: "lobby", text: "hello" });
    const { html, policy } = await visit(server, `parley_session=${token}`);
    const [, style] = /<style>([^]*?)<\/style>/.exec(html)!;
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style)));
    assert(policy.includes(`style-src 'self' 'sha256-${digest.toBase64()}';`), policy);
    assert(html.indexOf('rel="stylesheet"') > html.indexOf("first-rows"), "All styles are waited for");
    const everybody = await fetch(server.url);
    assert(!(await everybody.text()).includes("<style"));
    assert(everybody.headers.get("Content-Security-Policy")!.includes("style-src 'self';"));
  });
});

Deno.test("page, script and style travel compressed", async () => {
  await withServer({}, async (server) => {
    const [, script] = /src="([^"]+\.js)"/.exec(await (await fetch(server.url)).text())!;
    const [, style] = /href="([^"]+\.css)"/.exec(await (await fetch(server.url)).text())!;
    for (const path of ["/", script!, style!]) {
      assertEquals([path, await encodingOf(new URL(path, server.url))], [path, "gzip"]);
    }
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

/** How an answer travels: fetch() does not tell. */
function encodingOf(url: URL): Promise<string | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<string | undefined>();
  const asked = get(url, { agent: false, headers: { "Accept-Encoding": "gzip" } }, (answer) => {
    answer.on("end", () => resolve(answer.headers["content-encoding"])).resume();
  });
  asked.on("error", reject);
  return promise;
}

async function visit(server: TestServer, cookie: string) {
  const headers = { "Accept": "text/html,*/*;q=0.8", "Sec-Fetch-Mode": "navigate", "Cookie": cookie };
  const answer = await fetch(server.url, { headers });
  const html = await answer.text();
  const [, data] = /id="first-sight">([^<]*)<\/script>/.exec(html) ?? [];
  const sight: FirstSight | undefined = data === undefined ? undefined : JSON.parse(data);
  const policy = answer.headers.get("Content-Security-Policy")!;
  return { status: answer.status, cache: answer.headers.get("Cache-Control"), html, sight, policy };
}

function textsOf({ page }: FirstSight): string[] {
  return page!.events.flatMap((event) => event.type === "message.posted" ? [event.message.text] : []);
}
