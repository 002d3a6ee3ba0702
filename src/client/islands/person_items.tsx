import { useSignal } from "@preact/signals";
import type { User } from "../../protocol/models.ts";
import { openDirect } from "../state/members.ts";
import { nameOf } from "../state/people.ts";
import type { RoomModel } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { faultOf } from "./acts.ts";
import { Icon } from "./icon.tsx";
import { insertText } from "./insert_text.ts";
import { keepsOrder, openModeration } from "./order.ts";
import { goTo } from "./route.ts";
import { say } from "./toast.tsx";

export interface PersonItemsProps {
  user: User;
  /** Where they were met, where that is known. */
  room?: RoomModel | undefined;
  close: () => void;
}

/** What can be done with another person. */
export function PersonItems({ user, room, close }: PersonItemsProps) {
  const busy = useSignal(false);

  async function write(): Promise<void> {
    busy.value = true;
    try {
      const { id } = await openDirect([{ id: user.id, name: user.name, known: true }]);
      close();
      goTo(id);
    } catch (error) {
      close();
      say(faultOf(error));
    }
  }

  function mention(): void {
    close();
    // The browser gives the focus back first.
    setTimeout(() => {
      const field = document.getElementById("composer") as HTMLTextAreaElement | null;
      if (field === null) return;
      field.focus();
      const { selectionStart: start, selectionEnd: end, value } = field;
      const gap = start > 0 && !/\s$/.test(value.slice(0, start)) ? " " : "";
      insertText(field, `${gap}@${nameOf(user)} `, start, end);
    });
  }

  return (
    <>
      <p class="menu-title">
        <bdi>{nameOf(user)}</bdi>
        {user.status !== undefined && <small dir="auto">{user.status}</small>}
      </p>
      <button type="button" disabled={busy.value} onClick={write}>
        <Icon name="person" size={16} />
        {t("Write a direct message")}
      </button>
      <button type="button" onClick={mention}>
        <Icon name="at" size={16} />
        {t("Mention in the message box")}
      </button>
      {room !== undefined && keepsOrder(room) && (
        <button
          type="button"
          aria-label={t("Mute or ban {name}", { name: nameOf(user) })}
          onClick={() => openModeration(room, user)}
        >
          <Icon name="dots" size={16} />
          {t("Mute or ban")}
        </button>
      )}
    </>
  );
}
