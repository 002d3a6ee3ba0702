import type { Involvement } from "../../protocol/models.ts";
import { placeBeside } from "../format/places.ts";
import { setRoom } from "../state/room_changes.ts";
import { currentRoom, leaveRoom, type RoomModel, rooms } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { Icon, type IconName } from "./icon.tsx";
import { openOrder } from "./order_dialog.tsx";
import { dialog, type DialogName } from "./panels.ts";
import { goTo } from "./route.ts";
import { say } from "./toast.tsx";

const involvements = (): [Involvement, string][] => [
  ["everything", t("Everything")],
  ["mentions", t("Mentions")],
  ["nothing", t("Nothing")],
  ["hidden", t("Hidden")],
];

export interface RoomMenuItemsProps {
  room: RoomModel;
  close: () => void;
}

/** What can be done with a room. */
export function RoomMenuItems({ room, close }: RoomMenuItemsProps) {
  const { kind, role, involvement, favourite, archived } = room.facts;
  const isDirect = kind.value === "direct";
  const mayInvite = !isDirect && !archived.value && (kind.value === "public" || role.value !== "member");

  function open(name: DialogName): void {
    close();
    // These are about the open room.
    if (currentRoom.peek() !== room) goTo(room.id);
    dialog.value = name;
  }

  function openReports(): void {
    close();
    openOrder("reports");
  }

  function act(work: Promise<unknown>): void {
    close();
    attempt(work);
  }

  return (
    <>
      <Item icon="star" onClick={() => act(setRoom(room.id, { favourite: toggled(favourite.value) }))}>
        {favourite.value === null ? t("Add to favourites") : t("Remove from favourites")}
      </Item>
      {favourite.value !== null && <Moves room={room} place={favourite.value} act={act} />}
      <fieldset class="choices">
        <legend>{t("Tell me about")}</legend>
        {involvements().map(([name, label]) => (
          <label key={name}>
            <input
              type="radio"
              name="involvement"
              value={name}
              checked={involvement.value === name}
              onChange={() => attempt(setRoom(room.id, { involvement: name }))}
            />
            {label}
          </label>
        ))}
      </fieldset>
      {mayInvite && <Item icon="plus" onClick={() => open("invite")}>{t("Add people")}</Item>}
      {!isDirect && <Item icon="settings" onClick={() => open("room")}>{t("Room settings")}</Item>}
      {!isDirect && role.value !== "member" && (
        <Item icon="alert" onClick={openReports}>{t("Reported messages")}</Item>
      )}
      {!isDirect && <Item icon="leave" onClick={() => act(leaveRoom(room.id))}>{t("Leave the room")}</Item>}
    </>
  );
}

function attempt(work: Promise<unknown>): void {
  work.catch((error: Error) => say(error.message));
}

function Item({ icon, onClick, children }: { icon: IconName; onClick: () => void; children: string }) {
  return (
    <button type="button" onClick={onClick}>
      <Icon name={icon} size={16} />
      {children}
    </button>
  );
}

function Moves(
  { room, place, act }: { room: RoomModel; place: number; act: (work: Promise<unknown>) => void },
) {
  const places = favouritePlaces();
  const [up, down] = [placeBeside(places, place, -1), placeBeside(places, place, 1)];
  return (
    <>
      {up !== undefined && (
        <Item icon="up" onClick={() => act(setRoom(room.id, { favourite: up }))}>{t("Move up")}</Item>
      )}
      {down !== undefined && (
        <Item icon="down" onClick={() => act(setRoom(room.id, { favourite: down }))}>{t("Move down")}</Item>
      )}
    </>
  );
}

function favouritePlaces(): number[] {
  return rooms.value.map(({ facts }) => facts.favourite.value).filter((place) => place !== null)
    .sort((a, b) => a - b);
}

/** A new favourite is the last one. */
function toggled(place: number | null): number | null {
  return place === null ? (favouritePlaces().at(-1) ?? 0) + 1 : null;
}
