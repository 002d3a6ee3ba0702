import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { readHistory } from "../history.ts";
import { between, seeded } from "../random.ts";
import { percentile } from "../tally.ts";
import { underLoad } from "../under_load.ts";
import { until, wait } from "../wait.ts";

export const about: About = {
  id: "R1",
  title: "kill -9 under load",
  procedure:
    "200 clients in 10 rooms write 200 messages a second; the server is killed with SIGKILL after a random 2 to 5 s and started again, 100 times (short: 20 times after 1 to 2 s)",
  target:
    "0 acked lost, 0 duplicates, 0 reordered, 0 gaps; first ack after a restart p95 ≤ 2 s, at most 5 s; integrity ok after each 10th kill",
  needs: [],
  limit: { short: 120, full: 900 },
  alone: true,
};

export async function run(scale: Scale, seed: number): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const random = seeded(seed);
  const { kills, least, most } = scale === "full"
    ? { kills: 100, least: 2_000, most: 5_000 }
    : { kills: 20, least: 1_000, most: 2_000 };
  const plan = { people: 200, rooms: 10, rate: 200, random, settle: 30_000 };
  await underLoad(findings, plan, async ({ server, load, database }) => {
    const firstAcks: number[] = [];
    for (let kill = 1; kill <= kills; kill++) {
      await wait(between(random, least, most));
      await server.kill();
      if (kill % 10 === 0) {
        const { integrity } = readHistory(database);
        findings.require(integrity === "ok", `after kill ${kill} the integrity check says ${integrity}`);
        findings.add("integrity checks");
      }
      const began = performance.now();
      await server.start();
      const acked = await until(() => load.tally.lastAck > began, 10_000);
      findings.require(acked, `no ack within 10 s of restart ${kill}`);
      firstAcks.push(load.tally.lastAck - began);
    }
    findings.figure("first ack after a restart, p95", percentile(firstAcks, 0.95), {
      unit: "ms",
      atMost: 2_000,
    });
    findings.figure("first ack after a restart, worst", Math.max(...firstAcks), {
      unit: "ms",
      atMost: 5_000,
    });
    return kills;
  });
  return findings.result();
}
