import { useSignal } from "@preact/signals";
import type { Limits } from "../../protocol/limits.ts";
import { changeRoom } from "../state/room_changes.ts";
import { currentRoom, type RoomModel } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { Members } from "./members.tsx";
import { keepsOrder } from "./order.ts";
import { RestrictedPeople } from "./restricted.tsx";
import { SlowMode } from "./slow_mode.tsx";
import { Visibility } from "./visibility.tsx";

/** What the open room is, and who is in it; who may not change it sees it. */
export function RoomSettings({ limits }: { limits: Limits }) {
  const room = currentRoom.value;
  if (room === undefined) return null;
  return (
    <Dialog title={t("Room settings")} class="wide">
      <div class="scrolled" tabIndex={0} role="group" aria-label={t("Settings")}>
        {keepsOrder(room) && <Facts room={room} limits={limits} />}
        <Members room={room} />
        {keepsOrder(room) && <RestrictedPeople room={room} />}
        {room.facts.role.value === "owner" && <Archive room={room} />}
      </div>
    </Dialog>
  );
}

function Facts({ room, limits }: { room: RoomModel; limits: Limits }) {
  const name = useSignal(room.name.peek());
  const topic = useSignal(room.topic.peek());
  const visibility = useSignal<"public" | "private">(
    room.facts.kind.peek() === "private" ? "private" : "public",
  );
  const slowMode = useSignal(room.facts.slowMode.peek());
  const fault = useSignal("");
  const isOwner = room.facts.role.value === "owner";

  function save(): void {
    const change = { name: name.peek().trim(), topic: topic.peek().trim(), slowMode: slowMode.peek() };
    const all = isOwner ? { ...change, visibility: visibility.peek() } : change;
    changeRoom(room.id, all).then(closeDialog, (error: Error) => fault.value = error.message);
  }

  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label for="settings-name">{t("Name")}</label>
      <input
        id="settings-name"
        type="text"
        autocomplete="off"
        dir="auto"
        maxLength={limits.roomName * 2}
        value={name.value}
        aria-describedby="settings-fault"
        onInput={(event) => name.value = event.currentTarget.value}
      />
      <label for="settings-topic">{t("Topic")}</label>
      <input
        id="settings-topic"
        type="text"
        autocomplete="off"
        dir="auto"
        maxLength={limits.topic}
        value={topic.value}
        onInput={(event) => topic.value = event.currentTarget.value}
      />
      <SlowMode value={slowMode} />
      {isOwner && <Visibility value={visibility} />}
      <div id="settings-fault" class="fault" role="alert">{fault.value}</div>
      <div class="actions">
        <button type="submit" class="primary">{t("Save")}</button>
      </div>
    </form>
  );
}

function Archive({ room }: { room: RoomModel }) {
  const fault = useSignal("");
  const archived = room.facts.archived.value;

  function change(): void {
    changeRoom(room.id, { archived: !archived }).then(
      closeDialog,
      (error: Error) => fault.value = error.message,
    );
  }

  return (
    <section class="archive" aria-label={t("Archive")}>
      <p>
        {archived
          ? t("This room is archived: it can be read, and nothing is added to it.")
          : t("An archived room keeps its history and can be brought back.")}
      </p>
      <button type="button" onClick={change}>{archived ? t("Bring it back") : t("Archive the room")}</button>
      <p class="fault" role="alert">{fault.value}</p>
    </section>
  );
}
