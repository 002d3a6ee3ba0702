/** What sends its pending frame when the turn ends. */
export interface Flushable {
  /** Characters that it would send. */
  readonly pending: number;
  flush(): void;
}

/** Milliseconds that sending may take in one turn, after which no further frame begins. */
const TURN = 40;
/**
 * Characters that are sent in one turn, after which no further frame begins. The runtime copies each frame: in memory
 * that it has just used, where there are few at a time, and else in new pages, which cost more than all the rest.
 */
const MOST = 4 * 1024 * 1024;
/** Characters of a frame for which others do not wait. */
const LONG = 16 * 1024;

let due: Flushable[] = [];
/** What is long goes after all that is short, a few in a turn. */
let long: Flushable[] = [];
let armed = false;
let behind = false;

/** Whether frames that were due in the last turn are still due: more comes in than can go out. */
export function isBehind(): boolean {
  return behind;
}

/**
 * Flushes at the end of this turn of the event loop, once for all that is due. `setImmediate` lets the turn's whole
 * input arrive first; a microtask would come too early to join anything, a timer would add a millisecond. Where much
 * goes to many, the rest goes in the next turns, so that who says something meanwhile is heard.
 */
export function flushLater(flushable: Flushable): void {
  due.push(flushable);
  arm();
}

function arm(): void {
  if (armed) return;
  armed = true;
  setImmediate(flushAll);
}

function flushAll(): void {
  armed = false;
  const ends = performance.now() + TURN;
  const flushing = due;
  due = [];
  let [index, last, sent] = [0, 0, 0];
  const send = (one: Flushable) => {
    sent += one.pending;
    one.flush();
  };
  try {
    while (index < flushing.length && sent < MOST && performance.now() < ends) {
      const one = flushing[index++]!;
      if (one.pending > LONG) long.push(one);
      else send(one);
    }
    while (last < long.length && (last === 0 || (sent < MOST && performance.now() < ends))) {
      send(long[last++]!);
    }
  } finally {
    due = [...flushing.slice(index), ...due];
    long = long.slice(last);
    behind = due.length + long.length > 0;
    if (behind) arm();
  }
}
