import { TextLineStream } from "./lines.ts";
import type { Peer } from "./peers.ts";
import { pinned } from "./pin.ts";
import type { Tools } from "./tools.ts";

export interface RunningPeer {
  pid: number;
  port: number;
  /** Milliseconds from the start of the process until it listens. */
  startedIn: number;
}

export interface ServerOptions {
  /** Settings beside those that raise Parley's limits. */
  settings?: Record<string, string>;
  /** Parley's data folder; a new one by default. */
  dataDir?: string;
}

/** Limits raised, nothing switched off: each message is stored, logged, counted and limited. */
const SETTINGS = {
  HOST: "127.0.0.1",
  PORT: "0",
  MESSAGE_RATE: "1000000",
  MESSAGE_BURST: "1000000",
  SIGN_IN_RATE: "1000000",
  REQUEST_RATE: "1000000",
  MAX_CONNECTIONS: "100000",
  MAX_CONNECTIONS_PER_ADDRESS: "100000",
  MAX_CONNECTIONS_PER_USER: "1000",
  MAX_RESUME: "1000",
};
const READY = /^(?:ready |Parley is ready at http:\/\/127\.0\.0\.1:)(\d+)/;

/** Runs a server on its core while `use` does, in a folder of its own; ends it whatever happens. */
export async function withPeer<T>(
  peer: Peer,
  tools: Tools,
  use: (running: RunningPeer) => Promise<T>,
  { settings = {}, dataDir }: ServerOptions = {},
): Promise<T> {
  const dir = await Deno.makeTempDir({ prefix: "parley-bench-data-" });
  const [program = "", ...args] = pinned("server", peer.command(tools)!);
  const begin = performance.now();
  const child = new Deno.Command(program, {
    args,
    cwd: tools.dir,
    env: {
      ...peer.env,
      ...SETTINGS,
      DATA_DIR: dataDir ?? `${dir}/data`,
      LOG_DIR: `${dir}/logs`,
      ...settings,
    },
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const reading = (async () => {
    for await (const line of lines) {
      const port = READY.exec(line)?.[1];
      if (port !== undefined) resolve(Number(port));
    }
    reject(new Error(`${peer.name} ended before it listened`));
  })();
  try {
    const port = await promise;
    return await use({ pid: child.pid, port, startedIn: performance.now() - begin });
  } finally {
    try {
      child.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
    await child.status;
    await reading;
    await Deno.remove(dir, { recursive: true });
  }
}
