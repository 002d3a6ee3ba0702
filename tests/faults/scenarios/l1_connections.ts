import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { Load } from "../load.ts";
import { cpuSeconds, metric, residentMiB } from "../process_figures.ts";
import { seeded } from "../random.ts";
import { withRig } from "../rig.ts";
import { wait } from "../wait.ts";

export const about: About = {
  id: "L1",
  title: "Connections held",
  procedure:
    "10,000 clients in 100 rooms hold a connection and answer pings for 10 min (short: 2,000 in 20 for 10 s)",
  target: "all stay; resident memory ≤ 400 MiB; ≤ 10 % of a core",
  needs: [],
  limit: { short: 120, full: 1_200 },
};

export async function run(scale: Scale, seed: number): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const { people, rooms, hold } = scale === "full"
    ? { people: 10_000, rooms: 100, hold: 600_000 }
    : { people: 2_000, rooms: 20, hold: 10_000 };
  await withRig({ people, rooms }, async ({ server, people: seededPeople }) => {
    await server.start();
    const empty = residentMiB(server.pid);
    const load = new Load({ people: seededPeople, url: server.url, random: seeded(seed), heartbeat: 30_000 });
    try {
      const began = performance.now();
      await load.connect({ atOnce: 200, ms: 180_000 });
      findings.figure("connected in", (performance.now() - began) / 1000, { unit: "s" });
      const [cpu, started] = [cpuSeconds(server.pid), performance.now()];
      let most = 0;
      while (performance.now() - started < hold) {
        await wait(1_000);
        most = Math.max(most, residentMiB(server.pid));
      }
      const share = (cpuSeconds(server.pid) - cpu) / ((performance.now() - started) / 1000) * 100;
      const connections = await metric(server.url, "parley_connections");
      findings.count("connections", connections);
      findings.count("lost", load.tally.lost);
      for (const [code, count] of load.tally.closes) findings.count(`closed ${code}`, count);
      findings.require(
        connections === people && load.tally.lost === 0,
        `${load.tally.lost} connections were lost`,
      );
      findings.figure("resident memory, most", most, { unit: "MiB", atMost: 400 });
      findings.figure("memory a connection", (most - empty) * 1024 / people, { unit: "KiB" });
      findings.figure("processor", share, { unit: "% of a core", atMost: 10 });
    } finally {
      await load.stop();
    }
  });
  return findings.result();
}
