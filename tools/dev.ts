import { buildClient, watchClient } from "./build_client.ts";

const SERVER = ["src", "main.ts", "static/index.html", "deno.json"];
const SETTLE_MS = 100;

/** Runs the server, and again after each change; the page is rebuilt by its own watcher and reloads itself. */
async function main(): Promise<void> {
  await buildClient({ dev: true });
  let server = startServer();
  const stopWatching = watchClient(({ manifest }) => {
    console.log(`Rebuilt the page: ${manifest["main.js"]}`);
    restart();
  });
  const watcher = Deno.watchFs(SERVER);
  let stopped = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, stop);
  let timer: ReturnType<typeof setTimeout> | undefined;
  for await (const { paths } of watcher) {
    if (paths.every((path) => path.includes("/src/client/"))) continue;
    clearTimeout(timer);
    timer = setTimeout(restart, SETTLE_MS);
  }
  clearTimeout(timer);
  await server.status;
  Deno.exit(0);

  function restart(): void {
    endServer();
    server.status.then(() => {
      if (!stopped) server = startServer();
    });
  }

  function stop(): void {
    stopped = true;
    stopWatching();
    watcher.close();
    endServer();
  }

  function endServer(): void {
    try {
      server.kill("SIGTERM");
    } catch {
      // It has ended already, by an error in the code or by the same Ctrl-C.
    }
  }
}

function startServer(): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--allow-net",
      "--allow-read",
      "--allow-write",
      "--allow-env",
      "--allow-sys=networkInterfaces",
      "main.ts",
    ],
    env: { LOG_STDOUT: Deno.env.get("LOG_STDOUT") ?? "all" },
  }).spawn();
}

if (import.meta.main) await main();
