import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { withPageCopy } from "../support/page_copy.ts";
import { withServer } from "../support/server.ts";

Deno.test("the service worker knows its build and the files of that build, and is asked for anew each time", async () => {
  await withServer({}, async (server) => {
    const answer = await fetch(`${server.url}/service_worker.js`);
    assertEquals(answer.headers.get("Cache-Control"), "no-cache");
    assertMatch(answer.headers.get("Content-Type")!, /^text\/javascript/);
    const { build, files } = toldIn(await answer.text());
    const html = await (await fetch(server.url)).text();
    const named = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path!);
    assert(named.length >= 2 && named.every((path) => files.includes(path)), `${named} not all in ${files}`);
    for (const path of files) {
      const file = await fetch(server.url + path);
      assertEquals([path, file.status], [path, 200]);
      await file.body?.cancel();
    }
    const { build: told } = (await server.connect({ username: "ada" })).welcome;
    assertEquals(told, build);
    const tag = answer.headers.get("ETag")!;
    const again = await fetch(`${server.url}/service_worker.js`, { headers: { "If-None-Match": tag } });
    assertEquals(again.status, 304);
  });
});

Deno.test("a page that differs in anything is another build, the same page over a restart is the same", async () => {
  await withServer({}, async (server) => {
    await withPageCopy("The newer one.", async (newer) => {
      const build = async () => toldIn(await (await fetch(`${server.url}/service_worker.js`)).text()).build;
      const first = await build();
      await server.restart();
      assertEquals(await build(), first);
      await server.restart({}, newer);
      assertNotEquals(await build(), first);
    });
  });
});

function toldIn(script: string): { build: string; files: string[] } {
  return JSON.parse(/^self\.parley=(.*);$/m.exec(script)![1]!);
}
