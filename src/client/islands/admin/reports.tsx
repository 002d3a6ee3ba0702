import { useSignal, useSignalEffect } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Report } from "../../../protocol/models.ts";
import { closeReport, listReports } from "../../admin_api.ts";
import { rooms } from "../../state/rooms.ts";
import { t } from "../../strings/t.ts";
import { ReportItem } from "../report_item.tsx";
import { reportNews } from "../report_news.ts";
import { goToMessage } from "../route.ts";
import { PageList } from "./page_list.tsx";
import { Pages } from "./pages.ts";

/** What was reported in all rooms. */
export function Reports() {
  const closed = useSignal(false);
  const reports = useMemo(() =>
    new Pages<Report>(async (before) => {
      const page = await listReports({ closed: closed.peek(), before });
      return { items: page.reports, next: page.next };
    }), []);
  useSignalEffect(() => {
    closed.value;
    reportNews.value;
    reports.begin();
  });

  return (
    <>
      <div class="admin-find" role="group" aria-label={t("Which reports")}>
        {[false, true].map((one) => (
          <button
            key={String(one)}
            type="button"
            aria-pressed={closed.value === one}
            onClick={() => closed.value = one}
          >
            {one ? t("Closed") : t("Open")}
          </button>
        ))}
      </div>
      <PageList label={t("Reports")} nothing={t("Nothing waits to be looked at.")} pages={reports}>
        {(report) => (
          <ReportItem
            key={report.id}
            report={report}
            go={mayGo(report) ? () => goToMessage(report.room, report.message) : undefined}
            close={(outcome) => reports.after(closeReport(report, outcome))}
          />
        )}
      </PageList>
    </>
  );
}

/** A direct room of others has no name, and no way in. */
function mayGo({ room, roomName }: Report): boolean {
  return roomName !== "" || rooms.value.some(({ id }) => id === room);
}
