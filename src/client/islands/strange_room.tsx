import { useSignal } from "@preact/signals";
import { currentRoom, joinRoom } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { goTo } from "./route.ts";

export interface StrangeRoomProps {
  id: string;
}

/** Shown where the address leads to a room that the person is not in. */
export function StrangeRoom({ id }: StrangeRoomProps) {
  const fault = useSignal("");
  const back = currentRoom.value;

  function join(): void {
    joinRoom(id).then((room) => goTo(room.id), (error: Error) => fault.value = error.message);
  }

  return (
    <main class="room empty">
      <div class="prompt">
        <h1>{t("You are not in this room yet")}</h1>
        <p>{t("The link leads to a room that is not in your list.")}</p>
        <p class="fault" role="alert">{fault.value}</p>
        <div class="actions">
          {back !== undefined && (
            <button type="button" onClick={() => goTo(back.id)}>
              {t("Back to {room}", { room: back.name.value })}
            </button>
          )}
          <button type="button" class="primary" onClick={join}>{t("Join the room")}</button>
        </div>
      </div>
    </main>
  );
}
