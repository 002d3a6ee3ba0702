import { useSignal } from "@preact/signals";
import type { Limits } from "../../protocol/limits.ts";
import { createRoom } from "../state/room_changes.ts";
import { t } from "../strings/t.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { goTo } from "./route.ts";
import { Visibility } from "./visibility.tsx";

export interface CreateRoomProps {
  limits: Limits;
}

/** Makes a room and goes there. */
export function CreateRoom({ limits }: CreateRoomProps) {
  const name = useSignal("");
  const topic = useSignal("");
  const visibility = useSignal<"public" | "private">("public");
  const fault = useSignal("");
  const busy = useSignal(false);

  async function create(): Promise<void> {
    if (busy.peek()) return;
    if (name.value.trim() === "") {
      fault.value = t("Give the room a name");
      return;
    }
    busy.value = true;
    try {
      const room = await createRoom({
        name: name.value.trim(),
        topic: topic.value.trim(),
        visibility: visibility.value,
      });
      closeDialog();
      goTo(room.id);
    } catch (error) {
      fault.value = (error as Error).message;
    } finally {
      busy.value = false;
    }
  }

  return (
    <Dialog title={t("New room")}>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <label for="room-name">{t("Name")}</label>
        <input
          id="room-name"
          type="text"
          autocomplete="off"
          autofocus
          dir="auto"
          maxLength={limits.roomName * 2}
          placeholder={t("garden")}
          value={name.value}
          aria-invalid={fault.value !== ""}
          aria-describedby="room-fault"
          onInput={(event) => {
            name.value = event.currentTarget.value;
            fault.value = "";
          }}
        />
        <div id="room-fault" class="fault" role="alert">{fault.value}</div>
        <label for="room-topic">
          {t("Topic")} <span class="muted">{t("optional")}</span>
        </label>
        <input
          id="room-topic"
          type="text"
          autocomplete="off"
          dir="auto"
          maxLength={limits.topic}
          placeholder={t("What is it about?")}
          value={topic.value}
          onInput={(event) => topic.value = event.currentTarget.value}
        />
        <Visibility value={visibility} />
        <div class="actions">
          <button type="button" onClick={closeDialog}>{t("Cancel")}</button>
          <button type="submit" class="primary" aria-busy={busy.value}>{t("Create room")}</button>
        </div>
      </form>
    </Dialog>
  );
}
