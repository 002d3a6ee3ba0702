import { type FrameRun, fuzzFrames } from "../../fuzz/frames.ts";
import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { takeHarm } from "../../fuzz/harm.ts";

export const about: About = {
  id: "S2",
  title: "Frames that nobody should send",
  procedure:
    "4 seeds of 250,000 frames each, one after the other, each against a server of its own, over 16 connections at once; first with the limits that can be set out of the way, then a tenth as many with their defaults (short: 10,000 frames, then as many)",
  target:
    "0 exits, 0 faults logged; a healthy client waits ≤ 100 ms; after the first fifth memory ± 64 MiB; descriptors ± 5",
  needs: [],
  limit: { short: 90, full: 1_800 },
  alone: true,
};

export async function run(scale: Scale, seed: number): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const { off, on, seeds } = scale === "full"
    ? { off: 250_000, on: 25_000, seeds: 4 }
    : { off: 10_000, on: 10_000, seeds: 1 };
  for (const [limits, count] of [["off", off], ["on", on]] as const) {
    const runs: FrameRun[] = [];
    // Two at a time would keep each other's healthy client waiting, on as many cores.
    for (let index = 0; index < seeds; index++) {
      runs.push(await fuzzFrames({ count, seed: seed + index, limits }));
    }
    const sum = (of: (run: FrameRun) => number) => runs.reduce((sum, run) => sum + of(run), 0);
    findings.count(`frames, limits ${limits}`, sum(({ frames }) => frames));
    findings.count(`connections, limits ${limits}`, sum(({ connections }) => connections));
    findings.count(`handshakes refused, limits ${limits}`, sum(({ refused }) => refused));
    findings.count(`connections that lingered, limits ${limits}`, sum(({ lingering }) => lingering));
    findings.require(
      sum(({ frames }) => frames) >= count * seeds && sum(({ connections }) => connections) > count / 40,
      "fewer frames or connections than planned",
    );
    const delay = Math.max(...runs.map(({ loopDelay }) => loopDelay));
    findings.figure(`longest delay of the event loop, limits ${limits}`, delay, { unit: "ms" });
    takeHarm(findings, runs, { scale, which: `, limits ${limits}` });
  }
  return findings.result();
}
