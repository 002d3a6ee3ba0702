import { type Config, ConfigError, readConfig } from "./src/config/config.ts";
import { helpText } from "./src/config/help.ts";
import { ownerAddress, reachableAddresses } from "./src/http/addresses.ts";
import { ListenError } from "./src/http/listen.ts";
import { connectionsWithFiles } from "./src/http/open_files.ts";
import { type RunningServer, startServer } from "./src/server.ts";
import { StoreError } from "./src/store/store.ts";

async function main(args: readonly string[]): Promise<void> {
  if (args.length > 0) {
    console.log(helpText());
    if (args.some((arg) => arg !== "--help" && arg !== "-h")) Deno.exit(2);
    return;
  }
  const started = performance.now();
  // Else the runtime copies each frame into a buffer of its connection, which keeps the size of the largest one for good.
  Deno.env.set("DENO_USE_WRITEV", "1");
  const wanted = readConfig(Deno.env.toObject());
  const config = capConnections(wanted);
  const server = await startServer(config);
  logFaults(server);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => stopAndExit(server, config));
  }
  announce(server, config, performance.now() - started);
  const max = config.maxConnections;
  if (max < wanted.maxConnections) {
    server.logs.warn(
      `connections are limited to ${max}: raise 'ulimit -n' to ${wanted.maxConnections + 200}`,
      { max },
    );
  }
}

function announce(server: RunningServer, config: Config, ms: number): void {
  const [first, ...others] = reachableAddresses(server.address, config.publicUrl);
  const more = others.length === 0 ? "" : `\n  also at ${others.join("  ")}`;
  const owner = server.ownerToken === undefined
    ? ""
    : `\n  Nobody owns this server yet: to become its owner, open ${ownerAddress(first!, server.ownerToken)}`;
  const logs = config.logDir === "-" ? "logs on stdout" : `logs in ${config.logDir}`;
  console.log(
    `Parley is ready at ${first} (${
      Math.round(ms)
    } ms)${more}\n  data in ${config.dataDir}, ${logs}; Ctrl-C stops it${owner}`,
  );
}

/** The settings, with only as many connections as files may be open: without a free one the runtime stops to listen. */
function capConnections(config: Config): Config {
  return Object.freeze({ ...config, maxConnections: connectionsWithFiles(config.maxConnections) });
}

/** An error that nobody caught is logged, and the chat goes on: what was acknowledged is stored already. */
function logFaults({ logs }: RunningServer): void {
  addEventListener("error", (event) => {
    event.preventDefault();
    logs.error("uncaught", event.error);
  });
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    logs.error("unhandled", event.reason);
  });
}

let signals = 0;

/** The first signal stops in good order, the second at once. */
async function stopAndExit(server: RunningServer, config: Config): Promise<void> {
  if (++signals > 1) Deno.exit(1);
  console.log("Stopping …");
  setTimeout(() => Deno.exit(1), config.stopGrace * 1000);
  await server.stop();
  Deno.exit(0);
}

if (import.meta.main) {
  try {
    await main(Deno.args);
  } catch (error) {
    const expected = [ConfigError, ListenError, StoreError].some((kind) => error instanceof kind);
    console.error(expected ? (error as Error).message : error);
    Deno.exit(1);
  }
}
