import { signal } from "@preact/signals";
import type { OrderEvent } from "../apply.ts";
import { changeBlocked } from "../state/blocked_later.ts";
import { nameOf } from "../state/people.ts";
import { t } from "../strings/t.ts";
import { isOwn } from "./own.ts";
import { say } from "./toast.tsx";

/** Changes when a message was reported, or a report closed: lists of them are old then. */
export const reportNews = signal(0);

/** A message was reported or a report closed where the reader keeps order, or the reader has blocked somebody. */
export function hearOrder(event: OrderEvent): void {
  if (event.type === "user.blocked") return changeBlocked(event.user.id, event.user);
  if (event.type === "user.unblocked") return changeBlocked(event.user);
  // What is not known here either is of a newer server.
  if (event.type !== "report.made" && event.type !== "report.closed") return;
  reportNews.value++;
  const { type, report } = event;
  if (type !== "report.made" || isOwn(report.reporter)) return;
  const [name, room] = [nameOf(report.reporter), report.roomName];
  say(
    room === ""
      ? t("{name} reported a message", { name })
      : t("{name} reported a message in {room}", { name, room }),
  );
}
