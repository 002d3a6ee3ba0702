import { signal } from "@preact/signals";
import type { OwnEvent } from "../../protocol/events.ts";
import { fullTime } from "../format/times.ts";
import { nameOf } from "../state/people.ts";
import { t } from "../strings/t.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { dialog } from "./panels.ts";
import { say } from "./toast.tsx";

type Left = Extract<OwnEvent, { type: "room.left" }>;
type Muted = Extract<OwnEvent, { type: "room.muted" }>;

const told = signal<{ room: string; event: Left } | undefined>(undefined);

/** Tells who was sent away from a room by whom, and why; in passing where another dialog is open. */
export function tellSentAway(room: string, event: Left): void {
  if (event.by === undefined) return;
  told.value = { room, event };
  if (dialog.peek() === undefined) dialog.value = "sent_away";
  else say(saySentAway(room, event));
}

/** Tells who is muted, or is so no more. The note above the box says more. */
export function tellMuted(room: string, { muted }: Muted): void {
  if (muted === null) return say(t("You can write to {room} again", { room }));
  say(t("{by} muted you in {room}", { by: nameOf(muted.by), room }));
}

export function SentAway() {
  if (told.value === undefined) return null;
  const { room, event } = told.value;
  return (
    <Dialog
      title={event.banned ? t("You are banned from {room}", { room }) : t("You are out of {room}", { room })}
    >
      <p>{saySentAway(room, event)}</p>
      {event.reason !== undefined && <p dir="auto">{t("Why: {reason}", { reason: event.reason })}</p>}
      <div class="actions">
        <button type="button" class="primary" onClick={closeDialog}>{t("Close")}</button>
      </div>
    </Dialog>
  );
}

function saySentAway(room: string, { by, banned, until }: Left): string {
  const values = { by: nameOf(by!), room };
  if (!banned) return t("{by} removed you from {room}.", values);
  if (until === undefined) return t("{by} banned you from {room}.", values);
  return t("{by} banned you from {room} until {time}.", { ...values, time: fullTime(Date.parse(until)) });
}
