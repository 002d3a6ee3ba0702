import { PreviewMaker } from "./chat/previews/maker.ts";
import type { Logs } from "./log/setup.ts";
import type { Metrics } from "./metrics/metrics.ts";
import { machineNetwork, type Network } from "./previews/network.ts";
import { readPreview } from "./previews/preview.ts";
import type { Store } from "./store/store.ts";

export interface PreviewParts {
  store: Store;
  logs: Logs;
  metrics: Metrics;
}

/**
 * Begins to show what links lead to.
 * @param network by default the one that this machine is in
 */
export function startPreviews(
  { store, logs, metrics }: PreviewParts,
  network: Network = machineNetwork,
): PreviewMaker {
  const maker = new PreviewMaker({
    store,
    read: (url, signal) => readPreview(url, network, { signal }),
    onError: (error, doing) => logs.error(doing, error),
  });
  metrics.gauge("parley_previews", "Previews of links that were shown", () => maker.shown);
  metrics.gauge("parley_previews_waiting", "Previews of links that wait or are made", () => maker.waiting);
  return maker;
}

/** Whether this process may reach a page at all; without a preview nobody would be told why. */
export function mayConnect(): boolean {
  return [80, 443].every((port) =>
    Deno.permissions.querySync({ name: "net", host: `8.8.8.8:${port}` }).state === "granted"
  );
}
