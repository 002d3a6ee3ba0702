import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { median, settle } from "../support/part.ts";

/** A network as a phone may have it. */
export interface Network {
  /** Milliseconds a request. */
  latency: number;
  /** Bytes a second. */
  download: number;
  upload: number;
}

export const MESSAGE = "[role=log] article:not(.pending)";

/** Opens a browser of its own for somebody who is signed in by a token. */
export async function openContext(browser: Browser, url: string, token: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addCookies([{ name: "parley_session", value: token, url }]);
  await context.addInitScript(watchFirstMessage, MESSAGE);
  return context;
}

/** Waits until the first message is drawn, and gives the milliseconds from the navigation until then. */
export async function firstMessage(page: Page): Promise<number> {
  const seen = await page.waitForFunction(() => (globalThis as { firstMessage?: number }).firstMessage);
  return (await seen.jsonValue())!;
}

/** Goes to the page as often, and gives the median of the milliseconds to the first message. */
export async function visits(page: Page, url: string, times: number): Promise<number> {
  const found: number[] = [];
  for (let visit = 0; visit < times; visit++) {
    await page.goto("about:blank");
    await settle(300);
    await page.goto(url);
    found.push(await firstMessage(page));
  }
  return median(found);
}

/** Makes the tab as slow as a phone. */
export async function slowDown(page: Page, network: Network): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: network.latency,
    downloadThroughput: network.download,
    uploadThroughput: network.upload,
  });
  return session;
}

/** Waits until the service worker answers for the page and the ends of so many rooms are kept. */
export async function untilKept(page: Page, rooms: number): Promise<void> {
  await page.evaluate(async () => void await navigator.serviceWorker.ready);
  for (let look = 0; look < 600; look++) {
    if (await page.evaluate(countKept) >= rooms) return;
    await settle(200);
  }
  throw new Error(`Fewer than ${rooms} rooms are kept`);
}

/** Runs in the page. */
async function countKept(): Promise<number> {
  const request = indexedDB.open("parley-kept");
  await new Promise((resolve, reject) => {
    request.onsuccess = resolve;
    request.onerror = reject;
  });
  const database = request.result;
  try {
    const count = database.transaction("tails").objectStore("tails").count();
    return await new Promise((resolve) => count.onsuccess = () => resolve(count.result));
  } finally {
    database.close();
  }
}

/** Runs in the page, before anything of it. */
function watchFirstMessage(selector: string): void {
  requestAnimationFrame(function look() {
    if (document.querySelector(selector) === null) return requestAnimationFrame(look);
    requestAnimationFrame(() => {
      (globalThis as { firstMessage?: number }).firstMessage = performance.now();
    });
  });
}
