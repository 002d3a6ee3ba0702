import type { Target } from "../load/commands.ts";
import { type Bout, type Figures, settle, withLoad } from "../support/part.ts";
import { PEERS } from "../support/peers.ts";
import { cpuSeconds, residentKilobytes } from "../support/proc.ts";
import { seed, type Seeded, type SeedOptions } from "../support/seed.ts";
import type { ServerOptions } from "../support/server.ts";
import type { Tools } from "../support/tools.ts";

/** How Parley's cost grows with one thing. */
export interface Curve {
  name: string;
  /** What grows. */
  along: string;
  /** What is measured at each size, and drawn: the figure's name, and its words. */
  lines: readonly Line[];
  sizes: readonly number[];
  /** Added by `--full`. */
  more?: readonly number[];
  measure(tools: Tools, size: number): Promise<Figures>;
  /** More that the figures say. */
  words?(points: readonly Figures[]): string;
}

export interface Line {
  figure: string;
  title: string;
}

const QUIET = 1_500;

/** Runs Parley on a folder made for this, with a load generator. */
export async function withSeeded<T>(
  tools: Tools,
  options: SeedOptions & ServerOptions,
  use: (bout: Bout, seeded: Seeded) => Promise<T>,
): Promise<T> {
  const dataDir = await Deno.makeTempDir({ dir: tools.dir });
  try {
    const seeded = await seed(dataDir, options);
    const peer = PEERS.find(({ name }) => name === "parley")!;
    const { tokens } = seeded;
    const { settings } = options;
    return await withLoad({ peer, tools }, (bout) => use(bout, seeded), { dataDir, settings, tokens });
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
}

/** What a post costs at a fixed rate: latency of its deliveries, and CPU beyond what the server uses when it is quiet. */
export async function costOfPosts(
  { running: { pid }, generator }: Bout,
  ask: { posts: number; seconds: number; targets: Target[]; receivers?: number },
): Promise<Figures> {
  await generator.tell("offer", { ...ask, seconds: 1 });
  const idle = await cpuDuring(pid, () => settle(QUIET));
  const resident = residentKilobytes(pid);
  let offered = { sent: 0, p50: 0, p99: 0, expected: 0, delivered: 0 };
  const busy = await cpuDuring(pid, async () => offered = await generator.tell("offer", ask));
  const { sent, p50, p99, expected, delivered } = offered;
  const cpu = Math.max(0, busy.cpu - idle.cpu / idle.seconds * busy.seconds) / sent * 1000;
  const megabytes = (residentKilobytes(pid) - resident) / 1024;
  return { cpu, p50, p99, lost: expected - delivered, megabytes };
}

async function cpuDuring(
  pid: number,
  work: () => Promise<unknown>,
): Promise<{ cpu: number; seconds: number }> {
  const before = cpuSeconds(pid);
  const begin = performance.now();
  await work();
  return { cpu: cpuSeconds(pid) - before, seconds: (performance.now() - begin) / 1000 };
}

/** The exponent by which a figure grows: the slope of a line through the points, both axes logarithmic. */
export function slope(points: readonly Figures[], figure: string): number {
  const logs = points.filter((point) => point.size! > 0 && point[figure]! > 0)
    .map((point) => ({ x: Math.log(point.size!), y: Math.log(point[figure]!) }));
  const mean = (of: (log: { x: number; y: number }) => number) =>
    logs.reduce((sum, log) => sum + of(log), 0) / logs.length;
  const x = mean((log) => log.x);
  const y = mean((log) => log.y);
  return mean((log) => (log.x - x) * (log.y - y)) / mean((log) => (log.x - x) ** 2);
}

/** A slope in words. */
export function growth(exponent: number): string {
  if (exponent < 0.05) return "does not grow";
  if (exponent < 0.25) return "hardly grows";
  if (exponent < 0.8) return "grows, but less than in proportion";
  return exponent <= 1.2 ? "grows in proportion" : "grows faster than in proportion";
}
