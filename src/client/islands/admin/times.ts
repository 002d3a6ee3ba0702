import { dayName, shortTime } from "../../format/times.ts";
import { today } from "../page.ts";

/** A day and a time of it, as in "Yesterday, 10:00". */
export function dayAndTime(iso: string): string {
  const at = Date.parse(iso);
  return `${dayName(at, today.value)}, ${shortTime(at)}`;
}
