import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { dayStart, fullTime, shortTime } from "../format/times.ts";
import { connection, reconnectNow } from "../state/connection.ts";
import { knownAsOf } from "../state/keeper.ts";
import { t } from "../strings/t.ts";
import { online, today } from "./page.ts";

const PATIENCE_MS = 1_000;
const BACK_MS = 2_500;

/** How the connection is, in one quiet line. It says nothing while all is well, or for a moment's break. */
export function ConnectionLine() {
  const lost = useLost();
  const back = useBackOnline(lost);
  return (
    <div class="connection" role="status">
      {lost ? <Lost /> : back && <p class="well">{t("Back online")}</p>}
    </div>
  );
}

function Lost() {
  const now = useClock();
  const { status, reason, retryAt = 0 } = connection.value;
  if (status === "stopped") {
    return (
      <p>
        {reason === undefined ? t("Disconnected") : t("Disconnected: {reason}", { reason })}
        <button type="button" class="link" onClick={reconnectNow}>{t("Connect again")}</button>
      </p>
    );
  }
  if (!online.value) {
    return <p>{t("Offline{since} — messages will be sent when you are back", { since: asOf() })}</p>;
  }
  const seconds = Math.ceil((retryAt - now) / 1000);
  return (
    <p>
      <span>
        {t("Reconnecting{since}", { since: asOf() })}
        {seconds > 0
          // Not read aloud, second by second.
          ? <span class="seconds" aria-hidden="true">{t(" in {seconds} s", { seconds })}</span>
          : "…"}
      </span>
      <button type="button" class="link" onClick={reconnectNow}>{t("Try now")}</button>
    </p>
  );
}

/** Since when nothing new is known, where that is some time ago. */
function asOf(): string {
  const at = knownAsOf.value;
  if (at === undefined) return "";
  return t(", as of {time}", { time: dayStart(at) === today.value ? shortTime(at) : fullTime(at) });
}

/** Whether the connection has been away for long enough to be told. */
function useLost(): boolean {
  const lost = useSignal(false);
  const well = connection.value.status === "open" && online.value;
  const atOnce = connection.value.status === "stopped" || !online.value;
  useEffect(() => {
    if (well || atOnce) {
      lost.value = !well;
      return;
    }
    const timer = setTimeout(() => lost.value = true, PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [well, atOnce]);
  return lost.value;
}

/** Whether the connection has just come back after its loss was told. */
function useBackOnline(lost: boolean): boolean {
  const back = useSignal(false);
  const told = useSignal(false);
  useEffect(() => {
    if (lost || !told.peek()) {
      told.value = lost;
      return;
    }
    told.value = false;
    back.value = true;
    const timer = setTimeout(() => back.value = false, BACK_MS);
    return () => {
      clearTimeout(timer);
      back.value = false;
    };
  }, [lost]);
  return back.value;
}

/** The time in ms, moving on twice a second. */
function useClock(): number {
  const now = useSignal(Date.now());
  useSignalEffect(() => {
    const timer = setInterval(() => now.value = Date.now(), 500);
    return () => clearInterval(timer);
  });
  return now.value;
}
