import { CURVE_NAMES, measureCurves } from "./curves/main.ts";
import { runQuick } from "./quick.ts";
import { type Options, readOptions } from "./support/options.ts";
import type { Part } from "./support/part.ts";
import { PEERS } from "./support/peers.ts";
import { writeReadme } from "./support/readme.ts";
import { readResults, writeResults } from "./support/results.ts";
import { measureRounds } from "./support/rounds.ts";
import { toTable } from "./support/table.ts";
import { targetsTable } from "./support/targets.ts";
import { findTools } from "./support/tools.ts";
import { fanOut } from "./parts/fan_out.ts";
import { history } from "./parts/history.ts";
import { joins } from "./parts/joins.ts";
import { lighthouse } from "./parts/lighthouse.ts";
import { latency } from "./parts/latency.ts";
import { visiting, working } from "./parts/page.ts";
import { posts } from "./parts/posts.ts";
import { resumes } from "./parts/resumes.ts";
import { start } from "./parts/start.ts";

const PARTS: readonly Part[] = [
  start,
  history,
  posts,
  resumes,
  latency,
  joins,
  fanOut,
  visiting,
  working,
  lighthouse,
];
const LETTERS = ["a", "b", "c", "d", "e", "f", "g", "h"];
/** Only where it is named: it needs Chromium, and minutes of its own. */
const NAMED: Record<string, string> = { page: "i", lighthouse: "j" };

async function main(): Promise<void> {
  const options = readOptions(Deno.args, {
    parts: [...LETTERS, ...Object.keys(NAMED)],
    curves: CURVE_NAMES,
  });
  if (options.quick) await runQuick();
  else if (options.curves) await measureCurves(options);
  else await measureServers(options);
}

/** Measures all servers in the parts that are asked for, and writes the table. */
async function measureServers(options: Options): Promise<void> {
  const begin = performance.now();
  const letters = options.names.length === 0 ? LETTERS : options.names.map((name) => NAMED[name] ?? name);
  const parts = PARTS.filter((part) => letters.some((letter) => part.letters.includes(letter)));
  const wanted = PEERS.filter(({ name, extra }) => options.only?.includes(name) ?? !extra);
  const tools = await findTools(wanted.map(({ name }) => name));
  try {
    const peers = wanted.filter(({ command }) => command(tools) !== undefined);
    for (const { title, needs } of wanted) {
      if (!peers.some((peer) => peer.title === title)) console.log(`Not here: ${title} needs ${needs}`);
    }
    const measured = await measureRounds({ parts, peers, tools }, {
      runs: options.runs,
      goesOn: () => performance.now() - begin < options.budget * 1000,
    });
    const results = await readResults();
    for (const [name, part] of Object.entries(measured)) results.parts[name] = part;
    console.log(`\n${toTable(PEERS, { ...results, parts: measured })}\n\n${targetsTable(results)}`);
    // What is kept was measured side by side.
    if (options.only !== undefined) return;
    await writeResults(results);
    await writeReadme(results);
  } finally {
    await Deno.remove(tools.dir, { recursive: true });
  }
}

if (import.meta.main) await main();
