import { type Config, readConfig } from "../../src/config/config.ts";
import { type RunningServer, startServer } from "../../src/server.ts";
import type { Network } from "../../src/previews/network.ts";
import { Access } from "./access.ts";

export type Settings = Record<string, string>;

const QUIET = { HOST: "127.0.0.1", PORT: "0", LOG_STDOUT: "off", SIGN_IN_RATE: "100000", STOP_GRACE: "2" };

/** A real server in this process. */
export class TestServer extends Access {
  readonly config: Config;
  readonly #env: Settings;
  readonly #network: Network | undefined;
  #running: RunningServer | undefined;

  private constructor(running: RunningServer, config: Config, env: Settings, network?: Network) {
    super(`http://127.0.0.1:${running.address.port}`);
    this.config = config;
    this.#running = running;
    this.#network = network;
    this.#env = { ...env, PORT: String(running.address.port) };
  }

  static async start(env: Settings, network?: Network): Promise<TestServer> {
    const config = readConfig(env);
    return new TestServer(await startServer(config, undefined, network), config, env, network);
  }

  /** Token of the link by which somebody becomes the owner, as the start printed it. */
  get ownerToken(): string | undefined {
    return this.#running?.ownerToken;
  }

  /** Stops the server; withServer() then does nothing more. */
  async stop(): Promise<void> {
    await this.#running?.stop();
    this.#running = undefined;
  }

  /** Stops it and starts it again on the same port and data, maybe with the page of another folder. */
  async restart(settings: Settings = {}, staticDir?: string): Promise<void> {
    await this.stop();
    this.#running = await startServer(readConfig({ ...this.#env, ...settings }), staticDir, this.#network);
  }

  /** The lines of a log so far, each read as JSON. */
  async readLog(name: "access" | "error" | "websocket"): Promise<Record<string, unknown>[]> {
    this.#running?.logs.flush();
    const text = await Deno.readTextFile(`${this.config.logDir}/${name}.log`);
    return text.split("\n").slice(0, -1).map((line) => JSON.parse(line) as Record<string, unknown>);
  }
}

/**
 * Runs a real server in this process, in folders of its own, with settings as the environment would give them.
 * Whatever happens in `use`, its sockets are closed and the server is stopped.
 * @param network stands for the internet, where the server asks pages
 */
export async function withServer(
  settings: Settings,
  use: (server: TestServer) => Promise<void>,
  network?: Network,
): Promise<void> {
  const dir = await Deno.makeTempDir({ prefix: "parley-" });
  const env = { ...QUIET, DATA_DIR: `${dir}/data`, LOG_DIR: `${dir}/logs`, ...settings };
  const server = await TestServer.start(env, network);
  try {
    await use(server);
  } finally {
    await server.close();
    await server.stop();
    await Deno.remove(dir, { recursive: true });
  }
}
