import type { Page } from "playwright-core";
import { DatabaseSync } from "node:sqlite";
import { assertEquals, assertGreater } from "@std/assert";
import { browserTest, withPeople, withVisitors } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { PAYLOADS } from "../support/payloads.ts";
import type { Person } from "../support/person.ts";
import { type TestServer, withServer } from "../support/server.ts";

const FAST = { MESSAGE_BURST: "1000", MESSAGE_RATE: "1000" };
const PHONE = { viewport: { width: 390, height: 844 } };

browserTest(
  "what people write runs nowhere: messages and links, with the sender, the receiver, and after a reload",
  async () => {
    await withServer(FAST, async (server) => {
      await withPeople(server, ["Ada", "Bo"], async ({ ada, bo }) => {
        const canary = await watch(ada, bo);
        const token = await tokenOf(ada);
        for (const some of inParts(PAYLOADS, 15)) {
          for (const text of some) await post(server, token, text);
          for (const person of [ada, bo]) await seesLast(person, some);
          for (const person of [ada, bo]) {
            await person.reload();
            await seesLast(person, some);
          }
        }
        // What is a link at all leads over http, https or by mail, opens apart and takes nothing with it.
        for (const person of [ada, bo]) await checkPage(person.page);
        await canary.isSilent(server);
      });
    });
  },
);

browserTest(
  "names, room names and topics run nowhere, though they stand in the store as no rule would let them",
  async () => {
    await withServer({ GRACE: "3600" }, async (server) => {
      const tokens = [await server.signIn("ada"), await server.signIn("bo")];
      await server.stop();
      plant(`${server.config.dataDir}/parley.db`);
      await server.restart();
      await withVisitors(server, ["Ada"], async ({ ada }) => {
        await visit(server, ada, tokens[0]!);
      });
      await withVisitors(server, ["Bo"], async ({ bo }) => {
        await visit(server, bo, tokens[1]!);
      }, PHONE);
    });
  },
);

browserTest(
  "names and rooms that the server takes run nowhere; what it refuses, it refuses in words",
  async () => {
    await withServer({}, async (server) => {
      await withPeople(server, ["Ada"], async ({ ada }) => {
        const canary = await watch(ada);
        const taken = { names: [] as string[], rooms: [] as string[] };
        for (const [n, payload] of PAYLOADS.entries()) {
          const person = await server.call("POST /api/session", { json: { username: payload } });
          if (person.status === 201) taken.names.push((person.body.user as { name: string }).name);
          else assertEquals([payload, person.status], [payload, 400]);
          const token = await server.signIn(`maker${n}`);
          const room = await server.call("POST /api/rooms", {
            token,
            json: { name: payload, topic: payload },
          });
          if (room.status === 201) taken.rooms.push((room.body.room as { name: string }).name);
          else assertEquals([payload, [400, 409].includes(room.status)], [payload, true]);
        }
        assertGreater(taken.rooms.length, 30);
        await ada.page.getByRole("button", { name: "Browse rooms" }).click();
        await eventually(
          async () => {
            const names = await ada.page.locator(".directory-name bdi").allTextContents();
            return taken.rooms.every((name) => names.includes(name)) || undefined;
          },
          () => "A room is not in the directory as it is called",
        );
        await checkPage(ada.page);
        await canary.isSilent(server);
      });
    });
  },
);

browserTest("a name of a person who is here, types, comes in or is one's own runs nowhere", async () => {
  await withServer(FAST, async (server) => {
    await withVisitors(server, ["Ada"], async ({ ada }) => {
      const canary = await watch(ada);
      let payload = PAYLOADS[0]!;
      // The page hears of other names than the server told: as if the server let anything through.
      const twist = (text: string) => text.replaceAll(/"(?:mallory|Ada)"/g, () => JSON.stringify(payload));
      await ada.page.routeWebSocket(/\/ws$/, (socket) => {
        const real = socket.connectToServer();
        real.onMessage((message) => socket.send(twist(String(message))));
      });
      await ada.page.route("**/api/session", async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: twist(await response.text()) });
      });
      await ada.page.reload();
      await ada.signIn();
      await ada.page.locator(".people-button").click();
      const mallory = await server.signIn("mallory");
      for (payload of PAYLOADS) {
        const shown = payload;
        const client = await server.connect({ token: mallory });
        await ada.reload();
        if (!await ada.page.locator("aside.people").isVisible()) {
          await ada.page.locator(".people-button").click();
        }
        await client.ask({ type: "typing", room: "lobby" });
        await seesText(ada.page, ".typing bdi", shown);
        await seesText(ada.page, "aside.people bdi", shown);
        await seesText(ada.page, ".you-name bdi", shown);
        await client.ask({ type: "message.post", room: "lobby", text: "hello" });
        await seesText(ada.page, ".author", shown);
        await client.close();
      }
      await checkPage(ada.page);
      await canary.isSilent(server);
    });
  });
});

