import type { Report, ReportOutcome } from "../../protocol/models.ts";
import { fullTime } from "../format/times.ts";
import { nameOf } from "../state/people.ts";
import { t } from "../strings/t.ts";
import { Avatar } from "./avatar.tsx";

export interface ReportItemProps {
  report: Report;
  /** Absent where the reader cannot go there. */
  go: (() => void) | undefined;
  close: (outcome: ReportOutcome) => void;
}

const outcomes = (): Record<ReportOutcome, string> => ({
  deleted: t("Message deleted"),
  handled: t("Done"),
  dismissed: t("Nothing to do"),
});

/** One report: what was said, by whom, who minds it, and what is to become of it. */
export function ReportItem({ report, go, close }: ReportItemProps) {
  const { author, reporter, reason, text, closed } = report;
  const name = nameOf(author);
  return (
    <li class="report">
      <Avatar user={author} />
      <div class="report-body">
        <p class="mention-head">
          <bdi class="author">{name}</bdi>
          {report.roomName !== "" && (
            <span class="muted">
              <bdi>{t("in {room}", { room: report.roomName })}</bdi>
            </span>
          )}
          <time class="muted" dateTime={report.at}>{fullTime(Date.parse(report.at))}</time>
        </p>
        {text !== "" && <blockquote class="report-text" dir="auto">{text}</blockquote>}
        <p class="small">
          <bdi>{t("Reported by {name}", { name: nameOf(reporter) })}</bdi>
          {reason !== "" && (
            <>
              : <bdi dir="auto">{reason}</bdi>
            </>
          )}
        </p>
        {closed === undefined
          ? (
            <div class="report-acts" role="group" aria-label={t("Report about {name}", { name })}>
              {go && <button type="button" onClick={go}>{t("Go to the message")}</button>}
              <button type="button" class="danger" onClick={() => close("deleted")}>
                {t("Delete the message")}
              </button>
              <button type="button" onClick={() => close("handled")}>{t("Done")}</button>
              <button type="button" onClick={() => close("dismissed")}>{t("Nothing to do")}</button>
            </div>
          )
          : (
            <p class="small">
              {t("{outcome}, by {name}, {time}", {
                outcome: outcomes()[closed.outcome],
                name: nameOf(closed.by),
                time: fullTime(Date.parse(closed.at)),
              })}
            </p>
          )}
      </div>
    </li>
  );
}
