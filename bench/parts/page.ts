import type { Browser, Page } from "playwright-core";
import { CHROMIUM, launchChromium } from "../../tests/support/chromium.ts";
import {
  firstMessage,
  MESSAGE,
  type Network,
  openContext,
  slowDown,
  untilKept,
  visits,
} from "../page/browser.ts";
import { heapMegabytes, tabMegabytes } from "../page/memory.ts";
import { Poster } from "../page/poster.ts";
import { watch, watched } from "../page/watch.ts";
import { type Figures, type Look, median, type Part, settle } from "../support/part.ts";
import { seed, type Seeded } from "../support/seed.ts";
import { withPeer } from "../support/server.ts";

const ROOMS = 1_000;
const MESSAGES = 100_000;
const OTHERS = 100;
const SCROLLED = 20_000;
const VISITS = 3;
const FAST_3G: Network = { latency: 150, download: 1.6e6 / 8, upload: 750e3 / 8 };
/** What the developer tools of Chromium call so. */
const TOOLS_3G: Network = { latency: 562.5, download: 1.6e6 * 0.9 / 8, upload: 750e3 * 0.9 / 8 };

/** The page in Chromium: how soon the first message is there. */
export const visiting: Part = {
  name: "visiting",
  letters: "i",
  ownOnly: true,
  rounds: 1,
  measure: staged(measureVisits),
};
/** The page in Chromium: rooms, typing, floods, memory. */
export const working: Part = {
  name: "working",
  letters: "i",
  ownOnly: true,
  rounds: 1,
  measure: staged(measureWork),
};

interface Stage {
  browser: Browser;
  url: string;
  seeded: Seeded;
}

/** Measures on a server with all these rooms and messages, in a browser of its own. */
function staged(measure: (stage: Stage) => Promise<Figures>): (look: Look) => Promise<Figures> {
  return async function measureStaged({ peer, tools }) {
    if (CHROMIUM === undefined) throw new Error("Chromium is not here");
    const dataDir = await Deno.makeTempDir({ dir: tools.dir });
    const seeded = await seed(dataDir, {
      people: 2,
      rooms: ROOMS,
      messages: MESSAGES,
      others: OTHERS,
      // One is in a few rooms, the other in all of them.
      roomsOf: (person) => Array.from({ length: person === 0 ? 10 : ROOMS }, (_, index) => index),
    });
    return await withPeer(peer, tools, async ({ port }) => {
      const browser = await launchChromium();
      try {
        return await measure({ browser, url: `http://127.0.0.1:${port}/`, seeded });
      } finally {
        await browser.close();
      }
    }, { dataDir });
  };
}

/** How soon the first message is there, on a slow machine and a slow network. */
async function measureVisits({ browser, url, seeded }: Stage): Promise<Figures> {
  const token = seeded.tokens[0]!;
  const cold = async (network: Network) => {
    const found: number[] = [];
    for (let visit = 0; visit < VISITS; visit++) {
      await using context = await openContext(browser, url, token);
      const page = await context.newPage();
      await slowDown(page, network);
      await page.goto(url);
      found.push(await firstMessage(page));
    }
    return median(found);
  };
  const first_cold = await cold(FAST_3G);
  const first_cold_tools = await cold(TOOLS_3G);
  await using context = await openContext(browser, url, token);
  const page = await context.newPage();
  // Without service worker and without what is kept: the browser has only the files that it may keep for good.
  await context.addInitScript(() => {
    Object.defineProperty(navigator, "serviceWorker", { value: undefined, configurable: true });
    indexedDB.deleteDatabase("parley-kept");
    localStorage.removeItem("parley:kept");
  });
  await page.goto(url);
  await slowDown(page, FAST_3G);
  const first_warm = await visits(page, url, VISITS);
  await using kept = await openContext(browser, url, token);
  const again = await kept.newPage();
  await again.goto(url);
  await untilKept(again, 5);
  const session = await slowDown(again, FAST_3G);
  const first_kept = await visits(again, url, VISITS);
  await session.detach();
  await slowDown(again, TOOLS_3G);
  const first_kept_tools = await visits(again, url, VISITS);
  return { first_cold, first_warm, first_kept, first_cold_tools, first_kept_tools };
}

