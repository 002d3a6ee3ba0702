import type { Findings, Scale } from "../faults/findings.ts";
import type { Harm } from "./target.ts";

/** Milliseconds that a healthy client may wait for an answer. A short run is one beside many that keep it waiting, too. */
const PATIENCE: Record<Scale, number> = { short: 1_000, full: 100 };
/** MiB by which memory may change once it is warm. */
const FLAT = 64;
const WARM = 2;

/** Writes down what floods did; `which` says which, as in `, limits on`. */
export function takeHarm(
  findings: Findings,
  runs: readonly Harm[],
  { scale, which = "" }: { scale: Scale; which?: string },
): void {
  const most = (of: (run: Harm) => number) => Math.max(...runs.map(of));
  const deaths = runs.reduce((sum, run) => sum + run.deaths, 0);
  const faults = runs.flatMap((run) => run.faults);
  findings.count(`exits${which}`, deaths);
  findings.count(`faults logged${which}`, faults.length);
  findings.require(deaths === 0, `the server ended ${deaths} times by itself`);
  findings.require(faults.length === 0, `a fault was logged: ${faults[0]}`);
  for (const { healthy } of runs) {
    findings.require(healthy.ended === "", `the healthy client was ${healthy.ended}`);
    findings.require(healthy.answers > 10, `the healthy client had ${healthy.answers} answers`);
  }
  findings.figure(`longest wait of a healthy client${which}`, most(({ healthy }) => healthy.worst), {
    unit: "ms",
    atMost: PATIENCE[scale],
  });
  findings.figure(`memory, change after the first fifth${which}`, most(({ memory }) => changeOf(memory)), {
    unit: "MiB",
    atMost: FLAT,
  });
  findings.figure(`memory, most${which}`, most(({ memory }) => Math.max(...memory)), { unit: "MiB" });
  findings.figure(
    `descriptors, difference${which}`,
    most(({ descriptors }) => Math.abs(descriptors.after - descriptors.before)),
    { atMost: 5 },
  );
  findings.figure(`took${which}`, runs.reduce((sum, { seconds }) => sum + seconds, 0), { unit: "s in all" });
}

function changeOf(memory: readonly number[]): number {
  const warm = memory.slice(WARM);
  return Math.max(...warm) - Math.min(...warm);
}
