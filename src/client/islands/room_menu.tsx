import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { RoomModel } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { Icon } from "./icon.tsx";
import { lazy } from "./lazy.tsx";
import type { RoomMenuItemsProps } from "./room_menu_items.tsx";

const Items = lazy<RoomMenuItemsProps>(async () => (await import("./later.ts")).RoomMenuItems);

/** The menu of the open room. */
export function RoomMenu({ room }: { room: RoomModel }) {
  const menu = useRef<HTMLDivElement>(null);
  const shown = useSignal(false);
  return (
    <>
      <button
        type="button"
        class="bare"
        popovertarget="room-menu"
        aria-label={t("Menu of {room}", { room: room.name.value })}
        title={t("Room menu")}
      >
        <Icon name="settings" />
      </button>
      <div
        id="room-menu"
        class="menu room-menu"
        popover="auto"
        ref={menu}
        role="group"
        aria-label={t("Room")}
        onToggle={(event) => shown.value = event.newState === "open"}
      >
        {shown.value && <Items room={room} close={() => menu.current?.hidePopover()} />}
      </div>
    </>
  );
}
