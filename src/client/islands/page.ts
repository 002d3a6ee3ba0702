import { type ReadonlySignal, signal } from "@preact/signals";
import { dayStart, nextDay } from "../format/times.ts";

/** Facts about the page that several islands draw by. */

/** Whether there is room for one column only. */
export const narrow: ReadonlySignal<boolean> = watchMedia("(max-width: 719px)");
/** Whether people type on the glass, where Enter must be able to break a line. */
export const touch: ReadonlySignal<boolean> = watchMedia("(hover: none) and (pointer: coarse)");
/** Whether the device has a network at all. */
export const online: ReadonlySignal<boolean> = watchNetwork();
export const pageVisible: ReadonlySignal<boolean> = watchVisibility();
/** First millisecond of this day, for "Today" and "Yesterday". */
export const today: ReadonlySignal<number> = watchDay();

/** Keeps the page as high as what is visible above an on-screen keyboard, where the browser does not do it. */
export function fitToViewport(): void {
  const viewport = globalThis.visualViewport;
  viewport?.addEventListener("resize", () => {
    const covered = viewport.scale === 1 && innerHeight - viewport.height > 80;
    document.documentElement.style.setProperty("--height", covered ? `${viewport.height}px` : "100dvh");
    if (covered) scrollTo(0, 0);
  });
}

function watchMedia(query: string): ReadonlySignal<boolean> {
  const media = matchMedia(query);
  const matches = signal(media.matches);
  media.addEventListener("change", () => matches.value = media.matches);
  return matches;
}

function watchNetwork(): ReadonlySignal<boolean> {
  const there = signal(navigator.onLine);
  for (const type of ["online", "offline"]) addEventListener(type, () => there.value = navigator.onLine);
  return there;
}

function watchVisibility(): ReadonlySignal<boolean> {
  const visible = signal(document.visibilityState === "visible");
  document.addEventListener("visibilitychange", () => visible.value = document.visibilityState === "visible");
  return visible;
}

function watchDay(): ReadonlySignal<number> {
  const day = signal(dayStart(Date.now()));
  setTimeout(function turn() {
    day.value = dayStart(Date.now());
    setTimeout(turn, nextDay(Date.now()) - Date.now());
  }, nextDay(Date.now()) - Date.now());
  document.addEventListener("visibilitychange", () => day.value = dayStart(Date.now()));
  return day;
}