/** A day's work in a thousand rooms, on this machine as it is. */
async function measureWork({ browser, url, seeded }: Stage): Promise<Figures> {
  await using context = await openContext(browser, url, seeded.tokens[1]!);
  const page = await context.newPage();
  await page.goto(url);
  const first_thousand = await firstMessage(page);
  await untilKept(page, 40);
  await page.goto(`${url}#/rooms/room-0`);
  await page.reload();
  const first_thousand_kept = await firstMessage(page);
  const rooms = await measureRooms(page);
  const room = seeded.rooms[0]!.id;
  await openRoom(page, room);
  const poster = await Poster.open(url.replace(/\/$/, ""), room);
  await followEnd(page);
  try {
    await watch(page);
    await poster.post(room, { rate: 200, seconds: 30 });
    await settle(1_000);
    const flood = await watched(page);
    await watch(page);
    const typing = poster.post(room, { rate: 20, seconds: 15 });
    await page.locator("#composer").focus();
    await page.keyboard.type("what one types while others talk ".repeat(5), { delay: 80 });
    await typing;
    await settle(500);
    const { interactions } = await watched(page);
    // As browsers report it: the longest, but for one in fifty.
    const typing_inp = interactions[Math.floor(interactions.length / 50)] ?? 16;
    await page.locator("#composer").fill("");
    const scrolled = await measureScrolling({ browser, page });
    return {
      first_thousand,
      first_thousand_kept,
      ...rooms,
      flood_long_tasks: flood.tasks.length,
      flood_longest: flood.tasks[0] ?? 0,
      typing_inp,
      typing_worst: interactions[0] ?? 16,
      ...scrolled,
    };
  } finally {
    poster.close();
  }
}

/** How long rooms take to open: for the first time in this tab, by what is kept, and again. */
async function measureRooms(page: Page): Promise<Figures> {
  const kept: number[] = [];
  const memory: number[] = [];
  // By name: room-1, room-10, room-100, room-101 … are those that are fetched first.
  const names = ["room-1", ...Array.from({ length: 10 }, (_, index) => `room-${100 + index}`)];
  for (const name of names) kept.push(await openRoom(page, name));
  for (const name of names) memory.push(await openRoom(page, name));
  return { room_kept: median(kept), room_kept_worst: Math.max(...kept), room_memory: median(memory) };
}

/** Clicks on a room, and gives the milliseconds until its messages are drawn. */
async function openRoom(page: Page, name: string): Promise<number> {
  return await page.evaluate(async ({ name, selector }) => {
    const link = document.querySelector<HTMLAnchorElement>(`a[href="#/rooms/${name}"]`)!;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const begin = performance.now();
    link.click();
    do await frame(); while (
      document.querySelector("h1")?.textContent !== name || document.querySelector(selector) === null
    );
    await frame();
    return performance.now() - begin;
  }, { name, selector: MESSAGE });
}

/** A room with unread messages opens at the first of them: goes on to the last one, where all that comes is drawn. */
async function followEnd(page: Page): Promise<void> {
  const jump = page.locator(".jump");
  await jump.click();
  await jump.waitFor({ state: "detached" });
}

/** Scrolls back through the log of the open room, and looks at what the tab takes then. */
async function measureScrolling({ browser, page }: { browser: Browser; page: Page }): Promise<Figures> {
  const before = await tabMegabytes(browser, page);
  const begin = performance.now();
  const messages = await page.evaluate(async ({ count, selector }) => {
    const seqOf = () => Number(document.querySelector<HTMLElement>(selector)?.dataset.seq);
    const start = seqOf();
    const log = document.querySelector("[role=log]")!;
    for (let look = 0; look < 20_000 && !(start - seqOf() >= count); look++) {
      log.scrollTop = 0;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return start - seqOf();
  }, { count: SCROLLED, selector: MESSAGE });
  if (messages < SCROLLED) throw new Error(`Only ${messages} messages were scrolled`);
  const seconds = (performance.now() - begin) / 1000;
  return {
    before_megabytes: before,
    scrolled_megabytes: await tabMegabytes(browser, page),
    scrolled_heap: await heapMegabytes(page),
    scrolled_seconds: seconds,
  };
}
