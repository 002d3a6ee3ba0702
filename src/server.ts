import { createChat } from "./chat/chat.ts";
import { makeOwnerLink } from "./chat/links.ts";
import { openChat } from "./chat/open.ts";
import { KeyedBuckets } from "./chat/rate_limits.ts";
import type { Config } from "./config/config.ts";
import { showSettings } from "./config/shown.ts";
import { createApp } from "./http/app.ts";
import { listen } from "./http/listen.ts";
import { readPage } from "./http/page.ts";
import { startJobs } from "./jobs/recurring.ts";
import { type Logs, openLogs } from "./log/setup.ts";
import { createMetrics } from "./metrics/metrics.ts";
import { MemoryPubSub } from "./pubsub/memory.ts";
import { createRealtime } from "./realtime/realtime.ts";
import { toChatOptions, toHttpOptions, toLogOptions, toRealtimeOptions } from "./server_options.ts";
import { removeExpired } from "./jobs/remove_expired.ts";
import type { Network } from "./previews/network.ts";
import { mayConnect, startPreviews } from "./server_previews.ts";
import { openStore } from "./store/open.ts";

const DAY = 86_400_000;

/** A server that listens. */
export interface RunningServer {
  address: Deno.NetAddr;
  logs: Logs;
  /** Token of a link by which somebody becomes the owner; undefined where there is one already. */
  ownerToken: string | undefined;
  /** Takes no more, sends everyone away to come back, stores and writes what is left. */
  stop(): Promise<void>;
}

/**
 * Puts the server together and starts it; throws ListenError or Error where that cannot be.
 * @param staticDir where the page is; by default the one of this project
 * @param network where pages that messages link to are; by default the one of this machine
 */
export async function startServer(
  config: Config,
  staticDir?: string,
  network?: Network,
): Promise<RunningServer> {
  const options = toHttpOptions(config, staticDir);
  const page = await readPage(options.staticDir);
  const logs = openLogs(toLogOptions(config));
  const metrics = createMetrics();
  const store = openStore(config.dataDir);
  store.onCommitted(() => metrics.commits.inc());
  const pubsub = new MemoryPubSub();
  const chat = createChat({
    store,
    pubsub,
    onError: (error, doing) => logs.error(doing, error),
    onPresence: (type, room, user) =>
      logs.websocket(type === "presence.joined" ? "join" : "leave", { room, user: user.id }),
  }, toChatOptions(config));
  await openChat(chat);
  const ownerToken = await store.accounts.hasOwner() ? undefined : await makeOwnerLink(store.links);
  const realtime = createRealtime({ chat, logs, metrics }, toRealtimeOptions(config, page.build));
  metrics.gauge("parley_connections", "Open WebSockets", () => realtime.registry.size);
  metrics.gauge(
    "parley_connections_max",
    "WebSockets that may be open at once",
    () => config.maxConnections,
  );
  metrics.gauge(
    "parley_connections_held",
    "WebSockets that take a descriptor, also those that are closed but not gone",
    () => realtime.registry.held,
  );
  metrics.gauge("parley_people", "People who are here", () => chat.people.size);
  metrics.gauge("parley_log_reads", "Reads of a room's log from the store", () => store.log.reads);
  const { search } = store;
  metrics.gauge(
    "parley_search_lag_seconds",
    "Time since the oldest commit that cannot be found yet",
    () => search.figures.lag / 1000,
  );
  metrics.gauge("parley_search_waiting", "Searches that wait or run", () => search.figures.waiting);
  metrics.gauge("parley_searches", "Searches that were answered", () => search.figures.found);
  metrics.gauge("parley_searches_late", "Searches that took too long", () => search.figures.late);
  const previews = config.linkPreviews ? startPreviews({ store, logs, metrics }, network) : undefined;
  if (previews !== undefined && network === undefined && !mayConnect()) {
    logs.warn("LINK_PREVIEWS is on, but this process may not connect to ports 80 and 443", {});
  }
  let stopping: Promise<void> | undefined;
  const app = createApp({
    chat,
    realtime,
    logs,
    metrics,
    guesses: new KeyedBuckets({ rate: config.maxWrongTokens / 60, burst: config.maxWrongTokens }, {
      of: "wrong_tokens",
    }),
    options,
    page,
    settings: showSettings(config),
    notReady: () => stopping === undefined ? undefined : "stopping",
  });
  const listener = listen({
    hostname: config.host,
    port: config.port,
    handle: (request, remoteAddress) => app.fetch(request, { remoteAddress }),
    onFault: (error) => logs.error("listening", error),
  });
  const every = config.sessionCheck * 1000;
  const jobs = startJobs([
    { name: "removing expired sessions", every, run: () => removeExpired(store) },
    {
      name: "forgetting mutes that have ended",
      every,
      run: () => Promise.resolve(chat.restraints.forgetEnded(Date.now())),
    },
    { name: "closing expired sessions", every, run: () => realtime.endExpired() },
    { name: "forgetting lost sockets", every, run: () => Promise.resolve(realtime.registry.forgetHeld(DAY)) },
  ], (error, doing) => logs.error(doing, error));
  search.follow((error) => logs.error("indexing", error));
  logs.info("started", { port: listener.address.port });
  return {
    address: listener.address,
    logs,
    ownerToken,
    stop: () => stopping ??= stop(),
  };

  async function stop(): Promise<void> {
    logs.info("stopping", { connections: realtime.registry.size });
    await jobs.stop();
    const half = config.stopGrace * 1000 / 2;
    await realtime.drain(half);
    await listener.close(half * 0.8);
    chat.people.close();
    await previews?.close();
    await pubsub.close();
    await store.close();
    metrics.close();
    logs.info("stopped", {});
    logs.close();
  }
}
