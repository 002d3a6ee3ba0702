import { useSignal } from "@preact/signals";
import { MAX_REPORT_REASON } from "../../protocol/limits.ts";
import { report } from "../state/order.ts";
import { t } from "../strings/t.ts";
import { actedMessage, faultOf } from "./acts.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { excerpt } from "./quote.tsx";
import { say } from "./toast.tsx";

/** Asks those who keep order to look at a message. */
export function ReportMessage() {
  const reason = useSignal("");
  const fault = useSignal("");
  const busy = useSignal(false);
  const about = actedMessage();
  if (about === undefined) return <Dialog title={t("Message deleted")}>{null}</Dialog>;
  const { room, entry } = about;

  async function send(): Promise<void> {
    busy.value = true;
    try {
      await report({ room: room.id, message: entry.seq }, reason.peek().trim());
      closeDialog();
      say(t("Thank you: somebody will look at it"));
    } catch (error) {
      fault.value = faultOf(error);
    } finally {
      busy.value = false;
    }
  }

  return (
    <Dialog title={t("Report this message?")}>
      <p class="sheet-text" dir="auto">{excerpt(entry.message)}</p>
      <p>{t("Those who keep order here see it, what it says now, and that you reported it.")}</p>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy.peek()) send();
        }}
      >
        <label for="report-reason">{t("What is wrong with it? (optional)")}</label>
        <textarea
          id="report-reason"
          rows={3}
          dir="auto"
          maxLength={MAX_REPORT_REASON}
          value={reason.value}
          onInput={(event) => reason.value = event.currentTarget.value}
        />
        <p class="fault" role="alert">{fault.value}</p>
        <div class="actions">
          <button type="button" onClick={closeDialog}>{t("Cancel")}</button>
          <button type="submit" class="primary" aria-busy={busy.value}>{t("Report")}</button>
        </div>
      </form>
    </Dialog>
  );
}
