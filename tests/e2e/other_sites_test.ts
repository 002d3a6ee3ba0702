import type { Page } from "playwright-core";
import { assert, assertEquals } from "@std/assert";
import { browserTest, withVisitors } from "../support/browser.ts";
import { launchChromium } from "../support/chromium.ts";
import type { Person } from "../support/person.ts";
import { type TestServer, withServer } from "../support/server.ts";

/** Where the attacking page stands: on another host, and on the victim's own host at another port, which shares cookies. */
const SITES: [what: string, host: string][] = [
  ["on another host", "localhost"],
  ["on the same host at another port", "127.0.0.1"],
];

for (const [what, host] of SITES) {
  browserTest(`a page ${what} can do nothing with the session of whoever looks at it`, async () => {
    await withServer({}, async (server) => {
      await withVisitors(server, ["Ada"], async ({ ada }) => {
        await ada.signIn();
        await ada.say("mine");
        await ada.sees("mine");
        await using site = serveSite(host);
        // Straight to the server, not by the path in between: cookies do not look at ports.
        const target = server.url;
        const page = await ada.context.newPage();
        await page.goto(site.url);
        for (const [attempt, run] of ATTEMPTS) {
          const got = await page.evaluate(run, target);
          assertEquals([attempt, got], [attempt, "nothing"]);
        }
        await submitForms(page, site.url, target);
        await frame(page, target);
        await openWindow(page, target);
        await page.close();
        await isUnhurt(server, ada);
      });
    });
  });
}

browserTest(
  "a name server that points a foreign name here gains nothing: no page, no API, no socket",
  async () => {
    await withServer({}, async (server) => {
      const { port } = new URL(server.url);
      const browser = await launchChromium({}, ["--host-resolver-rules=MAP *.example 127.0.0.1"]);
      try {
        const page = await browser.newPage();
        for (const name of ["evil.example", "127.0.0.1.evil.example", "localhost.example"]) {
          const url = `http://${name}:${port}`;
          const answer = await page.goto(url);
          assertEquals([name, answer!.status()], [name, 421]);
          // From here on the attacker's page is same-origin with the server, as far as the browser can know.
          const got = await page.evaluate(async (url) => {
            const call = (path: string, init?: RequestInit) =>
              fetch(url + path, init).then(({ status }) => status);
            const json = { "content-type": "application/json" };
            const socket = new WebSocket(`${url.replace("http", "ws")}/ws?username=mallory`);
            const outcome = new Promise((resolve) => {
              socket.onopen = () => resolve("open");
              socket.onclose = ({ code }) => resolve(code);
            });
            return [
              await call("/api/session"),
              await call("/api/session", { method: "POST", headers: json, body: `{"username":"mallory"}` }),
              await call("/api/rooms"),
              await outcome,
            ];
          }, url);
          assertEquals([name, ...got], [name, 421, 421, 421, 1006]);
        }
      } finally {
        await browser.close();
      }
      assertEquals((await server.readLog("websocket")).length, 0);
    });
  },
);

