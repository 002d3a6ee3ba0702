import { assert, assertEquals, assertMatch } from "@std/assert";
import { withServer } from "../support/server.ts";

interface Manifest {
  "main.js": string;
  "main.css": string;
  preload: string[];
  files: string[];
}

Deno.test("all that was built is served for good, and what may change is asked for again", async () => {
  await withServer({}, async (server) => {
    const get = async (path: string) => {
      const { status, headers, body } = await fetch(new URL(path, server.url));
      await body?.cancel();
      return { status, cache: headers.get("Cache-Control"), type: headers.get("Content-Type") };
    };
    const manifest: Manifest = await (await fetch(`${server.url}/assets/manifest.json`)).json();
    assert(manifest.files.length > 4, "The script is not in parts");
    for (const file of manifest.files) {
      const { status, cache, type } = await get(`/assets/${file}`);
      assertEquals([file, status, cache], [file, 200, "public, max-age=31536000, immutable"]);
      assertMatch(type!, /^text\/(?:javascript|css)/);
    }
    for (const path of ["/", "/assets/manifest.json", "/favicon.svg"]) {
      assertEquals([path, (await get(path)).cache], [path, "no-cache"]);
    }
  });
});

Deno.test("the page names at once what its script imports first, and nothing that it may never need", async () => {
  await withServer({}, async (server) => {
    const manifest: Manifest = await (await fetch(`${server.url}/assets/manifest.json`)).json();
    const html = await (await fetch(server.url)).text();
    const named = [...html.matchAll(/\/assets\/([^"]+)/g)].map(([, name]) => name);
    assertEquals(named, [manifest["main.css"], ...manifest.preload, manifest["main.js"]]);
    for (const name of manifest.preload) assert(manifest.files.includes(name));
    assert(named.length < manifest.files.length);
  });
});
