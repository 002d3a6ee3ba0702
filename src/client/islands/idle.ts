/** Milliseconds after which a task runs however busy the page is. */
const PATIENCE = 500;

/** Runs a task when the page has nothing better to do, unless the returned function is called before. */
export function whenIdle(task: () => void): () => void {
  // Safari has no other way.
  if (!("requestIdleCallback" in globalThis)) {
    const timer = setTimeout(task, PATIENCE);
    return () => clearTimeout(timer);
  }
  const asked = requestIdleCallback(task, { timeout: PATIENCE });
  return () => cancelIdleCallback(asked);
}