/** Each runs in the attacking page and says what it got out of the server: "nothing". */
const ATTEMPTS: [what: string, run: (target: string) => Promise<string>][] = [
  ["a socket with the victim's cookie", (target) => {
    const socket = new WebSocket(`${target.replace("http", "ws")}/ws`);
    return new Promise((resolve) => {
      socket.onmessage = ({ data }) => resolve(`the socket said ${data}`);
      socket.onopen = () => resolve("the socket is open");
      socket.onclose = () => resolve("nothing");
    });
  }],
  ["a socket by a name", (target) => {
    const socket = new WebSocket(`${target.replace("http", "ws")}/ws?username=mallory`);
    return new Promise((resolve) => {
      socket.onopen = () => resolve("the socket is open");
      socket.onclose = () => resolve("nothing");
    });
  }],
  ["reading who it is", (target) =>
    fetch(`${target}/api/session`, { credentials: "include" }).then(
      async (answer) => `read ${await answer.text()}`,
      () => "nothing",
    )],
  [
    "reading messages",
    (target) =>
      fetch(`${target}/api/rooms/lobby/messages`, { credentials: "include" }).then(
        async (answer) => `read ${await answer.text()}`,
        () => "nothing",
      ),
  ],
  ["posting JSON", (target) =>
    fetch(`${target}/api/rooms/lobby/messages`, {
      method: "POST",
      credentials: "include",
      headers: { "content-type": "application/json" },
      body: `{"id":"forged-1","text":"forged"}`,
    }).then(() => "it was let through", () => "nothing")],
  // These go out without asking: what counts is that nothing comes of them, which isUnhurt() looks at.
  ["posting JSON as text", async (target) => {
    await fetch(`${target}/api/rooms/lobby/messages`, {
      method: "POST",
      mode: "no-cors",
      credentials: "include",
      headers: { "content-type": "text/plain" },
      body: `{"id":"forged-2","text":"forged"}`,
    }).catch(() => {});
    return "nothing";
  }],
  ["renaming", async (target) => {
    await fetch(`${target}/api/session`, {
      method: "POST",
      mode: "no-cors",
      credentials: "include",
      body: new Blob([`{"username":"forged"}`], { type: "text/plain;application/json" }),
    }).catch(() => {});
    return "nothing";
  }],
  ["a beacon", (target) => {
    const body = new Blob([`{"id":"forged-3","text":"forged"}`], { type: "text/plain" });
    navigator.sendBeacon(`${target}/api/rooms/lobby/messages`, body);
    return Promise.resolve("nothing");
  }],
  [
    "signing out",
    (target) =>
      fetch(`${target}/api/session`, { method: "DELETE", credentials: "include" }).then(
        () => "it was let through",
        () => "nothing",
      ),
  ],
  ["loading the API as a script, a picture and a style", (target) =>
    new Promise((resolve) => {
      const parts = [
        Object.assign(document.createElement("script"), { src: `${target}/api/rooms` }),
        Object.assign(document.createElement("img"), { src: `${target}/favicon.svg` }),
        Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${target}/api/session` }),
      ];
      let failed = 0;
      for (const part of parts) {
        part.onload = () => resolve(`${part.tagName} was loaded`);
        part.onerror = () => ++failed === parts.length && resolve("nothing");
        document.body.append(part);
      }
    })],
];

/** Forms go anywhere, with cookies where the site is the same. */
async function submitForms(page: Page, home: string, target: string): Promise<void> {
  const forms: [path: string, enctype: string, name: string, value: string][] = [
    ["/api/rooms/lobby/messages", "text/plain", `{"id":"forged-4","text":"forged","x":"`, `"}`],
    ["/api/rooms/lobby/messages", "application/x-www-form-urlencoded", "text", "forged"],
    ["/api/session", "multipart/form-data", "username", "forged"],
  ];
  for (const fields of forms) {
    await page.goto(home);
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === "POST"),
      page.waitForURL(target + fields[0]),
      page.evaluate(([target, [path, enctype, name, value]]) => {
        const form = document.createElement("form");
        const input = Object.assign(document.createElement("input"), { name, value });
        Object.assign(form, { method: "POST", action: target + path, enctype });
        form.append(input);
        document.body.append(form);
        form.submit();
      }, [target, fields] as const),
    ]);
    assertEquals([fields[1], answer.status()], [fields[1], 403]);
  }
  await page.goto(home);
}

/** The page of the server is not shown in a frame of another. */
async function frame(page: Page, target: string): Promise<void> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().startsWith(target)),
    page.evaluate((target) => {
      document.body.append(Object.assign(document.createElement("iframe"), { src: target }));
    }, target),
  ]);
  assertEquals(answer.headers()["x-frame-options"], "DENY");
  await page.waitForFunction(() => {
    try {
      // The error page that stands in for it is of no origin at all.
      return document.querySelector("iframe")!.contentDocument === null;
    } catch {
      return true;
    }
  });
  for (const one of page.frames().slice(1)) {
    assert(!(await one.content().catch(() => "")).includes("data-island"), "The page is in a frame");
  }
}

/** A window that the other page opens is out of its reach. */
async function openWindow(page: Page, target: string): Promise<void> {
  const [opened] = await Promise.all([
    page.context().waitForEvent("page"),
    page.evaluate((target) => {
      (globalThis as unknown as { opened: Window }).opened = open(target)!;
    }, target),
  ]);
  await opened.locator("#composer").waitFor();
  assertEquals(await opened.evaluate(() => opener), null);
  const state = await page.evaluate(() => {
    const { opened } = globalThis as unknown as { opened: Window };
    opened.postMessage("hello", "*");
    return [opened.closed, opened.length];
  });
  // Cut off, it looks as if it had been closed.
  assertEquals(state, [true, 0]);
  await opened.close();
}

/** What the victim has said, is called and is signed in as, is as it was; nobody came in. */
async function isUnhurt(server: TestServer, ada: Person): Promise<void> {
  await ada.say("still mine");
  await ada.sees("mine", "still mine");
  await ada.reload();
  assertEquals(await ada.messages(), ["mine", "still mine"]);
  const cookies = await ada.context.cookies();
  const token = cookies.find(({ name }) => name === "parley_session")!.value;
  const who = await server.call<{ user: { name: string } }>("GET /api/session", { token });
  assertEquals([who.status, who.body.user.name], [200, "Ada"]);
  const opened = (await server.readLog("websocket")).filter(({ event }) => event === "open");
  assertEquals(new Set(opened.map(({ user }) => user)).size, 1);
}

/** A website of somebody else, with one empty page. */
function serveSite(host: string): { url: string } & AsyncDisposable {
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () =>
      new Response("<!doctype html><title>evil</title><body>", { headers: { "Content-Type": "text/html" } }),
  );
  return {
    url: `http://${host}:${server.addr.port}/`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
