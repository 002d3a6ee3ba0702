import { useSignal, useSignalEffect } from "@preact/signals";
import type { Report, ReportOutcome } from "../../protocol/models.ts";
import { closeReport, reportsOf } from "../state/order.ts";
import { currentRoom } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { faultOf } from "./acts.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { ReportItem } from "./report_item.tsx";
import { reportNews } from "./report_news.ts";
import { goToMessage } from "./route.ts";

/** What was reported in the open room, for its owners and moderators. */
export function RoomReports() {
  const reports = useSignal<Report[] | undefined>(undefined);
  const more = useSignal(false);
  const fault = useSignal("");
  const room = currentRoom.value;
  useSignalEffect(() => {
    reportNews.value;
    if (room === undefined) return;
    reportsOf(room.id).then((page) => {
      reports.value = page.reports;
      more.value = page.more;
    }, (error) => fault.value = faultOf(error));
  });

  function close({ id }: Report, outcome: ReportOutcome): void {
    closeReport(id, outcome).then(() => fault.value = "", (error) => fault.value = faultOf(error))
      .then(() => reportNews.value++);
  }

  return (
    <Dialog title={t("Reported messages")} class="wide">
      <p class="fault" role="alert">{fault.value}</p>
      <ul class="reports" aria-label={t("Reported messages")} tabIndex={0}>
        {reports.value?.map((report) => (
          <ReportItem
            key={report.id}
            report={report}
            go={() => {
              closeDialog();
              goToMessage(report.room, report.message);
            }}
            close={(outcome) => close(report, outcome)}
          />
        ))}
        {reports.value?.length === 0 && <li class="nothing">{t("Nothing waits to be looked at.")}</li>}
        {more.value && <li class="nothing">{t("There are more: close some first.")}</li>}
      </ul>
    </Dialog>
  );
}
