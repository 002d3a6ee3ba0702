import type { Registry } from "./registry.ts";

/** Connections that are asked back within one second, so that a restart is no stampede. */
const RETURNS_A_SECOND = 1_000;
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
    const retryAfter = Math.round((0.1 + Math.random() * spread) * 1000) / 1000;
    connection.send({ type: "closing", code: 1012, reason: "restart", retryAfter });
    connection.end(1012);
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => timer = setTimeout(resolve, timeout));
  await Promise.race([Promise.all(connections.map(({ gone }) => gone)), late]);
  clearTimeout(timer);
}
