import { useSignal, useSignalEffect } from "@preact/signals";
import type { Restriction } from "../../protocol/models.ts";
import { fullTime } from "../format/times.ts";
import { nameOf } from "../state/people.ts";
import type { RoomModel } from "../state/rooms.ts";
import { t, tn } from "../strings/t.ts";
import { Icon } from "./icon.tsx";
import { isMuted, keepsOrder } from "./order.ts";

/** Says above the message box why one may not write just now, or how long one has to wait between messages. */
export function HeldNote({ room }: { room: RoomModel }) {
  const { muted, slowMode, mayWriteAt } = room.facts;
  const now = useSignal(performance.now());
  useSignalEffect(() => {
    const until = Math.max(mayWriteAt.value, endOf(muted.value));
    if (until <= performance.now()) return;
    const timer = setInterval(() => now.value = performance.now(), 500);
    return () => clearInterval(timer);
  });
  now.value;
  if (isMuted(room)) {
    return (
      <p class="composer-banner" role="status">
        <Icon name="alert" size={16} />
        <span>{sayMuted(muted.value!)}</span>
      </p>
    );
  }
  if (slowMode.value === 0 || keepsOrder(room)) return null;
  const wait = Math.ceil((mayWriteAt.value - performance.now()) / 1000);
  return (
    <p class="composer-banner">
      <Icon name="clock" size={16} />
      <span>
        {wait > 0
          ? tn(
            wait,
            "Slow mode: you can write again in {n} second",
            "Slow mode: you can write again in {n} seconds",
          )
          : tn(
            slowMode.value,
            "Slow mode: one message each second",
            "Slow mode: one message every {n} seconds",
          )}
      </span>
    </p>
  );
}

function sayMuted({ by, until, reason }: Restriction): string {
  const said = until === undefined
    ? t("{by} muted you here: you can read, and not write.", { by: nameOf(by) })
    : t("{by} muted you here until {time}: you can read, and not write.", {
      by: nameOf(by),
      time: fullTime(Date.parse(until)),
    });
  return reason === undefined ? said : `${said} ${t("Why: {reason}", { reason })}`;
}

/** In ms of the monotonic clock. */
function endOf(muted: Restriction | null): number {
  return muted?.until === undefined ? 0 : performance.now() + Date.parse(muted.until) - Date.now();
}
