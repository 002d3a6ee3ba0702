import { Access } from "./access.ts";

export type Settings = Record<string, string>;

const ROOT = new URL("../../", import.meta.url);
const QUIET = { HOST: "127.0.0.1", PORT: "0", SIGN_IN_RATE: "100000" };
const PATIENCE = 15_000;
const READY = /^Parley is ready at http:\/\/127\.0\.0\.1:(\d+)\//m;

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** A real server in a process of its own, which can be killed. */
export class ServerProcess extends Access {
  readonly dir: string;
  /** Resolves when the server of the moment takes connections; after kill() when the next one does. */
  ready: Promise<unknown> = Promise.resolve();
  readonly #env: Settings;
  #run: Run;

  private constructor(url: string, run: Run, { dir, env }: { dir: string; env: Settings }) {
    super(url);
    this.dir = dir;
    this.#run = run;
    this.#env = { ...env, PORT: new URL(url).port };
  }

  static async start(dir: string, env: Settings): Promise<ServerProcess> {
    const run = new Run(env);
    return new ServerProcess(await run.ready, run, { dir, env });
  }

  /** What the process of the moment has written so far. */
  get output(): { stdout: string; stderr: string } {
    return { stdout: this.#run.stdout, stderr: this.#run.stderr };
  }

  signal(signal: Deno.Signal): void {
    this.#run.signal(signal);
  }

  /** Sends a signal and waits for the end. */
  async end(signal: Deno.Signal): Promise<Ended> {
    this.#run.signal(signal);
    return await this.#run.ended;
  }

  /** Waits for the end of a process that was told to. */
  get ended(): Promise<Ended> {
    return this.#run.ended;
  }

  /** Starts the server again, on the same port and data. */
  async start(): Promise<void> {
    this.#run = new Run(this.#env);
    await this.#run.ready;
  }

  /** Ends the server by a signal and starts it again; `ready` waits for both. */
  restart(signal: Deno.Signal): Promise<Ended> {
    const ended = this.end(signal);
    this.ready = ended.then(() => this.start());
    return this.ready.then(() => ended);
  }

  async stop(): Promise<void> {
    if (!this.#run.over) await this.end("SIGKILL");
  }
}

/** Runs a server in a process of its own, in folders of its own; ends it whatever happens in `use`. */
export async function withProcess(
  settings: Settings,
  use: (server: ServerProcess) => Promise<void>,
): Promise<void> {
  const dir = await Deno.makeTempDir({ prefix: "parley-" });
  const server = await ServerProcess.start(dir, {
    ...QUIET,
    DATA_DIR: `${dir}/data`,
    LOG_DIR: `${dir}/logs`,
    ...settings,
  });
  try {
    await use(server);
  } finally {
    await server.close();
    await server.stop();
    await Deno.remove(dir, { recursive: true });
  }
}

/** Runs main.ts with settings and arguments under which it ends by itself; it is killed where it does not. */
export async function runToEnd(settings: Settings, args: string[] = []): Promise<Ended> {
  const run = new Run(settings, args);
  run.ready.catch(() => {});
  const timer = setTimeout(() => run.signal("SIGKILL"), PATIENCE);
  try {
    return await run.ended;
  } finally {
    clearTimeout(timer);
  }
}

/** One process of main.ts, and what it writes. */
class Run {
  stdout = "";
  stderr = "";
  over = false;
  /** The address under which it is ready; rejects where it ends before. */
  readonly ready: Promise<string>;
  readonly ended: Promise<Ended>;
  readonly #child: Deno.ChildProcess;

  constructor(settings: Settings, args: string[] = []) {
    // The deno binary itself: a wrapper would not pass signals on.
    this.#child = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-prompt",
        "--v8-flags=--max-semi-space-size=8",
        "--allow-env",
        "--allow-net",
        "--allow-read",
        "--allow-write",
        "main.ts",
        ...args,
      ],
      cwd: ROOT,
      clearEnv: true,
      env: { ...inherited(), ...settings },
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    this.ready = promise;
    const out = gather(this.#child.stdout, (text) => {
      this.stdout += text;
      const port = READY.exec(this.stdout)?.[1];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
    const err = gather(this.#child.stderr, (text) => this.stderr += text);
    this.ended = Promise.all([this.#child.status, out, err]).then(([{ code }]) => {
      this.over = true;
      reject(new Error(`The server ended with ${code} before it was ready:\n${this.stdout}${this.stderr}`));
      return { code, stdout: this.stdout, stderr: this.stderr };
    });
  }

  signal(signal: Deno.Signal): void {
    if (!this.over) this.#child.kill(signal);
  }
}

async function gather(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  take: (text: string) => void,
): Promise<void> {
  for await (const text of stream.pipeThrough(new TextDecoderStream())) take(text);
}

/** What Deno itself needs of the environment; settings of whoever runs the tests stay out. */
function inherited(): Settings {
  const names = [
    "PATH",
    "HOME",
    "DENO_DIR",
    "XDG_CACHE_HOME",
    "TMPDIR",
    "NPM_CONFIG_REGISTRY",
    "LOCALAPPDATA",
    "SYSTEMROOT",
  ];
  return Object.fromEntries(names.flatMap((name) => {
    const value = Deno.env.get(name);
    return value === undefined ? [] : [[name, value]];
  }));
}
