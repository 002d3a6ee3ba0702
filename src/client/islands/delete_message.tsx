import { useSignal } from "@preact/signals";
import { remove } from "../state/message_changes.ts";
import { t } from "../strings/t.ts";
import { actedMessage, faultOf } from "./acts.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { excerpt } from "./quote.tsx";

/** Asks whether to delete a message, and says what it means. */
export function DeleteMessage() {
  const fault = useSignal("");
  const busy = useSignal(false);
  const about = actedMessage();
  if (about === undefined) return <Dialog title={t("Message deleted")}>{null}</Dialog>;
  const { room, entry } = about;

  async function go(): Promise<void> {
    busy.value = true;
    try {
      await remove({ room: room.id, message: entry.seq });
      closeDialog();
    } catch (error) {
      fault.value = faultOf(error);
    } finally {
      busy.value = false;
    }
  }

  return (
    <Dialog title={t("Delete this message?")}>
      <p class="sheet-text" dir="auto">{excerpt(entry.message)}</p>
      <p>{t("Its text is taken away for good, for everyone. That it was there stays to be seen.")}</p>
      <p class="fault" role="alert">{fault.value}</p>
      <div class="actions">
        <button type="button" onClick={closeDialog}>{t("Keep it")}</button>
        <button type="button" class="danger" aria-busy={busy.value} onClick={go}>{t("Delete")}</button>
      </div>
    </Dialog>
  );
}
