import { assertEquals, assertRejects } from "@std/assert";
import { createHash } from "node:crypto";
import { Shell } from "../../../../src/client/service_worker/shell.ts";

const ORIGIN = "https://chat.example";
const PAGE = "<!doctype html>one";
const MAIN = "/assets/main.0123456789ab.js";
const CHUNK = "/assets/chunk.ffffffffffff.js";

Deno.test("what a build consists of is answered without a network, and nothing else is", async () => {
  const { shell, network } = browser();
  await shell.install();
  network.away = true;
  assertEquals(await textOf(shell, "/", "navigate"), PAGE);
  assertEquals(await textOf(shell, MAIN), `file ${MAIN}`);
  assertEquals(await textOf(shell, "/favicon.svg"), "file /favicon.svg");
  // A page that only a server with another version may know shows the app.
  assertEquals(await textOf(shell, "/invitations/x", "navigate"), PAGE);
  for (const path of ["/api/session", "/api/rooms", "/ws", "/metrics", "/other.txt"]) {
    assertEquals(shell.answer(request(path)), undefined, path);
  }
  for (const path of ["/api/rooms", "/metrics", "/healthz"]) {
    assertEquals(shell.answer(request(path, "navigate")), undefined, path);
  }
});

Deno.test("requests that change something and those to other hosts go their way", async () => {
  const { shell } = browser();
  await shell.install();
  assertEquals(shell.answer(new Request(`${ORIGIN}/`, { method: "POST" })), undefined);
  assertEquals(shell.answer(new Request("https://elsewhere.example/")), undefined);
});

Deno.test("a build is kept whole or not at all", async () => {
  const { shell, network, caches } = browser();
  network.missing = MAIN;
  await assertRejects(() => shell.install(), Error, `${MAIN} is answered 404`);
  assertEquals([...caches.all.keys()], []);
});

Deno.test("a page of another build, as a server sends that has just been replaced, is not taken in", async () => {
  const { shell, network, caches } = browser();
  network.page = "<!doctype html>two";
  await assertRejects(() => shell.install(), Error, "another build");
  assertEquals([...caches.all.keys()], []);
});

Deno.test("the build before is kept for the tabs that show it, older ones are not", async () => {
  const { caches, network } = browser();
  for (const build of ["one", "two", "three"]) {
    const shell = makeShell(build, { caches, network });
    await shell.install();
    await shell.activate();
  }
  assertEquals([...caches.all.keys()], ["parley-page-two", "parley-page-three"]);
  network.away = true;
  const newest = makeShell("three", { caches, network, files: [] });
  assertEquals(await textOf(newest, CHUNK), `file ${CHUNK}`);
});

class Network {
  away = false;
  missing = "";
  page = PAGE;

  fetch(request: Request): Promise<Response> {
    if (this.away) return Promise.reject(new TypeError("no network"));
    const { pathname } = new URL(request.url);
    if (pathname === this.missing) return Promise.resolve(new Response("", { status: 404 }));
    return Promise.resolve(new Response(pathname === "/" ? this.page : `file ${pathname}`));
  }
}

/** Caches as browsers have them, as far as they are used. */
class Caches {
  readonly all = new Map<string, Map<string, Response>>();

  open(name: string): Promise<Cache> {
    if (!this.all.has(name)) this.all.set(name, new Map());
    const cache = this.all.get(name)!;
    return Promise.resolve(
      {
        put: (path: string, response: Response) => Promise.resolve(void cache.set(path, response)),
        match: (path: string) => Promise.resolve(cache.get(path)?.clone()),
      } as unknown as Cache,
    );
  }

  keys(): Promise<string[]> {
    return Promise.resolve([...this.all.keys()]);
  }

  delete(name: string): Promise<boolean> {
    return Promise.resolve(this.all.delete(name));
  }

  match(url: RequestInfo | URL): Promise<Response | undefined> {
    const path = new URL(url as string).pathname;
    const found = [...this.all.values()].find((cache) => cache.has(path))?.get(path);
    return Promise.resolve(found?.clone());
  }
}

function browser() {
  const caches = new Caches();
  const network = new Network();
  return { shell: makeShell("one", { caches, network }), caches, network };
}

function makeShell(
  build: string,
  { caches, network, files = [MAIN, CHUNK, "/favicon.svg"] }: {
    caches: Caches;
    network: Network;
    files?: string[];
  },
): Shell {
  const digest = createHash("sha256").update(PAGE).digest("hex");
  return new Shell({
    build,
    digest,
    files,
    origin: ORIGIN,
    caches,
    fetch: (request) => network.fetch(request),
  });
}

async function textOf(shell: Shell, path: string, mode?: string): Promise<string> {
  return await (await shell.answer(request(path, mode))!).text();
}

/** Only browsers make requests that navigate. */
function request(path: string, mode = "cors"): Request {
  return Object.defineProperty(new Request(ORIGIN + path), "mode", { value: mode });
}
