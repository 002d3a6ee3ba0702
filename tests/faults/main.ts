import type { Scale, Scenario, ScenarioResult } from "./findings.ts";
import { whyNot } from "./needs.ts";
import { commitOf, describeMachine, type Done, writeReport } from "./report.ts";
import { runApart, runHere } from "./run_one.ts";
import { SCENARIOS } from "./table.ts";
import { undoAll } from "./undo.ts";

const HELP = `Runs faults against the real server and writes docs/reliability.md.

  deno task faults [ids] [--scale short|full] [--seed n] [--lanes n] [--json]

  ids      as in R1 L4; all unless said
  --scale  full unless said, which writes the rows of what was run into the report; short takes minutes
  --lanes  how many run side by side, 3 unless said; what measures speed runs alone all the same
  --json   one line of JSON a scenario, no report, one after the other`;

interface Arguments {
  ids: string[];
  scale: Scale;
  seed: number;
  lanes: number;
  json: boolean;
}

async function main(args: readonly string[]): Promise<boolean> {
  const { ids, json, lanes, ...run } = readArguments(args);
  const chosen = ids.length === 0 ? SCENARIOS : SCENARIOS.filter(({ about }) => ids.includes(about.id));
  if (json) return await printAll(chosen, run);
  const done: Done[] = [];
  // The longest first, so that no lane is left with it at the end.
  const together = chosen.filter(({ about }) => !about.alone)
    .sort((a, b) => b.about.limit[run.scale] - a.about.limit[run.scale]);
  await Promise.all(Array.from({ length: lanes }, () => runLane(together, run, done)));
  await runLane(chosen.filter(({ about }) => about.alone), run, done);
  return done.every(({ result }) => result?.passed !== false);
}

async function printAll(
  chosen: readonly Scenario[],
  run: { scale: Scale; seed: number },
): Promise<boolean> {
  let passed = true;
  for (const scenario of chosen) {
    const result = await runHere(scenario, run);
    passed &&= result.passed;
    console.log(JSON.stringify(result));
  }
  return passed;
}

/** Takes scenarios off the queue until it is empty; each is in the report as soon as it is done. */
async function runLane(
  queue: Scenario[],
  run: { scale: Scale; seed: number },
  done: Done[],
): Promise<void> {
  const commit = commitOf();
  for (let scenario = queue.shift(); scenario !== undefined; scenario = queue.shift()) {
    const { about } = scenario;
    const why = whyNot(about);
    console.log(`${about.id} ${about.title}${why === undefined ? " …" : `: not run, ${why}`}`);
    const began = performance.now();
    const result = why === undefined ? await runApart(scenario, run) : undefined;
    const seconds = Math.round((performance.now() - began) / 1000);
    if (result !== undefined) show(result, seconds);
    const one: Done = {
      id: about.id,
      result,
      why,
      seconds,
      seed: run.seed,
      on: new Date().toJSON(),
      commit,
      machine: describeMachine(),
    };
    done.push(one);
    if (run.scale === "full") await writeReport(one);
  }
}

function show({ name, counts, figures, passed, reasons }: ScenarioResult, seconds: number): void {
  console.log(`${name} ${passed ? "passed" : "FAILED"} in ${seconds} s`);
  for (const [name, value] of Object.entries(counts)) console.log(`    ${name}: ${value}`);
  for (const [name, value] of Object.entries(figures)) console.log(`    ${name}: ${value}`);
  for (const reason of reasons) console.log(`  ! ${reason}`);
}

function readArguments(args: readonly string[]): Arguments {
  const read: Arguments = { ids: [], scale: "full", seed: 1, lanes: 3, json: false };
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]!;
    const number = /^\d+$/.test(args[index + 1] ?? "") ? Number(args[index + 1]) : undefined;
    if (arg === "--json") read.json = true;
    else if (arg === "--scale" && (args[index + 1] === "short" || args[index + 1] === "full")) {
      read.scale = args[++index] as Scale;
    } else if ((arg === "--seed" || arg === "--lanes") && number !== undefined) {
      read[arg.slice(2) as "seed" | "lanes"] = number;
      index++;
    } else if (SCENARIOS.some(({ about }) => about.id === arg)) read.ids.push(arg);
    else {
      console.log(HELP);
      Deno.exit(arg === "--help" ? 0 : 2);
    }
  }
  return read;
}

if (import.meta.main) {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, async () => {
      await undoAll();
      Deno.exit(1);
    });
  }
  const passed = await main(Deno.args);
  await undoAll();
  Deno.exit(passed ? 0 : 1);
}
