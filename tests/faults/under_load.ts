import { Checker } from "./check.ts";
import { FileLog, readEntries } from "./event_log.ts";
import type { Findings } from "./findings.ts";
import { readHistory } from "./history.ts";
import { Load } from "./load.ts";
import type { Random } from "./random.ts";
import { type Rig, type RigOptions, withRig } from "./rig.ts";
import { toUndo } from "./undo.ts";

export interface LoadPlan extends RigOptions {
  random: Random;
  /** How many of the people are clients of the load; all unless said. */
  clients?: number;
  /** Messages a second, and their characters. */
  rate: number;
  size?: number;
  heartbeat?: number;
  /** Where clients connect to, when it is not the server itself. */
  through?: (serverUrl: string) => string | Promise<string>;
  /** Milliseconds that everyone may take to be whole again after the last fault. */
  settle: number;
}

export interface Running extends Rig {
  load: Load;
  log: FileLog;
}

/** Starts a server and a load, does the faults, waits until all is calm, and checks I1 to I8. */
export async function underLoad(
  findings: Findings,
  plan: LoadPlan,
  doFaults: (running: Running) => Promise<number>,
): Promise<void> {
  await withRig(plan, async (rig) => {
    const path = await Deno.makeTempFile({ prefix: "parley-clients-", suffix: ".jsonl" });
    const removed = toUndo(() => Deno.remove(path));
    const log = new FileLog(path);
    const url = await plan.through?.(rig.server.url) ?? rig.server.url;
    const people = rig.people.slice(0, plan.clients);
    const load = new Load({ people, url, random: plan.random, log, heartbeat: plan.heartbeat });
    try {
      await rig.server.start();
      await load.connect();
      load.startSending(plan.rate, plan.size);
      const faults = await doFaults({ ...rig, load, log });
      load.stopSending();
      const began = performance.now();
      const settled = await load.settle(plan.settle);
      findings.figure("whole after the last fault", (performance.now() - began) / 1000, { unit: "s" });
      findings.require(settled, `not whole again: ${load.describeUnsettled()}`);
      await load.finish();
      findings.require(rig.server.deaths === 0, `the server ended ${rig.server.deaths} times by itself`);
      await rig.server.stop();
      log.close();
      await report(findings, rig, { load, path, faults });
    } finally {
      await load.stop();
      await removed();
    }
  });
}

async function report(
  findings: Findings,
  rig: Rig,
  { load, path, faults }: { load: Load; path: string; faults: number },
): Promise<void> {
  const { tally } = load;
  const checker = new Checker(rig.memberships);
  for await (const entry of readEntries(path)) checker.take(entry);
  const { counts, violations, faults: said } = checker.finish(readHistory(rig.database), {
    planned: tally.planned,
    faults,
  });
  findings.count("faults", faults);
  findings.count("planned", tally.planned);
  for (const [name, count] of Object.entries(counts)) findings.count(name, count);
  findings.count("reconnects", tally.opened - load.clients.length);
  for (const [outcome, count] of tally.outcomes) findings.count(`resumed ${outcome}`, count);
  findings.count("repeats dropped", tally.repeats);
  findings.count("gaps asked for", tally.gaps);
  for (const [code, count] of tally.closes) findings.count(`closed ${code}`, count);
  findings.count("violations", [...violations.values()].reduce((sum, count) => sum + count, 0));
  for (const [code, count] of tally.errors) findings.count(`errors ${code}`, count);
  for (const one of said) findings.require(false, one);
}
