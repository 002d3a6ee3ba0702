import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { seeded } from "../random.ts";
import { underLoad } from "../under_load.ts";
import { until, wait } from "../wait.ts";

export const about: About = {
  id: "R12",
  title: "Pauses",
  procedure:
    "100 clients in 10 rooms write 100 messages a second; SIGSTOP for 1, 5, 20 and 40 s (short: 1 and 8 s)",
  target: "I1 to I8; an ack within 5 s of each pause; after a pause of 40 s clients resume",
  needs: [],
  limit: { short: 90, full: 240 },
};

export async function run(scale: Scale, seed: number): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const pauses = scale === "full" ? [1, 5, 20, 40] : [1, 8];
  const plan = { people: 100, rooms: 10, rate: 100, random: seeded(seed), heartbeat: 5_000, settle: 60_000 };
  await underLoad(findings, plan, async ({ server, load }) => {
    for (const seconds of pauses) {
      await wait(2_000);
      server.pause();
      await wait(seconds * 1000);
      const lost = load.clients.length - load.openCount;
      const resumed = performance.now();
      server.resume();
      findings.require(
        await until(() => load.tally.lastAck > resumed, 15_000),
        `no ack within 15 s of a pause of ${seconds} s`,
      );
      const after = (load.tally.lastAck - resumed) / 1000;
      findings.figure(`first ack after ${seconds} s`, after, { unit: "s", atMost: 5 });
      findings.count(`clients that had given up after ${seconds} s`, lost);
    }
    return pauses.length;
  });
  return findings.result();
}
