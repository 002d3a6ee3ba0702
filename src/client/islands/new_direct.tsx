import { useSignal } from "@preact/signals";
import { MAX_DIRECT_PEOPLE } from "../../protocol/limits.ts";
import type { FoundPerson } from "../../protocol/models.ts";
import { openDirect } from "../state/members.ts";
import { t } from "../strings/t.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { PeoplePicker } from "./people_picker.tsx";
import { goTo } from "./route.ts";

/** Opens the direct room of oneself and those who are chosen. */
export function NewDirect() {
  const chosen = useSignal<FoundPerson[]>([]);
  const fault = useSignal("");

  function open(): void {
    openDirect(chosen.peek()).then((room) => {
      closeDialog();
      goTo(room.id);
    }, (error: Error) => fault.value = error.message);
  }

  return (
    <Dialog title={t("New direct message")}>
      <PeoplePicker chosen={chosen} max={MAX_DIRECT_PEOPLE - 1} />
      <p class="fault" role="alert">{fault.value}</p>
      <div class="actions">
        <button type="button" onClick={closeDialog}>{t("Cancel")}</button>
        <button type="button" class="primary" disabled={chosen.value.length === 0} onClick={open}>
          {t("Open")}
        </button>
      </div>
    </Dialog>
  );
}
