import type { RoomModel } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { Icon } from "./icon.tsx";
import { totalUnread } from "../state/rooms.ts";
import { narrow } from "./page.ts";
import { dialog, listShown, peopleShown } from "./panels.ts";
import { RoomMenu } from "./room_menu.tsx";

export interface RoomHeaderProps {
  room: RoomModel;
}

/** Name and topic of the room, and how many are here. */
export function RoomHeader({ room }: RoomHeaderProps) {
  const online = room.online.value;
  return (
    <header class="room-header">
      {narrow.value && <BackButton room={room} />}
      <div class="room-title">
        <h1>
          <bdi>{room.name.value}</bdi>
        </h1>
        {room.topic.value !== "" && <p dir="auto" title={room.topic.value}>{room.topic.value}</p>}
      </div>
      <button
        type="button"
        class="bare"
        aria-label={t("Pinned messages")}
        title={t("Pinned messages")}
        onClick={() => dialog.value = "pins"}
      >
        <Icon name="pin" />
      </button>
      <button
        type="button"
        class="bare people-button"
        aria-expanded={peopleShown.value}
        aria-label={t("Who is here: {online}", { online })}
        title={t("Who is here")}
        onClick={() => {
          peopleShown.value = !peopleShown.value;
          room.threads.close();
        }}
      >
        <Icon name="people" />
        <span>{online}</span>
      </button>
      <RoomMenu key={room.id} room={room} />
    </header>
  );
}

function BackButton({ room }: RoomHeaderProps) {
  const elsewhere = totalUnread.value - room.badge.value;
  return (
    <button
      type="button"
      class="bare back"
      aria-label={elsewhere > 0 ? t("All rooms, {n} unread", { n: elsewhere }) : t("All rooms")}
      onClick={() => listShown.value = true}
    >
      <Icon name="back" size={22} />
      {elsewhere > 0 && <span class="pill">{elsewhere > 99 ? "99+" : elsewhere}</span>}
    </button>
  );
}
