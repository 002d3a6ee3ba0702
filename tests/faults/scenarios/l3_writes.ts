import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { cpuSeconds, metric } from "../process_figures.ts";
import { seeded } from "../random.ts";
import { underLoad } from "../under_load.ts";
import { wait } from "../wait.ts";

export const about: About = {
  id: "L3",
  title: "Write rate",
  procedure:
    "500 authors in 250 rooms of two write 2,000 messages a second for 5 min, each stored and acknowledged (short: 100 authors, 500 a second, 8 s)",
  target: "ack p99 ≤ 100 ms; 0 lost; I1 to I8",
  needs: [],
  limit: { short: 90, full: 900 },
  alone: true,
};

export async function run(scale: Scale, seed: number): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const { people, rooms, rate, last } = scale === "full"
    ? { people: 500, rooms: 250, rate: 2_000, last: 300_000 }
    : { people: 100, rooms: 50, rate: 500, last: 8_000 };
  const plan = { people, rooms, rate, random: seeded(seed), heartbeat: 30_000, settle: 60_000 };
  await underLoad(findings, plan, async ({ server, load }) => {
    const { tally } = load;
    await wait(1_000);
    tally.ackMs.clear();
    const [cpu, acked, began] = [cpuSeconds(server.pid), tally.acked, performance.now()];
    const [commits, messages] = await figures(server.url);
    await wait(last);
    const seconds = (performance.now() - began) / 1000;
    const [commitsAfter, messagesAfter] = await figures(server.url);
    findings.figure("acknowledged a second", (tally.acked - acked) / seconds, { atLeast: rate * 0.95 });
    findings.figure("ack p50", tally.ackMs.percentile(0.5), { unit: "ms" });
    findings.figure("ack p99", tally.ackMs.percentile(0.99), {
      unit: "ms",
      atMost: scale === "full" ? 100 : 500,
    });
    findings.figure("messages a commit", (messagesAfter - messages) / (commitsAfter - commits));
    findings.figure("processor of the server", (cpuSeconds(server.pid) - cpu) / seconds * 100, {
      unit: "% of a core",
    });
    // There is no fault here, but the checker takes a run without one for an empty run.
    return 1;
  });
  findings.count("faults", 0);
  return findings.result();
}

async function figures(url: string): Promise<[commits: number, messages: number]> {
  return [await metric(url, "parley_commits_total"), await metric(url, "parley_messages_total")];
}
