const SHORT = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const DAY_AND_YEAR = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric" });

/** The time of day in the reader's locale: "10:04". `at` is in ms since 1970, as everywhere here. */
export function shortTime(at: number): string {
  return SHORT.format(at);
}

/** Date and time in full, for those who ask. */
export function fullTime(at: number): string {
  return FULL.format(at);
}

/** Name of a day as seen from the day that begins at `today`: "Today", "Yesterday", "Monday, 3 March", "3 March 2024". */
export function dayName(at: number, today: number): string {
  const days = Math.round((today - dayStart(at)) / 86_400_000);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  const sameYear = new Date(at).getFullYear() === new Date(today).getFullYear();
  return (sameYear ? DAY : DAY_AND_YEAR).format(at);
}

/** First millisecond of the local day of `at`. */
export function dayStart(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** First millisecond of the local day after the one of `at`; days have 23 to 25 hours. */
export function nextDay(at: number): number {
  const day = new Date(dayStart(at));
  return day.setDate(day.getDate() + 1);
}
