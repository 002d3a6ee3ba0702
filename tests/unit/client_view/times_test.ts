import { assert, assertEquals } from "@std/assert";
import { dayName, dayStart, fullTime, nextDay, shortTime } from "../../../src/client/format/times.ts";

const NOON = new Date(2026, 10, 23, 12, 4).getTime();

Deno.test("dayName() says today and yesterday, then the date, with its year where it is another", () => {
  const today = dayStart(NOON);
  assertEquals(dayName(NOON, today), "Today");
  assertEquals(dayName(new Date(2026, 10, 22, 23, 59).getTime(), today), "Yesterday");
  assertEquals(dayName(new Date(2026, 10, 20).getTime(), today).includes("2026"), false);
  assert(dayName(new Date(2025, 10, 20).getTime(), today).includes("2025"));
});

Deno.test("nextDay() ends each day of a year at its own midnight", () => {
  let day = new Date(2026, 0, 1).getTime();
  for (let n = 1; n <= 365; n++) {
    const next = nextDay(day + 3_600_000);
    assertEquals(next, new Date(2026, 0, 1 + n).getTime());
    assertEquals(dayStart(next), next);
    assertEquals(dayStart(next - 1), day);
    day = next;
  }
});

Deno.test("shortTime() and fullTime() tell the time in the reader's locale", () => {
  assert(/12.04/.test(shortTime(NOON)), shortTime(NOON));
  assert(fullTime(NOON).includes("2026"), fullTime(NOON));
});
