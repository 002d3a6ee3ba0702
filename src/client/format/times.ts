import { computed, type ReadonlySignal } from "@preact/signals";
import { locale, t } from "../strings/t.ts";

// A browser takes milliseconds to make each of them: none is made before it is used.
const short = format({ hour: "numeric", minute: "2-digit" });
const full = format({ dateStyle: "full", timeStyle: "medium" });
const day = format({ weekday: "long", day: "numeric", month: "long" });
const dayAndYear = format({ day: "numeric", month: "long", year: "numeric" });

/** The time of day in the reader's locale: "10:04". `at` is in ms since 1970, as everywhere here. */
export function shortTime(at: number): string {
  return short.value.format(at);
}

/** Date and time in full, for those who ask. */
export function fullTime(at: number): string {
  return full.value.format(at);
}

/** Name of a day as seen from the day that begins at `today`: "Today", "Yesterday", "Monday, 3 March", "3 March 2024". */
export function dayName(at: number, today: number): string {
  const days = Math.round((today - dayStart(at)) / 86_400_000);
  if (days === 0) return t("Today");
  if (days === 1) return t("Yesterday");
  const sameYear = new Date(at).getFullYear() === new Date(today).getFullYear();
  return (sameYear ? day : dayAndYear).value.format(at);
}

/** The name of a day within a sentence: "today". */
export function asPartOfSentence(day: string): string {
  return day === t("Today") || day === t("Yesterday") ? day.toLocaleLowerCase(locale.value) : day;
}

/** First millisecond of the local day of `at`. */
export function dayStart(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** First millisecond of the local day after the one of `at`; days have 23 to 25 hours. */
export function nextDay(at: number): number {
  const date = new Date(dayStart(at));
  return date.setDate(date.getDate() + 1);
}

function format(options: Intl.DateTimeFormatOptions): ReadonlySignal<Intl.DateTimeFormat> {
  return computed(() => new Intl.DateTimeFormat(locale.value, options));
}
