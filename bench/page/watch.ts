import type { Page } from "playwright-core";

interface Watched {
  tasks: number[];
  interactions: Map<number, number>;
}

/** Begins to count tasks above 50 ms, and to time what keys and clicks take until the next frame. */
export async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched: Watched = { tasks: [], interactions: new Map() };
    (globalThis as { watched?: Watched }).watched = watched;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watched.tasks.push(duration);
    }).observe({ type: "longtask" });
    new PerformanceObserver((list) => {
      for (
        const { interactionId, duration } of list
          .getEntries() as (PerformanceEntry & { interactionId: number })[]
      ) {
        if (interactionId === 0) continue;
        watched.interactions.set(
          interactionId,
          Math.max(duration, watched.interactions.get(interactionId) ?? 0),
        );
      }
    }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
  });
}

/** What was seen since then: tasks in ms, and interactions in ms, the longest first. */
export async function watched(page: Page): Promise<{ tasks: number[]; interactions: number[] }> {
  return await page.evaluate(() => {
    const { tasks, interactions } = (globalThis as unknown as { watched: Watched }).watched;
    const longestFirst = (values: Iterable<number>) => [...values].sort((a, b) => b - a);
    return { tasks: longestFirst(tasks), interactions: longestFirst(interactions.values()) };
  });
}
