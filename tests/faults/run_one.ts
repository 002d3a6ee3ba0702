import type { Scale, Scenario, ScenarioResult } from "./findings.ts";
import { undoAll } from "./undo.ts";

const MAIN = new URL("./main.ts", import.meta.url).pathname;

/** Runs one scenario here. Gives it up where it takes too long: what it began is ended, and it has not passed. */
export async function runHere(
  { about, run }: Scenario,
  { scale, seed }: { scale: Scale; seed: number },
): Promise<ScenarioResult> {
  const seconds = about.limit[scale];
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`not done after ${seconds} s`)), seconds * 1000);
  try {
    return await Promise.race([run(scale, seed), late]);
  } catch (error) {
    await undoAll();
    return failed(about.id, error instanceof Error ? error.stack ?? error.message : String(error));
  } finally {
    clearTimeout(timer);
  }
}

/** Runs one scenario in a process of its own, so that its clients do not wait for those of another. */
export async function runApart(
  { about }: Scenario,
  { scale, seed }: { scale: Scale; seed: number },
): Promise<ScenarioResult> {
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--allow-all",
      MAIN,
      about.id,
      "--scale",
      scale,
      "--seed",
      String(seed),
      "--json",
    ],
  }).output();
  const decoder = new TextDecoder();
  const text = decoder.decode(stdout).trim();
  if (text === "") return failed(about.id, `no result: ${decoder.decode(stderr)}`);
  return JSON.parse(text.split("\n").at(-1)!) as ScenarioResult;
}

function failed(id: string, reason: string): ScenarioResult {
  return { name: id, counts: {}, figures: {}, passed: false, reasons: [reason] };
}
