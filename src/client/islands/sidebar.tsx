import type { User } from "../../protocol/models.ts";
import { count } from "../format/names.ts";
import { currentRoom, type RoomModel, rooms } from "../state/rooms.ts";
import { Icon } from "./icon.tsx";
import { Logo } from "./logo.tsx";
import { OwnMenu } from "./own_menu.tsx";
import { dialog } from "./panels.ts";
import { goTo, roomAddress } from "./route.ts";

export interface SidebarProps {
  user: User;
  /** Whether it is all that the page shows. */
  alone?: boolean;
}

/** The rooms of the person, the ways to more of them, and the person. */
export function Sidebar({ user, alone = false }: SidebarProps) {
  const Product = alone ? "h1" : "span";
  return (
    <nav class="sidebar" aria-label="Rooms">
      <div class="sidebar-top">
        <Logo size={24} />
        <Product class="product">Parley</Product>
        <button
          type="button"
          class="bare"
          aria-label="Go to a room"
          title="Go to a room (Ctrl K)"
          onClick={() => dialog.value = "switcher"}
        >
          <Icon name="search" />
        </button>
      </div>
      <div class="sidebar-rooms">
        <div class="sidebar-label">
          <h2>Rooms</h2>
          <button
            type="button"
            class="bare"
            aria-label="New room"
            title="New room"
            onClick={() => dialog.value = "create"}
          >
            <Icon name="plus" size={16} />
          </button>
        </div>
        <ul>{rooms.value.map((room) => <RoomLink key={room.id} room={room} />)}</ul>
        <button type="button" class="sidebar-row" onClick={() => dialog.value = "browse"}>
          <Icon name="compass" size={16} />
          <span class="room-name">Browse rooms</span>
        </button>
      </div>
      <OwnMenu user={user} />
    </nav>
  );
}

function RoomLink({ room }: { room: RoomModel }) {
  const unread = room.unread.value;
  const online = room.online.value;
  const open = currentRoom.value === room;
  return (
    <li>
      <a
        class={unread > 0 ? "sidebar-row unread" : "sidebar-row"}
        href={roomAddress(room.id)}
        aria-current={open ? "page" : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          goTo(room.id);
        }}
      >
        <Icon name="hash" size={16} />
        <bdi class="room-name">{room.name.value}</bdi>
        {unread > 0
          ? (
            <span class="pill" aria-label={`${unread} unread`} role="img">
              {unread > 999 ? "999+" : unread}
            </span>
          )
          : online > 0 && (
            <span class="online" title={`${count(online, "person").replace("persons", "people")} here`}>
              <span class="hidden">online:</span> {online}
            </span>
          )}
      </a>
    </li>
  );
}
