import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Limits } from "../../protocol/limits.ts";
import { textFault } from "../format/text_fault.ts";
import { openDirect } from "../state/members.ts";
import { post } from "../state/messages.ts";
import { nameOf } from "../state/people.ts";
import type { RoomModel } from "../state/rooms.ts";
import type { MessageEntry } from "../state/timeline.ts";
import { t } from "../strings/t.ts";
import { actedMessage, faultOf } from "./acts.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { Icon } from "./icon.tsx";
import { type Place, PlacePicker } from "./place_picker.tsx";
import { excerpt } from "./quote.tsx";
import { say } from "./toast.tsx";

/** Takes a message to another room, or to a person, with a word on it where one likes. */
export function Forward({ limits }: { limits: Limits }) {
  const place = useSignal<Place | undefined>(undefined);
  const comment = useSignal("");
  const fault = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), [place.value]);
  const about = actedMessage();
  if (about === undefined) return <Dialog title={t("Message deleted")}>{null}</Dialog>;

  async function send({ room, entry }: { room: RoomModel; entry: MessageEntry }): Promise<void> {
    const chosen = place.peek();
    const word = comment.peek().trim();
    fault.value = word === "" ? "" : textFault(word, limits.text);
    if (chosen === undefined || fault.peek() !== "") return;
    try {
      const target = chosen.kind === "room" ? chosen.room : await openDirect([chosen.person]);
      if (word !== "") post(target.id, word);
      const { text, author, forwarded } = entry.message;
      const source = { room: room.id, seq: entry.seq, author: forwarded?.author ?? author };
      post(target.id, text, { forwarded: source });
      closeDialog();
      say(t("Forwarded to {room}", { room: target.name.peek() }));
    } catch (error) {
      fault.value = faultOf(error);
    }
  }

  return (
    <Dialog title={t("Forward a message")} class="switcher">
      <p class="sheet-text" dir="auto">
        {!about.entry.message.me && <bdi class="author">{nameOf(about.entry.message.author)}</bdi>}{" "}
        {excerpt(about.entry.message)}
      </p>
      {place.value === undefined
        ? (
          <PlacePicker
            id="forward"
            label={t("Room or person")}
            fits={({ facts }) => !facts.archived.value}
            choose={(chosen) => place.value = chosen}
          />
        )
        : (
          <form
            class="form"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              send(about);
            }}
          >
            <p class="forward-to">
              <span class="muted">{t("To")}</span>
              <bdi>{nameOfPlace(place.value)}</bdi>
              <button
                type="button"
                class="bare"
                aria-label={t("Choose another room or person")}
                onClick={() => place.value = undefined}
              >
                <Icon name="close" size={16} />
              </button>
            </p>
            <label for="forward-comment">{t("A word on it (optional)")}</label>
            <input
              id="forward-comment"
              type="text"
              autocomplete="off"
              dir="auto"
              ref={field}
              value={comment.value}
              aria-describedby="forward-fault"
              onInput={(event) => comment.value = event.currentTarget.value}
            />
            <div class="actions">
              <button type="button" onClick={closeDialog}>{t("Cancel")}</button>
              <button type="submit" class="primary">{t("Forward")}</button>
            </div>
          </form>
        )}
      <p id="forward-fault" class="fault" role="alert">{fault.value}</p>
    </Dialog>
  );
}

function nameOfPlace(place: Place): string {
  return place.kind === "room" ? place.room.name.value : nameOf(place.person);
}
