import { useSignal } from "@preact/signals";
import { openDirect } from "../state/members.ts";
import { t } from "../strings/t.ts";
import { faultOf } from "./acts.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { type Place, PlacePicker } from "./place_picker.tsx";
import { goTo } from "./route.ts";

/** Goes to a room, or to the direct room with somebody, by a few letters of the name. */
export function Switcher() {
  const fault = useSignal("");

  async function go(place: Place): Promise<void> {
    try {
      const { id } = place.kind === "room" ? place.room : await openDirect([place.person]);
      closeDialog();
      goTo(id);
    } catch (error) {
      fault.value = faultOf(error);
    }
  }

  return (
    <Dialog title={t("Go to a room")} class="switcher">
      <PlacePicker id="switcher" label={t("Room or person")} choose={go} />
      <p class="fault" role="alert">{fault.value}</p>
    </Dialog>
  );
}
