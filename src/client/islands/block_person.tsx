import { useSignal } from "@preact/signals";
import { block } from "../state/order.ts";
import { nameOf } from "../state/people.ts";
import { t } from "../strings/t.ts";
import { actedMessage, faultOf } from "./acts.ts";
import { closeDialog, Dialog } from "./dialog.tsx";

/** Asks whether to block the author of a message, and says what it means. */
export function BlockPerson() {
  const fault = useSignal("");
  const busy = useSignal(false);
  const about = actedMessage();
  if (about === undefined) return <Dialog title={t("Message deleted")}>{null}</Dialog>;
  const { author } = about.entry.message;
  const name = nameOf(author);

  async function go(): Promise<void> {
    busy.value = true;
    try {
      await block(author);
      closeDialog();
    } catch (error) {
      fault.value = faultOf(error);
    } finally {
      busy.value = false;
    }
  }

  return (
    <Dialog title={t("Block {name}?", { name })}>
      <p>
        {t(
          "For you alone, on all your devices: their messages are folded, they cannot call you or open a direct room with you. They are not told.",
        )}
      </p>
      <p class="small">{t("You find whom you blocked in the menu below your name.")}</p>
      <p class="fault" role="alert">{fault.value}</p>
      <div class="actions">
        <button type="button" onClick={closeDialog}>{t("Cancel")}</button>
        <button type="button" class="danger" aria-busy={busy.value} onClick={go}>{t("Block")}</button>
      </div>
    </Dialog>
  );
}
