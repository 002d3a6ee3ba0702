import type { User } from "../../protocol/models.ts";
import { toSections } from "../format/sections.ts";
import { currentRoom, type RoomModel, rooms } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { Icon } from "./icon.tsx";
import { Logo } from "./logo.tsx";
import { OwnMenu } from "./own_menu.tsx";
import { dialog, type DialogName } from "./panels.ts";
import { linkOf } from "./room_link.tsx";

export interface SidebarProps {
  user: User;
  /** Whether it is all that the page shows. */
  alone?: boolean;
}

/** The rooms of the person, the ways to more of them, and the person. */
export function Sidebar({ user, alone = false }: SidebarProps) {
  const { favourites, rooms: joined, direct } = toSections(rooms.value, currentRoom.value);
  const Product = alone ? "h1" : "span";
  return (
    <nav class="sidebar" aria-label={t("Rooms")}>
      <div class="sidebar-top">
        <Logo size={24} />
        <Product class="product">{t("Parley")}</Product>
        <button
          type="button"
          class="bare"
          aria-label={t("Go to a room")}
          title={t("Go to a room (Ctrl K)")}
          onClick={() => dialog.value = "switcher"}
        >
          <Icon name="search" />
        </button>
      </div>
      <div class="sidebar-rooms">
        <button
          type="button"
          class="sidebar-row"
          title={t("Search messages (Ctrl Shift F)")}
          onClick={() => dialog.value = "search"}
        >
          <Icon name="search" size={16} />
          <span class="room-name">{t("Search messages")}</span>
        </button>
        {favourites.length > 0 && <Section title={t("Favourites")} rooms={favourites} />}
        <Section title={t("Rooms")} rooms={joined} add={[t("New room"), "create"]} />
        <button type="button" class="sidebar-row" onClick={() => dialog.value = "mentions"}>
          <Icon name="at" size={16} />
          <span class="room-name">{t("Mentions")}</span>
        </button>
        <button type="button" class="sidebar-row" onClick={() => dialog.value = "saved"}>
          <Icon name="bookmark" size={16} />
          <span class="room-name">{t("Saved messages")}</span>
        </button>
        <button type="button" class="sidebar-row" onClick={() => dialog.value = "browse"}>
          <Icon name="compass" size={16} />
          <span class="room-name">{t("Browse rooms")}</span>
        </button>
        <Section title={t("Direct messages")} rooms={direct} add={[t("New direct message"), "direct"]} />
      </div>
      <OwnMenu user={user} />
    </nav>
  );
}

function Section({ title, rooms, add }: { title: string; rooms: RoomModel[]; add?: [string, DialogName] }) {
  return (
    <>
      <div class="sidebar-label">
        <h2>{title}</h2>
        {add !== undefined && (
          <button
            type="button"
            class="bare"
            aria-label={add[0]}
            title={add[0]}
            onClick={() => dialog.value = add[1]}
          >
            <Icon name="plus" size={16} />
          </button>
        )}
      </div>
      <ul aria-label={title}>{rooms.map(linkOf)}</ul>
    </>
  );
}
