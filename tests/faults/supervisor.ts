import { START_ENV } from "../../tools/start_env.ts";
import { toUndo } from "./undo.ts";

export interface SupervisorOptions {
  host: string;
  port: number;
  dataDir: string;
  logDir: string;
  /** Settings, and whatever else the process is to find in its environment. */
  env?: Record<string, string>;
  /** A command that runs another one in the same process, as in `ip netns exec servers`. */
  prefix?: readonly string[];
  /** What of the network it is given; else to listen at its address. */
  net?: string;
}

export interface Ended {
  code: number;
  signal: string | null;
  /** Milliseconds from the signal to the end. */
  ms: number;
}

const ROOT = new URL("../../", import.meta.url);
const KEPT_OUTPUT = 32_768;
const START_PATIENCE = 30_000;

/** Runs the server in a process of its own, with the permissions that it needs and no others; ends and restarts it. */
export class Supervisor {
  /** Starts so far. */
  starts = 0;
  /** Ends that nobody asked for. */
  deaths = 0;
  output = "";
  readonly url: string;
  readonly #options: SupervisorOptions;
  #child: Deno.ChildProcess | undefined;
  #ended: Promise<Deno.CommandStatus> | undefined;
  #told = false;
  #undone: (() => Promise<void>) | undefined;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.url = `http://${options.host}:${options.port}`;
  }

  get pid(): number {
    if (this.#child === undefined) throw new Error(`The server does not run:\n${this.output}`);
    return this.#child.pid;
  }

  get running(): boolean {
    return this.#child !== undefined;
  }

  /** Starts the server; resolves when it takes connections, throws where it ends before. */
  async start(): Promise<void> {
    const { host, port, dataDir, logDir, env, prefix = [], net } = this.#options;
    const command = [
      ...prefix,
      Deno.execPath(),
      "run",
      "--quiet",
      "--no-prompt",
      "--v8-flags=--max-semi-space-size=8",
      net ?? `--allow-net=${host}:${port}`,
      `--allow-read=.,${dataDir},${logDir}`,
      `--allow-write=${dataDir},${logDir}`,
      "--allow-env",
      "--allow-sys=networkInterfaces",
      "main.ts",
    ];
    this.#told = false;
    this.output = "";
    this.starts++;
    const child = new Deno.Command(command[0]!, {
      args: command.slice(1),
      cwd: ROOT,
      env: {
        ...START_ENV,
        HOST: host,
        PORT: String(port),
        DATA_DIR: dataDir,
        LOG_DIR: logDir,
        ...env,
      },
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#child = child;
    this.#undone = toUndo(() => this.#end("SIGKILL").then(() => {}));
    const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
    const heard = (text: string) => {
      this.output = (this.output + text).slice(-KEPT_OUTPUT);
      if (this.output.includes("is ready at")) resolve();
    };
    const read = Promise.all([gather(child.stdout, heard), gather(child.stderr, heard)]);
    this.#ended = Promise.all([child.status, read]).then(([status]) => {
      if (!this.#told) this.deaths++;
      if (this.#child === child) this.#child = undefined;
      reject(new Error(`The server ended with ${status.code} before it was ready:\n${this.output}`));
      return status;
    });
    const late = setTimeout(
      () => reject(new Error(`The server is not ready after ${START_PATIENCE} ms:\n${this.output}`)),
      START_PATIENCE,
    );
    try {
      await ready;
    } finally {
      clearTimeout(late);
    }
  }

  /** SIGKILL. */
  kill(): Promise<Ended> {
    return this.#end("SIGKILL");
  }

  /** SIGTERM; after 20 s SIGKILL. */
  stop(): Promise<Ended> {
    return this.#end("SIGTERM");
  }

  pause(): void {
    this.#child?.kill("SIGSTOP");
  }

  resume(): void {
    this.#child?.kill("SIGCONT");
  }

  async #end(signal: Deno.Signal): Promise<Ended> {
    const child = this.#child;
    const started = performance.now();
    if (child === undefined) return { code: 0, signal: null, ms: 0 };
    this.#told = true;
    child.kill(signal);
    const late = setTimeout(() => this.#child === child && child.kill("SIGKILL"), 20_000);
    const status = await this.#ended!;
    clearTimeout(late);
    await this.#undone?.();
    return { code: status.code, signal: status.signal, ms: performance.now() - started };
  }
}

/** A port that was free a moment ago. */
export function freePort(hostname: string): number {
  const listener = Deno.listen({ hostname, port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}

async function gather(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  take: (text: string) => void,
): Promise<void> {
  for await (const text of stream.pipeThrough(new TextDecoderStream())) take(text);
}
