import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { fullTime } from "../format/times.ts";
import { nameOf } from "../state/people.ts";
import { rooms } from "../state/rooms.ts";
import { listSaved, save, type SavedMessage } from "../state/saved.ts";
import { t } from "../strings/t.ts";
import { faultOf } from "./acts.ts";
import { Avatar } from "./avatar.tsx";
import { closeDialog, Dialog } from "./dialog.tsx";
import { Icon } from "./icon.tsx";
import { MessageText } from "./message_text.tsx";
import { goTo, goToMessage } from "./route.ts";

/** The messages that the reader keeps for themselves, the last saved first; each leads to its room. */
export function Saved() {
  const events = useSignal<SavedMessage[] | undefined>(undefined);
  const next = useSignal<number | undefined>(undefined);
  const fault = useSignal("");

  async function load(): Promise<void> {
    try {
      const page = await listSaved(next.peek());
      events.value = [...events.peek() ?? [], ...page.events];
      next.value = page.next;
      fault.value = "";
    } catch (error) {
      fault.value = faultOf(error);
    }
  }
  useEffect(() => void load(), []);

  async function remove({ room, seq }: SavedMessage): Promise<void> {
    try {
      await save({ room, message: seq }, false);
      events.value = events.peek()?.filter((other) => other.room !== room || other.seq !== seq);
    } catch (error) {
      fault.value = faultOf(error);
    }
  }

  return (
    <Dialog title={t("Saved messages")} class="wide">
      <p class="fault" role="alert">{fault.value}</p>
      <ul class="mentions" aria-label={t("Saved messages")} tabIndex={0}>
        {events.value?.map((event) => (
          <Row
            key={`${event.room} ${event.seq}`}
            event={event}
            remove={() => remove(event)}
          />
        ))}
        {events.value?.length === 0 && (
          <li class="nothing">{t("Nothing is saved. A message is saved by its “More”.")}</li>
        )}
        {events.value === undefined && fault.value === "" && (
          <li class="nothing">
            <span class="spinner" role="img" aria-label={t("Loading")} />
          </li>
        )}
      </ul>
      {next.value !== undefined && <button type="button" onClick={load}>{t("Show older ones")}</button>}
    </Dialog>
  );
}

function Row({ event, remove }: { event: SavedMessage; remove: () => void }) {
  const { message, room, at } = event;
  const name = rooms.value.find(({ id }) => id === room)?.name.value ?? room;
  const about = { room: name, name: nameOf(message.author) };

  function go(): void {
    closeDialog();
    if (message.thread === undefined) return goToMessage(room, event.seq);
    goTo(room);
    rooms.peek().find(({ id }) => id === room)?.threads.show(message.thread);
  }

  return (
    <li>
      <Avatar user={message.author} />
      <div class="mention-body">
        <p class="mention-head">
          <bdi class="author">{nameOf(message.author)}</bdi>
          <bdi class="muted">{name}</bdi>
          <time class="muted" dateTime={at}>{fullTime(Date.parse(at))}</time>
        </p>
        {message.deleted ? <p class="gone">{t("Message deleted")}</p> : <MessageText text={message.text} />}
      </div>
      {!message.deleted && (
        <button
          type="button"
          class="quiet"
          aria-label={t("Open {room}, message of {name}", about)}
          onClick={go}
        >
          {t("Open")}
        </button>
      )}
      <button
        type="button"
        class="bare"
        aria-label={t("Remove the message of {name} from saved", about)}
        title={t("Remove from saved")}
        onClick={remove}
      >
        <Icon name="close" size={16} />
      </button>
    </li>
  );
}
