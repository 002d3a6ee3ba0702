import { type Figures, type Look, medians, type Part } from "./support/part.ts";
import { PEERS } from "./support/peers.ts";
import { readResults } from "./support/results.ts";
import { findTools } from "./support/tools.ts";
import { quickFanOut } from "./parts/fan_out.ts";
import { quickJoins } from "./parts/joins.ts";
import { quickLatency } from "./parts/latency.ts";

interface Ratio {
  title: string;
  part: Part;
  figure: string;
  /** The same ratio where it was measured in full. */
  full: { part: string; figure: string };
  better: "more" | "less";
}

const RATIOS: readonly Ratio[] = [
  {
    title: "deliveries/s, 100 receivers",
    part: quickFanOut,
    figure: "best_100",
    full: { part: "fan_out", figure: "best_100" },
    better: "more",
  },
  {
    title: "p50 at 20,000 deliveries/s",
    part: quickLatency,
    figure: "p50",
    full: { part: "latency", figure: "p50" },
    better: "less",
  },
  {
    title: "CPU a delivery",
    part: quickLatency,
    figure: "cpu",
    full: { part: "latency", figure: "cpu" },
    better: "less",
  },
  {
    title: "joins/s",
    part: quickJoins,
    figure: "joins",
    full: { part: "joins", figure: "joins" },
    better: "more",
  },
  {
    title: "memory a connection",
    part: quickJoins,
    figure: "kilobytes",
    full: { part: "joins", figure: "kilobytes_5000" },
    better: "less",
  },
];
const SERVERS = ["parley", "deno_plain"];
/** Beyond it a ratio is no noise any more. */
const FAR = 2;
/** Seconds after which nothing more begins. */
const BUDGET = 28;

/** Prints Parley's figures as multiples of bare Deno's in the same run, which a slow machine slows alike. Fails on nothing. */
export async function runQuick(): Promise<void> {
  const tools = await findTools([]);
  const parts = [...new Set(RATIOS.map(({ part }) => part))];
  const figures = new Map<string, Figures>();
  const begin = performance.now();
  try {
    for (const part of parts) {
      for (const peer of PEERS.filter(({ name }) => SERVERS.includes(name))) {
        if (performance.now() - begin > BUDGET * 1000) break;
        figures.set(`${part.name} ${peer.name}`, await look(part, { peer, tools, earlier: [] }));
      }
    }
  } finally {
    await Deno.remove(tools.dir, { recursive: true });
  }
  const { parts: kept } = await readResults();
  for (const { title, part, figure, full, better } of RATIOS) {
    const [own = NaN, bare = NaN] = SERVERS.map((server) => figures.get(`${part.name} ${server}`)?.[figure]);
    const ratio = own / bare;
    const [ownBefore = NaN, bareBefore = NaN] = SERVERS.map((server) =>
      medians(kept[full.part]?.servers[server]?.rounds ?? [])[full.figure]
    );
    const before = ownBefore / bareBefore;
    const worse = better === "more" ? before / ratio : ratio / before;
    const said = Number.isNaN(before)
      ? ""
      : `, ${times(before)} in bench/README.md${worse > FAR ? ": LOOK" : ""}`;
    console.log(`${title}: ${times(ratio)} bare Deno${said}`);
  }
}

async function look(part: Part, on: Look): Promise<Figures> {
  try {
    return await part.measure(on);
  } catch (error) {
    console.log(
      `${part.name} of ${on.peer.name} was not measured: ${(error as Error).message.split("\n")[0]}`,
    );
    return {};
  }
}

function times(ratio: number): string {
  return Number.isNaN(ratio) ? "?" : `${ratio.toFixed(ratio >= 10 ? 0 : 2)} ×`;
}
