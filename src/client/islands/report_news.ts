import { signal } from "@preact/signals";
import type { ReportEvent } from "../apply.ts";
import { nameOf } from "../state/people.ts";
import { t } from "../strings/t.ts";
import { isOwn } from "./own.ts";
import { say } from "./toast.tsx";

/** Changes when a message was reported, or a report closed: lists of them are old then. */
export const reportNews = signal(0);

/** A message was reported, or a report closed, where the reader keeps order. */
export function hearReport({ type, report }: ReportEvent): void {
  reportNews.value++;
  if (type !== "report.made" || isOwn(report.reporter)) return;
  const [name, room] = [nameOf(report.reporter), report.roomName];
  say(
    room === ""
      ? t("{name} reported a message", { name })
      : t("{name} reported a message in {room}", { name, room }),
  );
}
