import type { Browser, Page } from "playwright-core";

/** MB that the process of a tab has for itself, after its garbage was collected: the largest of the browser's tabs. */
export async function tabMegabytes(browser: Browser, page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  for (let time = 0; time < 3; time++) await session.send("HeapProfiler.collectGarbage");
  await session.detach();
  const whole = await browser.newBrowserCDPSession();
  const { processInfo } = await whole.send("SystemInfo.getProcessInfo");
  await whole.detach();
  const tabs = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => privateMegabytes(id));
  return Math.max(...tabs);
}

/** MB of the page's JavaScript heap. */
export async function heapMegabytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize / 1e6;
}

function privateMegabytes(pid: number): number {
  const rollup = Deno.readTextFileSync(`/proc/${pid}/smaps_rollup`);
  const kilobytes = [...rollup.matchAll(/^(?:Private_Clean|Private_Dirty|SwapPss): +(\d+) kB/gm)];
  return kilobytes.reduce((sum, [, count]) => sum + Number(count), 0) / 1024;
}
