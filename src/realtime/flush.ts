/** What sends its pending frame when the turn ends. */
export interface Flushable {
  flush(): void;
}

let due: Flushable[] = [];

/**
 * Flushes at the end of this turn of the event loop, once for all that is due. `setImmediate` lets the turn's whole
 * input arrive first; a microtask would come too early to join anything, a timer would add a millisecond.
 */
export function flushLater(flushable: Flushable): void {
  due.push(flushable);
  if (due.length === 1) setImmediate(flushAll);
}

function flushAll(): void {
  const flushing = due;
  due = [];
  for (const one of flushing) one.flush();
}
