import { useComputed } from "@preact/signals";
import type { VNode } from "preact";
import { currentRoom, type RoomModel } from "../state/rooms.ts";
import { t, tn } from "../strings/t.ts";
import { Badge } from "./badge.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { goTo, roomAddress } from "./route.ts";

/** How a room looks in lists. */
export function roomIcon({ facts }: RoomModel): IconName {
  const kind = facts.kind.value;
  if (kind === "private") return "lock";
  if (kind === "public") return "hash";
  return facts.others.value.length > 1 ? "people" : "person";
}

const links = new WeakMap<RoomModel, VNode>();

/** The link of a room, the same one each time, so that it is drawn anew only where the room has changed. */
export function linkOf(room: RoomModel): VNode {
  let link = links.get(room);
  if (link === undefined) links.set(room, link = <RoomLink key={room.id} room={room} />);
  return link;
}

/** A room in the list of rooms, with what is new in it. */
function RoomLink({ room }: { room: RoomModel }) {
  const unread = room.badge.value;
  const online = room.online.value;
  // Of a thousand links two are drawn anew when another room is opened.
  const open = useComputed(() => currentRoom.value === room).value;
  const quiet = room.facts.involvement.value === "nothing" || room.facts.involvement.value === "hidden";
  return (
    <li>
      <a
        class={`sidebar-row${unread > 0 ? " unread" : ""}${quiet ? " quiet-room" : ""}`}
        href={roomAddress(room.id)}
        aria-current={open ? "page" : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          goTo(room.id);
        }}
      >
        <Icon name={roomIcon(room)} size={16} />
        <bdi class="room-name">{room.name.value}</bdi>
        {unread > 0
          ? <Badge room={room} />
          : online > 0 && room.facts.kind.value !== "direct" && (
            <span class="online" title={tn(online, "{n} person here", "{n} people here")}>
              <span class="hidden">{t("online:")}</span> {online}
            </span>
          )}
      </a>
    </li>
  );
}
