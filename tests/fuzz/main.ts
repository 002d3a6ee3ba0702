import { fuzzFrames } from "./frames.ts";
import { fuzzHttp } from "./http.ts";

const HELP = `Floods the real server with what nobody should send, and tells what that did.

  tests/fuzz/main.ts frames|http [--count n] [--seed n] [--limits]

  frames  WebSocket frames, 1,000,000 unless said
  http    requests over the real routes, 200,000 unless said

  --limits  frames meet the limits of a server that nobody has set up`;

async function main(args: readonly string[]): Promise<number> {
  const [what] = args;
  const seed = option(args, "--seed") ?? 1;
  if (what === "frames") {
    const limits = args.includes("--limits") ? "on" : "off";
    const run = await fuzzFrames({ count: option(args, "--count") ?? 1_000_000, seed, limits });
    console.log(JSON.stringify(run, undefined, 2));
    return run.deaths + run.faults.length;
  }
  if (what === "http") {
    const run = await fuzzHttp({ count: option(args, "--count") ?? 200_000, seed });
    console.log(JSON.stringify({ ...run, leaks: run.leaks.slice(0, 20) }, undefined, 2));
    return run.deaths + run.faults.length + run.leaks.length;
  }
  console.log(HELP);
  return 2;
}

function option(args: readonly string[], name: string): number | undefined {
  const at = args.indexOf(name);
  if (at < 0) return undefined;
  const value = Number(args[at + 1]);
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new Error(`${name} ${args[at + 1]}: must be a whole number`);
  }
  return value;
}

if (import.meta.main) Deno.exit(Math.min(1, await main(Deno.args)));
