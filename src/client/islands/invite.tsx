import { useSignal } from "@preact/signals";
import type { FoundPerson } from "../../protocol/models.ts";
import { invite } from "../state/members.ts";
import { currentRoom } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { PeoplePicker } from "./people_picker.tsx";

const AT_ONCE = 10;

/** Brings people into the open room. */
export function Invite() {
  const room = currentRoom.value;
  const chosen = useSignal<FoundPerson[]>([]);
  const fault = useSignal("");
  if (room === undefined) return null;

  async function add(id: string): Promise<void> {
    try {
      for (const person of chosen.peek()) {
        await invite(id, person);
        chosen.value = chosen.peek().filter((other) => other !== person);
      }
      closeDialog();
    } catch (error) {
      fault.value = (error as Error).message;
    }
  }

  return (
    <Dialog title={t("Add people to {room}", { room: room.name.value })}>
      <PeoplePicker chosen={chosen} max={AT_ONCE} />
      <p class="fault" role="alert">{fault.value}</p>
      <div class="actions">
        <button type="button" onClick={closeDialog}>{t("Cancel")}</button>
        <button
          type="button"
          class="primary"
          disabled={chosen.value.length === 0}
          onClick={() => add(room.id)}
        >
          {t("Add to the room")}
        </button>
      </div>
    </Dialog>
  );
}
