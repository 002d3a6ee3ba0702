import { type SeededPerson, type SeedOptions, seedStore } from "./seed.ts";
import { freePort, Supervisor } from "./supervisor.ts";
import { toUndo } from "./undo.ts";

export interface RigOptions extends SeedOptions {
  env?: Record<string, string>;
  host?: string;
  /** A free one unless said. */
  port?: number;
  prefix?: readonly string[];
  /** As for the Supervisor. */
  net?: string;
  /** Where data and logs are; a folder of its own unless said, which is removed at the end. */
  dir?: string;
}

/** A server with people in its store, not yet started. */
export interface Rig {
  dir: string;
  dataDir: string;
  database: string;
  server: Supervisor;
  people: SeededPerson[];
  memberships: Map<number, Set<string>>;
}

/** Limits that a load would meet before the server does, out of the way. */
const ROOMY = {
  MESSAGE_RATE: "1000",
  MESSAGE_BURST: "5000",
  SIGN_IN_RATE: "100000",
  REQUEST_RATE: "100000",
  MAX_CONNECTIONS: "15000",
  MAX_CONNECTIONS_PER_ADDRESS: "15000",
  LOG_STDOUT: "warn",
};

/** Makes a folder, a store and a supervisor; ends and removes them, whatever happens in `use`. */
export async function withRig<T>(options: RigOptions, use: (rig: Rig) => Promise<T>): Promise<T> {
  const dir = options.dir ?? await Deno.makeTempDir({ prefix: "parley-faults-" });
  const removed = toUndo(() => options.dir === undefined ? Deno.remove(dir, { recursive: true }) : undefined);
  const dataDir = `${dir}/data`;
  let server: Supervisor | undefined;
  try {
    const people = await seedStore(dataDir, options);
    const host = options.host ?? "127.0.0.1";
    server = new Supervisor({
      host,
      port: options.port ?? freePort(host),
      dataDir,
      logDir: `${dir}/logs`,
      env: { ...ROOMY, ...options.env },
      prefix: options.prefix,
      net: options.net,
    });
    const memberships = new Map(people.map(({ index, rooms }) => [index, new Set(rooms)]));
    return await use({ dir, dataDir, database: `${dataDir}/parley.db`, server, people, memberships });
  } finally {
    await server?.kill();
    await removed();
  }
}
