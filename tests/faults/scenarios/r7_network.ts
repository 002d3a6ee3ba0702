import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { metric, residentMiB } from "../process_figures.ts";
import { FAULTS, Proxy } from "../proxy.ts";
import { seeded, shuffle } from "../random.ts";
import { underLoad } from "../under_load.ts";
import { until, wait } from "../wait.ts";

export const about: About = {
  id: "R7",
  title: "Network faults",
  procedure:
    "50 clients in 5 rooms write 50 messages a second through a TCP proxy that begins another fault every 3 s: black hole, delay, a byte each 100 ms, 8 KiB/s, reset, half-close each way, taking connections in silence; 5 seeds of 30 minutes, side by side (short: each fault once)",
  target:
    "I1 to I8; a dead peer is noticed in ≤ 45 s; memory, as the least of a minute and a half, flat within 10 %",
  needs: [],
  limit: { short: 150, full: 2_700 },
};

const CLIENTS = 50;
const EVERY = 3_000;
/** Looks at the memory in three rounds. */
const ROUND = 3 * 9;

export async function run(scale: Scale, seed: number): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const { seeds, rounds } = scale === "full" ? { seeds: 5, rounds: 67 } : { seeds: 1, rounds: 1 };
  await Promise.all(Array.from({ length: seeds }, async (_, index) => {
    const ofSeed = new Findings(about.id);
    await runSeed(ofSeed, rounds, seed + index);
    findings.addAll(ofSeed);
  }));
  return findings.result();
}

/** The least memory of the last looks: what stays when the garbage is collected. */
class LeastMemory {
  readonly #pid: number;
  readonly #most: number;
  readonly #seen: number[] = [];

  constructor(pid: number, most: number) {
    this.#pid = pid;
    this.#most = most;
  }

  look(): void {
    this.#seen.push(residentMiB(this.#pid));
    if (this.#seen.length > this.#most) this.#seen.shift();
  }

  /** MiB. */
  take(): number {
    return Math.min(...this.#seen);
  }
}

async function runSeed(findings: Findings, rounds: number, seed: number): Promise<void> {
  const random = seeded(seed);
  let proxy: Proxy | undefined;
  const plan = {
    people: CLIENTS,
    rooms: 5,
    rate: 50,
    random,
    heartbeat: 4_000,
    settle: rounds > 1 ? 240_000 : 60_000,
    through,
  };
  try {
    await underLoad(findings, plan, async ({ server }) => {
      let [before, blackHoleAt] = [0, 0];
      const least = new LeastMemory(server.pid, ROUND);
      for (let round = 0; round < rounds; round++) {
        // The black hole comes first: what it holds takes longest to be missed.
        const faults = shuffle(random, FAULTS.filter((fault) => fault !== "none" && fault !== "black_hole"));
        for (const fault of ["black_hole", ...faults, "none"] as const) {
          proxy!.begin(fault);
          if (fault === "black_hole") blackHoleAt = performance.now();
          findings.add(`fault ${fault}`);
          await wait(EVERY);
          least.look();
        }
        if (round === Math.floor(rounds / 3)) before = least.take();
      }
      proxy!.begin("none");
      const noticed = await until(
        async () => await metric(server.url, "parley_connections") <= CLIENTS,
        60_000,
      );
      findings.require(noticed, "the server still counts connections that are dead");
      const seconds = (performance.now() - blackHoleAt) / 1000;
      findings.figure("last black hole noticed within", seconds, { unit: "s", atMost: 45 });
      if (rounds > 1) {
        const growth = (least.take() - before) / before * 100;
        findings.figure("memory growth over the last two thirds", growth, { unit: "%", atMost: 10 });
      }
      return rounds * (FAULTS.length - 1);
    });
  } finally {
    await proxy?.close();
  }

  async function through(url: string): Promise<string> {
    const { hostname, port } = new URL(url);
    proxy = new Proxy({ host: hostname, port: Number(port) }, random);
    return `http://127.0.0.1:${await proxy.listen()}`;
  }
}