/** Writes for each payload a room, and a person who made it, came in, was renamed, is here and has said it. */
function plant(path: string): void {
  const database = new DatabaseSync(path);
  const rowid = (sql: string, ...values: (string | number | null)[]) =>
    Number(database.prepare(sql).run(...values).lastInsertRowid);
  const now = Date.now();
  const visitors = database.prepare("SELECT no FROM users").all() as { no: number }[];
  database.exec("BEGIN");
  for (const [n, payload] of PAYLOADS.entries()) {
    const user = rowid("INSERT INTO users (name, created_at) VALUES (?, ?)", payload, now);
    rowid("INSERT INTO usernames (skeleton, user, held_until) VALUES (?, ?, NULL)", `planted ${n}`, user);
    const room = rowid(
      `INSERT INTO rooms (id, name, topic, epoch, seq, messages, created_at, made_by)
        VALUES (?, ?, ?, 'e', 4, 1, ?, ?)`,
      `planted-${n}`,
      payload,
      payload,
      now,
      user,
    );
    const log: [type: string, body: unknown, clientId: string | null, ordinal: number][] = [
      ["room.created", { name: payload, topic: payload }, null, 0],
      ["member.joined", {}, null, 0],
      ["message.posted", payload, `k${n}`, 1],
      ["member.renamed", { name: payload, was: payload }, null, 1],
    ];
    for (const [index, [type, body, clientId, ordinal]] of log.entries()) {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      rowid(
        "INSERT INTO events (room, seq, type, at, user, client_id, ordinal, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ...[room, index + 1, type, now, user, clientId, ordinal, text],
      );
    }
    for (const no of [user, ...visitors.map(({ no }) => no)]) {
      rowid("INSERT INTO memberships (room, user, read_seq, read_ordinal) VALUES (?, ?, 2, 0)", room, no);
    }
  }
  database.exec("COMMIT");
  database.close();
}

/** Looks at every planted room, at all lists of rooms, and at addresses that are payloads themselves. */
async function visit(server: TestServer, person: Person, token: string): Promise<void> {
  const { page } = person;
  const canary = await watch(person);
  await person.context.addCookies([{ name: "parley_session", value: token, url: person.path.url }]);
  const phone = page.viewportSize()!.width < 600;
  for (const [n, payload] of PAYLOADS.entries()) {
    await page.goto(`${person.path.url}/#/rooms/planted-${n}`);
    await seesText(page, "h1 bdi", payload);
    await seesText(page, ".room-title p", payload);
    await seesText(page, ".beginning-name bdi", payload);
    await seesText(page, ".author", payload);
    await seesText(page, ".notices bdi", payload);
    await seesMessages(page, [payload]);
    if (n === 0 || phone) await page.locator(".people-button").click();
    await seesText(page, "aside.people bdi", payload);
    if (phone) await page.locator("aside.people").getByRole("button", { name: "Close" }).click();
    await eventually(
      async () => flat(await page.title()).includes(flat(payload)) || undefined,
      () => `The title does not name ${payload}`,
    );
    await checkPage(page);
  }
  if (phone) await page.locator("button.back").click();
  for (const payload of PAYLOADS) await seesText(page, ".sidebar .room-name", payload);
  await page.getByRole("button", { name: "Browse rooms" }).click();
  for (const payload of PAYLOADS) {
    await seesText(page, ".directory-name bdi", payload);
    await seesText(page, ".directory-topic", payload);
  }
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Go to a room" }).click();
  for (const payload of PAYLOADS) await seesText(page, "#switcher-rooms bdi", payload);
  await page.keyboard.press("Escape");
  for (const payload of PAYLOADS) {
    await page.evaluate((id) => location.hash = `#/rooms/${id}`, payload);
    await page.evaluate((id) => location.hash = `#/rooms/${encodeURIComponent(id)}`, payload);
    await page.getByRole("heading", { name: "You are not in this room yet" }).waitFor();
  }
  await checkPage(page);
  await canary.isSilent(server);
}

