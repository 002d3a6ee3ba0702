import { useComputed, useSignal } from "@preact/signals";
import { rooms } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { Badge } from "./badge.tsx";
import { closeDialog, Dialog } from "./dialog.tsx";
import { Icon } from "./icon.tsx";
import { roomIcon } from "./room_link.tsx";
import { goTo } from "./route.ts";

/** Goes to a room by a few letters of its name. Unread rooms come first. */
export function Switcher() {
  const wanted = useSignal("");
  const chosen = useSignal(0);
  const found = useComputed(() => {
    const letters = wanted.value.trim().toLocaleLowerCase();
    return rooms.value.filter((room) => room.name.value.toLocaleLowerCase().includes(letters))
      .sort((a, b) => Number(b.badge.value > 0) - Number(a.badge.value > 0));
  });
  const index = Math.min(chosen.value, found.value.length - 1);

  function go(id: string): void {
    closeDialog();
    goTo(id);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const room = found.value[index];
    if (step !== 0) {
      event.preventDefault();
      chosen.value = (index + step + found.value.length) % Math.max(1, found.value.length);
    } else if (event.key === "Enter" && !event.isComposing && room !== undefined) {
      event.preventDefault();
      go(room.id);
    }
  }

  return (
    <Dialog title={t("Go to a room")} class="switcher">
      <div class="search">
        <Icon name="search" size={16} />
        <input
          type="text"
          role="combobox"
          aria-label={t("Room")}
          aria-expanded="true"
          aria-controls="switcher-rooms"
          aria-activedescendant={index >= 0 ? `switcher-${index}` : undefined}
          placeholder={t("Type a name")}
          autocomplete="off"
          autofocus
          value={wanted.value}
          onKeyDown={onKeyDown}
          onInput={(event) => {
            wanted.value = event.currentTarget.value;
            chosen.value = 0;
          }}
        />
      </div>
      <div id="switcher-rooms" class="options" role="listbox" aria-label={t("Rooms")}>
        {found.value.map((room, place) => (
          <div
            key={room.id}
            id={`switcher-${place}`}
            role="option"
            aria-selected={place === index}
            onClick={() => go(room.id)}
            onPointerMove={() => chosen.value = place}
          >
            <Icon name={roomIcon(room)} size={16} />
            <bdi>{room.name.value}</bdi>
            <Badge room={room} />
          </div>
        ))}
      </div>
      {found.value.length === 0 && <p class="nothing">{t("You are in no such room.")}</p>}
    </Dialog>
  );
}
