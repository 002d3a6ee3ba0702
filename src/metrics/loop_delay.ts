import process from "node:process";

/** How late the event loop was, at most, since somebody looked last. */
export interface LoopDelay {
  /** Seconds from when a timer was due until it ran, at most. */
  late(): number;
  /** Seconds of processor time between two of them, at most: a late loop that has not worked was kept waiting by others. */
  worked(): number;
  stop(): void;
}

const PACE = 20;

/**
 * Looks after the event loop by a timer of 20 ms: what keeps the loop is seen by how late the timer comes. The runtime's
 * own `monitorEventLoopDelay()` does not see what keeps it in a timer or in an answer.
 */
export function watchLoop(): LoopDelay {
  let [late, worked] = [0, 0];
  let [due, used] = [performance.now() + PACE, processorMs()];
  const timer = setInterval(look, PACE);
  Deno.unrefTimer(timer);
  return { late: takeLate, worked: takeWorked, stop: () => clearInterval(timer) };

  function look(): void {
    const [now, usedNow] = [performance.now(), processorMs()];
    late = Math.max(late, now - due);
    worked = Math.max(worked, usedNow - used);
    [due, used] = [now + PACE, usedNow];
  }

  function takeLate(): number {
    const most = late;
    late = 0;
    return most / 1000;
  }

  function takeWorked(): number {
    const most = worked;
    worked = 0;
    return most / 1000;
  }
}

function processorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
