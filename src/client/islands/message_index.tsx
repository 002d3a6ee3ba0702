import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { LogEvent } from "../../protocol/events.ts";
import { fullTime } from "../format/times.ts";
import { nameOf } from "../state/people.ts";
import { rooms } from "../state/rooms.ts";
import { t, tx } from "../strings/t.ts";
import { faultOf } from "./acts.ts";
import { Avatar } from "./avatar.tsx";
import { FoldedLine } from "./folded.tsx";
import { isFolded } from "./unfolded.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { MessageText } from "./message_text.tsx";
import { goTo, goToMessage } from "./route.ts";

/** A message of any room. */
export type IndexedMessage = Extract<LogEvent, { type: "message.posted" }>;

export interface MessageIndexProps {
  title: string;
  /** What is said where there is none. */
  nothing: string;
  /** A page of them; `before` is the `next` of the page before it. @throws CommandError */
  list(before?: number): Promise<{ events: IndexedMessage[]; next?: number }>;
  /** What more can be done with one; `drop` takes it out of the list, once it is over. */
  act?(event: IndexedMessage, drop: (over: Promise<void>) => void): ComponentChildren;
}

/** Messages of all rooms in a dialog, page by page; each leads to its room. */
export function MessageIndex({ title, nothing, list, act }: MessageIndexProps) {
  const events = useSignal<IndexedMessage[] | undefined>(undefined);
  const next = useSignal<number | undefined>(undefined);
  const fault = useSignal("");

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      fault.value = "";
    } catch (error) {
      fault.value = faultOf(error);
    }
  }

  const load = () =>
    attempt(async () => {
      const page = await list(next.peek());
      events.value = [...events.peek() ?? [], ...page.events];
      next.value = page.next;
    });
  const drop = (event: IndexedMessage, over: Promise<void>) =>
    void attempt(async () => {
      await over;
      events.value = events.peek()?.filter((other) => other !== event);
    });
  useEffect(() => void load(), []);

  return (
    <Dialog title={title} class="wide">
      <p class="fault" role="alert">{fault.value}</p>
      <ul class="mentions" aria-label={title} tabIndex={0}>
        {events.value?.map((event) => (
          <li key={`${event.room} ${event.seq}`}>
            <Indexed event={event} />
            {act?.(event, (over) => drop(event, over))}
          </li>
        ))}
        {events.value?.length === 0 && <li class="nothing">{nothing}</li>}
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

/** Where a message was said, in the words of the reader. */
export function whereabouts({ room, message }: IndexedMessage): { room: string; name: string } {
  const name = rooms.value.find(({ id }) => id === room)?.name.value ?? room;
  return { room: name, name: nameOf(message.author) };
}

function Indexed({ event }: { event: IndexedMessage }) {
  const { message, room, at, seq } = event;
  const about = whereabouts(event);

  function go(): void {
    closeDialog();
    if (message.thread === undefined) return goToMessage(room, seq);
    goTo(room);
    rooms.peek().find(({ id }) => id === room)?.threads.show(message.thread);
  }

  if (isFolded({ id: room }, event)) {
    return <FoldedLine room={room} seq={seq} at={Date.parse(at)} author={message.author} />;
  }
  return (
    <>
      <Avatar user={message.author} />
      <div class="mention-body">
        <p class="mention-head">
          {!message.me && <bdi class="author">{about.name}</bdi>}
          <span class="muted">{tx("in {room}", { room: <bdi>{about.room}</bdi> })}</span>
          <time class="muted" dateTime={at}>{fullTime(Date.parse(at))}</time>
        </p>
        {message.deleted
          ? <p class="gone">{t("Message deleted")}</p>
          : <MessageText text={message.text} actor={message.me ? about.name : undefined} />}
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
    </>
  );
}
