import type { Registry } from "./registry.ts";

/** Connections that are asked back within one second, so that a restart is no stampede. */
const RETURNS_A_SECOND = 1_000;
const SAY_FIRST = 100;
const MIN_SPREAD = 0.5;
const MAX_SPREAD = 10;

/**
 * Tells every connection when to come back, each at another moment, and closes it with 1012.
 * @param timeout milliseconds to wait for those who do not answer the close
 */
export async function drainConnections(registry: Registry, timeout: number): Promise<void> {
  const connections = registry.connections();
  const spread = Math.min(MAX_SPREAD, Math.max(MIN_SPREAD, connections.length / RETURNS_A_SECOND));
  for (const connection of connections) {
    // The more there are, the later the first is asked back: who came before the start would come again with the rest.
    const retryAfter = 0.1 + spread * (0.3 + Math.random());
    connection.sayClosing(1012, { retryAfter: Math.round(retryAfter * 1000) / 1000 });
  }
  // A frame from the other end that crosses the close makes the runtime drop the connection with all that it had to say.
  if (connections.length > 0) await new Promise((resolve) => setTimeout(resolve, SAY_FIRST));
  for (const connection of connections) connection.end(1012);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => timer = setTimeout(resolve, timeout));
  await Promise.race([Promise.all(connections.map(({ gone }) => gone)), late]);
  clearTimeout(timer);
}
