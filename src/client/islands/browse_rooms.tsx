import { batch, useSignal, useSignalEffect } from "@preact/signals";
import type { ListedRoom } from "../../protocol/models.ts";
import { listRooms } from "../state/room_changes.ts";
import { joinRoom, leaveRoom, rooms } from "../state/rooms.ts";
import { t, tn } from "../strings/t.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { Icon } from "./icon.tsx";
import { dialog } from "./panels.ts";
import { goTo } from "./route.ts";

const WAIT = 200;

/** All rooms of the server: look for one, join it, leave it. */
export function BrowseRooms() {
  const found = useSignal<ListedRoom[] | undefined>(undefined);
  const more = useSignal(false);
  const fault = useSignal("");
  const wanted = useSignal("");
  const archived = useSignal(false);
  useSignalEffect(() => {
    const [words, old] = [wanted.value, archived.value];
    const timer = setTimeout(() => {
      listRooms(words.trim(), old).then((page) => {
        if (wanted.peek() !== words || archived.peek() !== old) return;
        batch(() => {
          found.value = page.rooms;
          more.value = page.more ?? false;
        });
      }, (error: Error) => fault.value = error.message);
    }, words === "" ? 0 : WAIT);
    return () => clearTimeout(timer);
  });

  function act(work: Promise<unknown>): void {
    work.then(() => fault.value = "", (error: Error) => fault.value = error.message);
  }

  return (
    <Dialog title={t("Rooms")} class="wide">
      <div class="search">
        <Icon name="search" size={16} />
        <input
          type="search"
          aria-label={t("Find a room")}
          placeholder={t("Find a room")}
          autocomplete="off"
          autofocus
          value={wanted.value}
          onInput={(event) => wanted.value = event.currentTarget.value}
        />
        <button
          type="button"
          aria-pressed={archived.value}
          onClick={() => archived.value = !archived.value}
        >
          {t("Archived")}
        </button>
        <button type="button" onClick={() => dialog.value = "create"}>{t("New room")}</button>
      </div>
      <p class="fault" role="alert">{fault.value}</p>
      <ul class="directory" aria-label={t("Rooms")} tabIndex={0}>
        {found.value?.map((room) => <Listed key={room.id} room={room} act={act} />)}
        {more.value && <li class="nothing">{t("There are more: type some letters of the name.")}</li>}
        {found.value?.length === 0 && <li class="nothing">{t("No room is called that.")}</li>}
        {found.value === undefined && fault.value === "" && (
          <li class="nothing">
            <span class="spinner" role="img" aria-label={t("Loading")} />
          </li>
        )}
      </ul>
    </Dialog>
  );
}

function Listed({ room, act }: { room: ListedRoom; act: (work: Promise<unknown>) => void }) {
  const joined = rooms.value.some(({ id }) => id === room.id);
  const members = room.members + Number(joined) - Number(room.joined);

  function open(): void {
    closeDialog();
    goTo(room.id);
  }

  return (
    <li>
      <div class="directory-room">
        <p class="directory-name">
          {room.kind === "private" && <Icon name="lock" size={14} />}
          <bdi>{room.name}</bdi>
          <span class="muted">{tn(members, "{n} member", "{n} members")}</span>
        </p>
        {room.topic !== "" && <p class="directory-topic" dir="auto">{room.topic}</p>}
      </div>
      {joined && (
        <button
          type="button"
          class="quiet"
          aria-label={t("Leave {room}", { room: room.name })}
          onClick={() => act(leaveRoom(room.id))}
        >
          {t("Leave")}
        </button>
      )}
      {joined
        ? (
          <button type="button" aria-label={t("Open {room}", { room: room.name })} onClick={open}>
            {t("Open")}
          </button>
        )
        : (
          <button
            type="button"
            class="primary"
            aria-label={t("Join {room}", { room: room.name })}
            onClick={() => act(joinRoom(room.id).then(open))}
          >
            {t("Join")}
          </button>
        )}
    </li>
  );
}
