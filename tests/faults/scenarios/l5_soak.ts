import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { startSearch } from "../start_search.ts";
import { descriptors, residentMiB } from "../process_figures.ts";
import { pick, seeded } from "../random.ts";
import { underLoad } from "../under_load.ts";
import { until, wait } from "../wait.ts";

export const about: About = {
  id: "L5",
  title: "Soak",
  procedure:
    "1,000 clients in 20 rooms write 100 messages a second, and 10 of them a second break off and come back, for 30 min (short: 200 clients in 10 rooms for 45 s)",
  target:
    "I1 to I8; after the first third memory grows ≤ 2 MiB in 10 min (short: ≤ 32 MiB in all); descriptors ± 5",
  needs: [],
  limit: { short: 120, full: 2_400 },
};

const BREAKS_A_SECOND = 10;

export async function run(scale: Scale, seed: number): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const random = seeded(seed);
  const { people, rooms, minutes, most } = scale === "full"
    ? { people: 1_000, rooms: 20, minutes: 30, most: 2 }
    : { people: 200, rooms: 10, minutes: 0.75, most: Infinity };
  const plan = { people, rooms, rate: 100, random, heartbeat: 15_000, settle: 60_000 };
  await underLoad(findings, plan, async ({ server, load }) => {
    const ends = performance.now() + minutes * 60_000;
    const warm = performance.now() + minutes * 20_000;
    const samples: [minutes: number, mib: number][] = [];
    await startSearch(server.url);
    const open = descriptors(server.pid);
    let breaks = 0;
    while (performance.now() < ends) {
      await wait(1_000 / BREAKS_A_SECOND);
      pick(random, load.clients).drop();
      breaks++;
      if (breaks % 50 !== 0 || performance.now() < warm) continue;
      samples.push([performance.now() / 60_000, residentMiB(server.pid)]);
    }
    findings.count("connections broken off", breaks);
    findings.figure("memory slope", slope(samples) * 10, { unit: "MiB in 10 min", atMost: most });
    const values = samples.map(([, mib]) => mib);
    findings.figure("memory, least", Math.min(...values), { unit: "MiB" });
    findings.figure("memory, most", Math.max(...values), { unit: "MiB" });
    findings.require(
      scale === "full" || Math.max(...values) - Math.min(...values) <= 32,
      "memory grew by more than 32 MiB",
    );
    load.stopSending();
    await until(() => load.openCount === people, 10_000);
    const back = await until(() => Math.abs(descriptors(server.pid) - open) <= 5, 45_000);
    findings.figure("descriptors, difference", descriptors(server.pid) - open);
    findings.require(back, `${descriptors(server.pid) - open} descriptors more than at the start`);
    return breaks;
  });
  return findings.result();
}

/** Least squares: what y gains with each 1 of x. */
function slope(points: readonly [x: number, y: number][]): number {
  const mean = (index: 0 | 1) => points.reduce((sum, point) => sum + point[index], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const above = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return above / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
