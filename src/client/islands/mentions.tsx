import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { fullTime } from "../format/times.ts";
import { listMentions, type MentionEvent } from "../state/mentions.ts";
import { nameOf } from "../state/people.ts";
import { rooms } from "../state/rooms.ts";
import { t, tx } from "../strings/t.ts";
import { Avatar } from "./avatar.tsx";
import { closeDialog, Dialog } from "./dialog.tsx";
import { MessageText } from "./message_text.tsx";
import { goTo, goToMessage } from "./route.ts";

/** The messages that call the reader, newest first; each leads to its room. */
export function Mentions() {
  const events = useSignal<MentionEvent[] | undefined>(undefined);
  const next = useSignal<number | undefined>(undefined);
  const fault = useSignal("");

  async function load(): Promise<void> {
    try {
      const page = await listMentions(next.peek());
      events.value = [...events.peek() ?? [], ...page.events];
      next.value = page.next;
      fault.value = "";
    } catch (error) {
      fault.value = (error as Error).message;
    }
  }
  useEffect(() => void load(), []);

  return (
    <Dialog title={t("Mentions")} class="wide">
      <p class="fault" role="alert">{fault.value}</p>
      <ul class="mentions" aria-label={t("Mentions")} tabIndex={0}>
        {events.value?.map((event) => <Mention key={`${event.room} ${event.seq}`} event={event} />)}
        {events.value?.length === 0 && <li class="nothing">{t("Nobody has mentioned you yet.")}</li>}
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

function Mention({ event }: { event: MentionEvent }) {
  const { message, room, at } = event;
  const name = rooms.value.find(({ id }) => id === room)?.name.value ?? room;

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
          <span class="muted">
            {tx("in {room}", { room: <bdi>{name}</bdi> })}
          </span>
          <time class="muted" dateTime={at}>{fullTime(Date.parse(at))}</time>
        </p>
        <MessageText text={message.text} />
      </div>
      <button
        type="button"
        class="quiet"
        aria-label={t("Open {room}, message of {name}", { room: name, name: nameOf(message.author) })}
        onClick={go}
      >
        {t("Open")}
      </button>
    </li>
  );
}
