import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { connection, type ConnectionState, reconnectNow } from "../state/connection.ts";

const PATIENCE_MS = 1_000;
const BACK_MS = 2_500;

/** How the connection is, in one quiet line. It says nothing while all is well, or for a moment's break. */
export function ConnectionLine() {
  const now = useClock();
  const back = useBackOnline();
  const state = connection.value;
  const lost = state.status !== "open" && (state.status !== "connecting" || now - state.since > PATIENCE_MS);
  return (
    <div class="connection" role="status">
      {lost ? <Lost state={state} now={now} /> : back && <p class="well">Back online</p>}
    </div>
  );
}

function Lost({ state, now }: { state: ConnectionState; now: number }) {
  if (state.status === "stopped") {
    return (
      <p>
        Disconnected{state.reason === undefined ? "" : `: ${state.reason}`}
        <button type="button" class="link" onClick={reconnectNow}>Connect again</button>
      </p>
    );
  }
  if (state.status === "offline") return <p>Offline — messages will be sent when you are back</p>;
  const seconds = state.retryAt === undefined ? 0 : Math.ceil((state.retryAt - now) / 1000);
  return (
    <p>
      {seconds > 0
        ? <>Reconnecting in <span class="seconds" aria-live="off">{seconds}</span> s</>
        : "Reconnecting…"}
      <button type="button" class="link" onClick={reconnectNow}>Try now</button>
    </p>
  );
}

/** The time in ms, moving on twice a second while the connection is not open. */
function useClock(): number {
  const now = useSignal(Date.now());
  useSignalEffect(() => {
    if (connection.value.status === "open") return;
    now.value = Date.now();
    const timer = setInterval(() => now.value = Date.now(), 500);
    return () => clearInterval(timer);
  });
  return now.value;
}

/** Whether the connection has just come back after it had been away for long enough to be told. */
function useBackOnline(): boolean {
  const back = useSignal(false);
  const lostAt = useSignal<number | undefined>(undefined);
  const { status, since } = connection.value;
  useEffect(() => {
    if (status !== "open") {
      lostAt.value ??= since;
      return;
    }
    const away = lostAt.peek() === undefined ? 0 : Date.now() - lostAt.peek()!;
    lostAt.value = undefined;
    if (away < PATIENCE_MS) return;
    back.value = true;
    const timer = setTimeout(() => back.value = false, BACK_MS);
    return () => {
      clearTimeout(timer);
      back.value = false;
    };
  }, [status]);
  return back.value;
}
