import type { Scale, ScenarioResult } from "./findings.ts";
import { whyNot } from "./needs.ts";
import { writeReport } from "./report.ts";
import { SCENARIOS } from "./table.ts";
import { undoAll } from "./undo.ts";

const HELP = `Runs faults against the real server and writes docs/reliability.md.

  deno task faults [ids] [--scale short|full] [--seed n] [--json]

  ids      as in R1 L4; all unless said, and only then the report is written
  --scale  full unless said; short takes about five minutes in all
  --json   one line of JSON a scenario, no report`;

interface Arguments {
  ids: string[];
  scale: Scale;
  seed: number;
  json: boolean;
}

async function main(args: readonly string[]): Promise<boolean> {
  const { ids, scale, seed, json } = readArguments(args);
  const chosen = ids.length === 0 ? SCENARIOS : SCENARIOS.filter(({ about }) => ids.includes(about.id));
  const done: { result: ScenarioResult | undefined; why?: string; id: string; seconds: number }[] = [];
  for (const scenario of chosen) {
    const { about } = scenario;
    const why = whyNot(about);
    if (!json) console.log(`${about.id} ${about.title}${why === undefined ? "" : `: not run, ${why}`}`);
    const began = performance.now();
    const result = why === undefined ? await runWithin(scenario, { scale, seed }) : undefined;
    done.push({ result, why, id: about.id, seconds: (performance.now() - began) / 1000 });
    if (json) console.log(JSON.stringify(result));
    else if (result !== undefined) show(result, performance.now() - began);
  }
  if (ids.length === 0 && !json) {
    await writeReport(done, { scale, seed });
    console.log("docs/reliability.md is written");
  }
  return done.every(({ result }) => result?.passed !== false);
}

/** Gives up a run that takes too long: what it began is ended, and it has not passed. */
async function runWithin(
  { about, run }: typeof SCENARIOS[number],
  { scale, seed }: { scale: Scale; seed: number },
): Promise<ScenarioResult> {
  const seconds = about.limit[scale];
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`not done after ${seconds} s`)), seconds * 1000);
  try {
    return await Promise.race([run(scale, seed), late]);
  } catch (error) {
    await undoAll();
    const reason = error instanceof Error ? error.stack ?? error.message : String(error);
    return { name: about.id, counts: {}, figures: {}, passed: false, reasons: [reason] };
  } finally {
    clearTimeout(timer);
  }
}

function show({ counts, figures, passed, reasons }: ScenarioResult, ms: number): void {
  for (const [name, value] of Object.entries(counts)) console.log(`    ${name}: ${value}`);
  for (const [name, value] of Object.entries(figures)) console.log(`    ${name}: ${value}`);
  console.log(`  ${passed ? "passed" : "FAILED"} in ${Math.round(ms / 1000)} s`);
  for (const reason of reasons) console.log(`    ${reason}`);
}

function readArguments(args: readonly string[]): Arguments {
  const read: Arguments = { ids: [], scale: "full", seed: 1, json: false };
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]!;
    if (arg === "--json") read.json = true;
    else if (arg === "--scale" && (args[index + 1] === "short" || args[index + 1] === "full")) {
      read.scale = args[++index] as Scale;
    } else if (arg === "--seed" && /^\d+$/.test(args[index + 1] ?? "")) read.seed = Number(args[++index]);
    else if (SCENARIOS.some(({ about }) => about.id === arg)) read.ids.push(arg);
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
