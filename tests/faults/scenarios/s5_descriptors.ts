import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { HeldConnections } from "../hold_open.ts";
import { descriptors } from "../process_figures.ts";
import { seeded } from "../random.ts";
import { type Running, underLoad } from "../under_load.ts";
import { until, wait } from "../wait.ts";

export const about: About = {
  id: "S5",
  title: "Descriptors used up",
  procedure:
    "A server that may open 256 files serves 30 clients who write 50 messages a second; 400 connections come, say nothing and stay for 3 s; 10 times (short: 2)",
  target:
    "I1 to I8; the process lives, who is in is served meanwhile; new clients are let in ≤ 1 s after the others have left",
  needs: ["prlimit"],
  limit: { short: 90, full: 240 },
};

const FILES = 256;
const CONNECTS = 400;

export async function run(scale: Scale, seed: number): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const rounds = scale === "full" ? 10 : 2;
  const plan = {
    people: 30,
    rooms: 3,
    rate: 50,
    random: seeded(seed),
    settle: 30_000,
    prefix: ["prlimit", `--nofile=${FILES}`],
  };
  await underLoad(findings, plan, async (running) => {
    await wait(1_000);
    let slowest = 0;
    for (let round = 0; round < rounds; round++) {
      slowest = Math.max(slowest, await useUp(findings, running));
    }
    findings.figure("a new client is let in after they left, slowest", slowest, {
      unit: "s",
      atMost: scale === "full" ? 1 : 3,
    });
    return rounds;
  });
  return findings.result();
}

/** Seconds until somebody new is let in again. */
async function useUp(findings: Findings, { server, load }: Running): Promise<number> {
  const held = new HeldConnections();
  try {
    await held.connect(server.url, CONNECTS);
    const full = await until(() => descriptors(server.pid) >= FILES - 1, 3_000);
    findings.add("rounds in which all were used", full ? 1 : 0);
    findings.require(full, `only ${descriptors(server.pid)} of ${FILES} descriptors were used`);
    await wait(3_000);
    const before = load.tally.acked;
    await wait(1_000);
    findings.require(load.tally.acked > before, "who was in was not served while descriptors were used up");
  } finally {
    await held.close();
  }
  const left = performance.now();
  const served = await until(() => isServed(server.url), 10_000);
  findings.require(served, "nobody new was let in within 10 s");
  const seconds = (performance.now() - left) / 1000;
  await until(() => descriptors(server.pid) < FILES / 2, 5_000);
  return seconds;
}

async function isServed(url: string): Promise<boolean> {
  try {
    const answer = await fetch(new URL("/healthz", url), { signal: AbortSignal.timeout(1_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