interface Canary {
  /** Throws where a script of a payload has run, or the policy had to stop one; the page's own errors are watched by withVisitors(). */
  isSilent(server: TestServer): Promise<void>;
}

/** Listens for what payloads call, on these pages and after each reload; first proves that it hears. */
async function watch(...people: Person[]): Promise<Canary> {
  const heard: string[] = [];
  for (const { page, context } of people) {
    await context.exposeFunction("__xss", (what: unknown) => heard.push(String(what)));
    page.on("dialog", (dialog) => {
      heard.push(dialog.message());
      dialog.dismiss().catch(() => {});
    });
    page.on("popup", () => heard.push("a window"));
    page.on("frameattached", () => heard.push("a frame"));
    await page.reload();
    await page.evaluate(() => (globalThis as unknown as { __xss(n: number): unknown }).__xss(0));
  }
  assertEquals(heard, people.map(() => "0"));
  heard.length = 0;
  return {
    async isSilent(server) {
      for (const { page } of people) await page.evaluate(() => new Promise(requestAnimationFrame));
      assertEquals(heard, []);
      const figures = await (await fetch(`${server.url}/metrics`)).text();
      assertEquals(figures.match(/^parley_csp_violations_total.*$/gm), null);
    },
  };
}

/** Nothing on the page is there because somebody wrote it. */
async function checkPage(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const scripts = [...document.scripts].filter(({ src }) => !src.startsWith(`${location.origin}/assets/`));
    const strange = document.querySelectorAll(
      "iframe, frame, object, embed, base, style, math, template, img, video, audio, marquee, form[action], meta[http-equiv], script:not([src])",
    );
    const handlers = [...document.querySelectorAll("*")].filter((one) =>
      one.getAttributeNames().some((name) => name.startsWith("on"))
    );
    const links = [...document.querySelectorAll<HTMLAnchorElement>("a[href], area[href]")].filter((link) => {
      if (link.getAttribute("href")!.startsWith("#")) return false;
      return !/^(https?|mailto):$/.test(link.protocol) || link.target !== "_blank" ||
        link.rel !== "noopener noreferrer nofollow";
    });
    return [...scripts, ...strange, ...handlers, ...links].map((one) => one.outerHTML.slice(0, 200));
  });
  assertEquals(found, []);
}

async function seesText(page: Page, selector: string, text: string): Promise<void> {
  let seen: string[] = [];
  await eventually(
    async () => (seen = await page.locator(selector).allTextContents()).includes(text) || undefined,
    () => `${selector} shows ${JSON.stringify(seen.slice(0, 5))}, not ${JSON.stringify(text)}`,
  );
}

/** Waits until these are the last messages, each as it was written. */
async function seesLast({ page }: Person, texts: readonly string[]): Promise<void> {
  await seesMessages(page, texts);
}

async function seesMessages(page: Page, texts: readonly string[]): Promise<void> {
  let seen: string[] = [];
  await eventually(
    async () => {
      seen = (await page.evaluate(readMessages)).slice(-texts.length);
      return JSON.stringify(seen) === JSON.stringify(texts) || undefined;
    },
    () => `The log ends with ${JSON.stringify(seen)}, not with ${JSON.stringify(texts)}`,
  );
}

/** Runs in the page. Where a link leads is told beside it, and is no part of the text. */
function readMessages(): string[] {
  return [...document.querySelectorAll("[role=log] article:not(.pending) .text")].map((one) => {
    const copy = one.cloneNode(true) as Element;
    for (const host of copy.querySelectorAll(".host")) host.remove();
    return copy.textContent!;
  });
}

async function post(server: TestServer, token: string, text: string): Promise<void> {
  const json = { id: crypto.randomUUID(), text };
  const { status } = await server.call("POST /api/rooms/lobby/messages", { token, json });
  assertEquals([text, status], [text, 201]);
}

/** The token of a browser, which the page itself cannot read. */
async function tokenOf({ context, page }: Person): Promise<string> {
  assertEquals(await page.evaluate(() => document.cookie), "");
  const cookies = await context.cookies();
  return cookies.find(({ name }) => name === "parley_session")!.value;
}

function inParts<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}

/** As a title shows it. */
function flat(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
