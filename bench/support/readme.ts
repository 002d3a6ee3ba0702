import { median } from "./part.ts";
import { PEERS } from "./peers.ts";
import type { Measured, Results } from "./results.ts";
import { toTable } from "./table.ts";
import { ownWords, targetsTable } from "./targets.ts";

const FILE = new URL("../README.md", import.meta.url);

const UNMEASURED = "Nothing is kept here yet: a quiet machine and `deno task bench` write the table.";

/** Writes bench/README.md from what was measured last, each part in its newest run. */
export async function writeReadme(results: Results): Promise<void> {
  await Deno.writeTextFile(FILE, readme(results));
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", FILE.pathname] }).output();
}

function readme(results: Results): string {
  const missing = PEERS.filter(({ name, extra, needs }) =>
    !extra && needs !== "" && results.parts.fan_out !== undefined &&
    results.parts.fan_out.servers[name] === undefined
  );
  const left = missing.map(({ title, needs }) => `${title} (needs ${needs})`).join("; ");
  return `# Bench

\`deno task bench\` (under 10 minutes) measures Parley beside other servers that do the same work: whoever sends a text of
100 bytes as JSON, everyone in the room gets it. Parley stores each message with \`synchronous=FULL\` before anyone sees
it, numbers, logs and limits it, and tells who comes and goes; the others do nothing of that. They are installed when
the bench runs, into a temporary folder.

- \`deno task bench a b e\` measures some parts, \`--only parley,bun\` some servers, \`--runs 1\` fewer rounds.
- \`deno task bench curves\` measures how costs grow, and draws them; \`curves rooms\` one of them.
- \`deno task bench --quick\` (under 40 s) prints Parley's figures as multiples of bare Deno's in the same run. It fails on nothing.

- \`deno task bench page\` (under 5 minutes) measures the page in Chromium, with 1,000 rooms and 100,000 messages in one of them; \`deno task bench lighthouse\` asks Lighthouse (npm) as a phone with a slow network.

Rounds are interleaved: in each, all servers are measured one after the other. Figures are medians; rounds differ by 15 % and more, so near ones are not told apart. The load is one process apart, over bare TCP through epoll, that looks for markers in the bytes and takes no frame apart. \`*\` marks where it, not the server, was at its limit.${
    generatorWords(results)
  }

(a) is the most of which nothing is lost, with p99 ≤ 250 ms, ten of the receivers sending. (b) and (c) are at 20 posts/s to 1,000 receivers.

(page) is in headless Chromium without a GPU, on the server's own machine. Fast 3G is 1.6 Mbit/s with 150 ms of latency a request, as Lighthouse has it; what the developer tools call so has 563 ms a request. A message is visible when the frame after it is drawn. Memory is all that the tab's process has for itself.

${Object.keys(results.parts).length === 0 ? UNMEASURED : toTable(PEERS, results)}

${left === "" ? "" : `Not here: ${left}.\n`}
## Targets

${targetsTable(results)}

${ownWords(results)}

${curves(results)}
## Measured

${measured(results)}
`;
}

/** How much of its core the load used where most was delivered. */
function generatorWords({ parts }: Results): string {
  const shares = Object.values(parts.fan_out?.servers ?? {}).flatMap(({ medians }) =>
    Object.entries(medians).filter(([name]) => name.startsWith("generator")).map(([, share]) => share)
  );
  if (shares.length === 0) return "";
  const percent = (share: number) => Math.round(share * 100);
  return ` At the rates of (a) it used ${percent(Math.min(...shares))} to ${
    percent(Math.max(...shares))
  } % of its core, in the median ${percent(median(shares))} %.`;
}

function curves({ curves }: Results): string {
  const entries = Object.entries(curves);
  if (entries.length === 0) return "";
  const shown = entries.map(([name, { words, along }]) =>
    `![${along}](../docs/curve_${name}.svg)\n\n${words}\n`
  );
  return `## How costs grow\n\n${shown.join("\n")}`;
}

/** When and where, with the parts that share it. */
function measured({ parts, curves }: Results): string {
  const names = new Map<string, string[]>();
  for (
    const [name, { on, machine, command }] of Object.entries(
      { ...parts, ...curves } as Record<string, Measured>,
    )
  ) {
    const key = `${on}, \`${command}\`, on ${machine}`;
    names.set(key, [...names.get(key) ?? [], name]);
  }
  return [...names].map(([key, all]) => `- ${key}: ${all.join(", ").replaceAll("_", " ")}.`).join("\n");
}
