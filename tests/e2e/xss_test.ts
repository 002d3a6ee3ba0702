import type { Page } from "playwright-core";
import { DatabaseSync } from "node:sqlite";
import { assertEquals, assertGreater } from "@std/assert";
import { parseMarkdown } from "../../src/client/format/markdown/markdown.ts";
import { plainText } from "../../src/client/format/markdown/plain.ts";
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
        for (const some of inParts(PAYLOADS, 27)) {
          for (const text of some) await post(server, token, text);
          for (const { page } of [ada, bo]) await seesMessages(page, some);
          for (const person of [ada, bo]) {
            await person.reload();
            await seesMessages(person.page, some);
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

browserTest(
  "a name of someone who is here, types or is the reader runs nowhere, whatever a server tells",
  async () => {
    await withServer({}, async (server) => {
      await withVisitors(server, ["Ada"], async ({ ada }) => {
        const canary = await watch(ada);
        let tell: (events: unknown[]) => void = () => {};
        await ada.page.routeWebSocket(/\/ws$/, (socket) => {
          socket.connectToServer();
          tell = (events) => socket.send(JSON.stringify(events));
        });
        await ada.page.reload();
        await ada.signIn();
        await ada.say("hello");
        await ada.page.locator(".people-button").click();
        const own = await server.call("GET /api/session", { token: await tokenOf(ada) });
        const { id } = own.body.user as { id: string };
        for (const [n, name] of PAYLOADS.entries()) {
          const user = { id: "u999", name };
          tell([
            { type: "presence.joined", room: "lobby", user, online: 2 },
            { type: "typing", room: "lobby", user },
            { type: "user.renamed", user: { id, name } },
          ]);
          let seen: (string | null)[] = [];
          await eventually(
            async () => {
              seen = await ada.page.evaluate(readNames);
              return JSON.stringify(seen) === JSON.stringify(Array(5).fill(name)) || undefined;
            },
            () => `Payload ${n} is shown as ${JSON.stringify(seen)}`,
          );
        }
        await checkPage(ada.page);
        await canary.isSilent(server);
      });
    });
  },
);

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
  await page.reload();
  const phone = page.viewportSize()!.width < 600;
  for (const [n, payload] of PAYLOADS.entries()) {
    await page.evaluate((hash) => location.hash = hash, `#/rooms/planted-${n}`);
    if (n === 0 || (phone && n % 20 === 0)) await page.locator(".people-button").click();
    let seen: unknown;
    await eventually(
      async () => {
        const { people, title, text, ...room } = seen = await page.evaluate(readRoom);
        const whole = Object.values(room).every((all) =>
          all.length > 0 && all.every((one) => one === payload)
        ) && JSON.stringify(text) === JSON.stringify([shownText(payload)]);
        const panel = people.length === 0 ? phone : people.includes(payload);
        return (whole && panel && title.includes(flat(payload))) || undefined;
      },
      () => `Room ${n} does not show ${JSON.stringify(payload)}, but ${JSON.stringify(seen)}`,
    );
    if (phone && n % 20 === 0) {
      await page.locator("aside.people").getByRole("button", { name: "Close" }).click();
    }
    await checkPage(page);
  }
  if (phone) await page.locator("button.back").click();
  await seesAll(page, ".sidebar .room-name");
  await page.getByRole("button", { name: "Browse rooms" }).click();
  // It lists a hundred rooms at once.
  await seesAll(page, ".directory-name bdi", 95);
  await seesAll(page, ".directory-topic", 95);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Go to a room" }).click();
  await seesAll(page, "#switcher-rooms bdi");
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

/** Waits until every payload, or so many, are shown by these elements, as they were written. */
async function seesAll(page: Page, selector: string, least = PAYLOADS.length): Promise<void> {
  let missing: string[] = [];
  await eventually(
    async () => {
      const shown = await page.locator(selector).allTextContents();
      missing = PAYLOADS.filter((payload) => !shown.includes(payload));
      return PAYLOADS.length - missing.length >= least || undefined;
    },
    () => `${selector} does not show ${JSON.stringify(missing)}`,
  );
}

/** Waits until these are the last messages, each with all of its text but the marks. */
async function seesMessages(page: Page, written: readonly string[]): Promise<void> {
  const texts = written.map(shownText);
  let seen: string[] = [];
  await eventually(
    async () => {
      seen = (await page.evaluate(readMessages)).slice(-texts.length);
      return JSON.stringify(seen) === JSON.stringify(texts) || undefined;
    },
    () => `The log ends with ${JSON.stringify(seen)}, not with ${JSON.stringify(texts)}`,
  );
}

/** Runs in the page: who types, the reader, the author of the reader's message, and the two who are here. */
function readNames(): (string | null)[] {
  const all = document.querySelectorAll(".typing bdi, .you-name bdi, .author, aside.people bdi");
  return [...all].map((one) => one.textContent);
}

/** Runs in the page: everything of the open room that should be the payload, the people here, the title. */
function readRoom() {
  const read = (selector: string) => [...document.querySelectorAll(selector)].map((one) => one.textContent!);
  return {
    heading: read("h1 bdi"),
    topic: read(".room-title p"),
    beginning: read(".beginning bdi, .beginning-name + p"),
    author: read(".author"),
    notices: read(".notices bdi"),
    text: [...document.querySelectorAll(".text")].map((one) => {
      // Beside a link stands where it leads, which is no part of the text.
      const copy = one.cloneNode(true) as Element;
      for (const host of copy.querySelectorAll(".host")) host.remove();
      return copy.textContent!.replaceAll("\n", "");
    }),
    people: read("aside.people bdi"),
    title: document.title.replaceAll(/\s+/g, " "),
  };
}

/** Runs in the page. Where a link leads is told beside it, and is no part of the text. */
function readMessages(): string[] {
  return [...document.querySelectorAll("[role=log] article:not(.pending) .text")].map((one) => {
    const copy = one.cloneNode(true) as Element;
    for (const host of copy.querySelectorAll(".host")) host.remove();
    return copy.textContent!.replaceAll("\n", "");
  });
}

/** What a message says on the page, as one line: blocks stand below each other without one. */
function shownText(written: string): string {
  return plainText(parseMarkdown(written)).replaceAll("\n", "").replace(/1\. (?=<svg)/, "");
}

async function post(server: TestServer, token: string, text: string): Promise<void> {
  const json = { id: crypto.randomUUID(), text };
  const { status } = await server.call("POST /api/rooms/lobby/messages", { token, json });
  assertEquals([text, status], [text, 201]);
}

/** The token of a browser, which the page itself cannot read. */
async function tokenOf({ context, page }: Person): Promise<string> {
  // The page has written this one itself; it says which room was open last.
  const readable = (await page.evaluate(() => document.cookie)).split("; ");
  assertEquals(readable.filter((pair) => pair !== "" && !pair.startsWith("parley_room=")), []);
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
