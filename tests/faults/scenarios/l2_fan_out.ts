import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { Load } from "../load.ts";
import { cpuSeconds, residentMiB } from "../process_figures.ts";
import { seeded } from "../random.ts";
import { withRig } from "../rig.ts";
import { wait } from "../wait.ts";

export const about: About = {
  id: "L2",
  title: "Fan-out",
  procedure:
    "1,000 clients in one room, 50 messages a second for 10 min, 50,000 deliveries a second (short: 200 clients, 25 a second, 8 s, 5,000 deliveries a second)",
  target: "0 lost; delivery p99 ≤ 250 ms",
  needs: [],
  limit: { short: 90, full: 900 },
  alone: true,
};

export async function run(scale: Scale, seed: number): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const { people, rate, last } = scale === "full"
    ? { people: 1_000, rate: 50, last: 600_000 }
    : { people: 200, rate: 25, last: 8_000 };
  await withRig({ people, rooms: 1 }, async ({ server, people: seededPeople }) => {
    await server.start();
    const load = new Load({ people: seededPeople, url: server.url, random: seeded(seed), heartbeat: 30_000 });
    const { tally } = load;
    try {
      await load.connect();
      const [cpu, before, began] = [cpuSeconds(server.pid), residentMiB(server.pid), performance.now()];
      load.startSending(rate, 100);
      await wait(last);
      load.stopSending();
      const seconds = (performance.now() - began) / 1000;
      findings.figure("processor of the server", (cpuSeconds(server.pid) - cpu) / seconds * 100, {
        unit: "% of a core",
      });
      findings.require(await load.settle(30_000), `not settled: ${load.describeUnsettled()}`);
      const due = tally.acked * people;
      findings.count("messages", tally.acked);
      findings.count("deliveries", tally.received);
      findings.count("lost", due - tally.received);
      findings.count("gaps asked for", tally.gaps);
      findings.require(
        tally.acked > 0 && tally.acked === tally.planned,
        `${tally.acked} of ${tally.planned} acked`,
      );
      findings.require(tally.received === due, `${due - tally.received} deliveries are missing`);
      findings.figure("deliveries a second", tally.received / seconds);
      findings.figure("delivery p50", tally.deliveryMs.percentile(0.5), { unit: "ms" });
      findings.figure("delivery p99", tally.deliveryMs.percentile(0.99), { unit: "ms", atMost: 250 });
      findings.figure("memory growth", residentMiB(server.pid) - before, { unit: "MiB" });
    } finally {
      await load.stop();
    }
  });
  return findings.result();
}
