import { gzipSync } from "node:zlib";
import { Generator } from "./support/generator.ts";
import { readOptions } from "./support/options.ts";
import { type Peer, PEERS } from "./support/peers.ts";
import { canPin } from "./support/pin.ts";
import { cpuSeconds, residentKilobytes } from "./support/proc.ts";
import { type RunningPeer, withPeer } from "./support/server.ts";
import { findTools, type Tools } from "./support/tools.ts";

const SENDERS = 10;
const SECONDS = 3;
const LATENCY_LIMIT = 250;

/** One column of the table: what it measures, and how it is measured on a server that runs. */
interface Part {
  name: string;
  title: string;
  /** Only for servers that store and acknowledge. */
  ownOnly?: boolean;
  measure(running: RunningPeer, peer: Peer, generator: Generator): Promise<string>;
}

const PARTS: readonly Part[] = [
  {
    name: "fan_out_100",
    title: "best deliveries/s, 100 receivers",
    measure: (...on) => mostDeliveries(100, ...on),
  },
  {
    name: "fan_out_1000",
    title: "best deliveries/s, 1,000 receivers",
    measure: (...on) => mostDeliveries(1_000, ...on),
  },
  {
    name: "latency",
    title: "p50 / p99 ms at 20 k deliveries/s, 1,000 receivers; CPU s a million",
    measure: fixedRate,
  },
  { name: "joins", title: "joins/s, 1,000 people; kB a connection", measure: joins },
  {
    name: "posts",
    title: "acknowledged posts/s; p50 / p99 ms, 500 in flight",
    ownOnly: true,
    measure: posts,
  },
  { name: "start", title: "start ms; RSS MiB", measure: startOf },
];

/** Measures each server in each part, one after the other in one run, and writes the table. */
async function main(): Promise<void> {
  const options = readOptions(Deno.args, PARTS.map(({ name }) => name));
  const tools = await findTools();
  const begin = performance.now();
  const cells = new Map<string, string>();
  const peers = PEERS.filter(({ name, command }) =>
    command(tools) !== undefined && (options.only === undefined || options.only.includes(name))
  );
  for (const part of PARTS.filter(({ name }) => options.parts.includes(name))) {
    for (const peer of peers) {
      if (part.ownOnly && peer.dialect !== "parley") continue;
      if (performance.now() - begin > options.budget * 1000) break;
      const cell = await measureOnce(part, peer, tools);
      console.log(`${part.name} ${peer.name}: ${cell}`);
      cells.set(`${part.name} ${peer.name}`, cell);
    }
  }
  const missing = PEERS.filter(({ command }) => command(tools) === undefined).map(({ title, needs }) =>
    `${title} (needs ${needs})`
  );
  const table = toTable(peers, options.parts, cells);
  console.log(table);
  await Deno.writeTextFile(new URL("README.md", import.meta.url), await readme(table, missing));
  await Deno.remove(tools.dir, { recursive: true });
}

async function measureOnce(part: Part, peer: Peer, tools: Tools): Promise<string> {
  const generator = new Generator();
  try {
    return await withPeer(peer, tools, (running) => part.measure(running, peer, generator));
  } catch (error) {
    return `failed: ${(error as Error).message.split("\n")[0]!.slice(0, 80)}`;
  } finally {
    await generator.stop();
  }
}

function open(count: number, { port }: RunningPeer, { dialect }: Peer, generator: Generator) {
  return generator.tell("open", { port, dialect, count, window: 50 });
}

/** Doubles or halves the rate until the most is found that arrives whole with p99 in its limit. */
async function mostDeliveries(
  receivers: number,
  running: RunningPeer,
  peer: Peer,
  generator: Generator,
): Promise<string> {
  await open(receivers, running, peer, generator);
  let rate = peer.guess(receivers) / 4;
  let best = 0;
  for (let step = 2, tries = 0; tries < 7 && step > 1.1; tries++) {
    const posts = Math.max(1, rate / receivers);
    const { delivered, expected, seconds, p99 } = await generator.tell("offer", {
      posts,
      seconds: SECONDS,
      senders: SENDERS,
    });
    const held = delivered === expected && p99 <= LATENCY_LIMIT;
    if (held) best = Math.max(best, delivered / seconds);
    else if (best > 0) step = Math.sqrt(step);
    rate = held ? rate * step : rate / step;
  }
  return thousands(best);
}

async function fixedRate(running: RunningPeer, peer: Peer, generator: Generator): Promise<string> {
  await open(1_000, running, peer, generator);
  await generator.tell("offer", { posts: 20, seconds: 1, senders: SENDERS });
  const before = cpuSeconds(running.pid);
  const { delivered, expected, p50, p99 } = await generator.tell("offer", {
    posts: 20,
    seconds: 5,
    senders: SENDERS,
  });
  const cpu = (cpuSeconds(running.pid) - before) / delivered * 1e6;
  return `${p50.toFixed(1)} / ${p99.toFixed(1)}; ${cpu.toFixed(1)}${
    delivered === expected ? "" : `; lost ${expected - delivered}`
  }`;
}

async function joins(running: RunningPeer, peer: Peer, generator: Generator): Promise<string> {
  await open(10, running, peer, generator);
  const before = residentKilobytes(running.pid);
  const { seconds, failed } = await open(1_000, running, peer, generator);
  const each = (residentKilobytes(running.pid) - before) / 1_000;
  return `${thousands(1_000 / seconds)}; ${each.toFixed(0)}${failed === 0 ? "" : `; ${failed} failed`}`;
}

async function posts(running: RunningPeer, peer: Peer, generator: Generator): Promise<string> {
  await open(SENDERS, running, peer, generator);
  const { perSecond, p50, p99 } = await generator.tell("acknowledge", {
    inFlight: 500,
    seconds: 5,
    senders: SENDERS,
  });
  return `${thousands(perSecond)}; ${p50.toFixed(1)} / ${p99.toFixed(1)}`;
}

function startOf({ startedIn, pid }: RunningPeer): Promise<string> {
  return Promise.resolve(`${startedIn.toFixed(0)}; ${(residentKilobytes(pid) / 1024).toFixed(0)}`);
}

function toTable(
  peers: readonly Peer[],
  parts: readonly string[],
  cells: ReadonlyMap<string, string>,
): string {
  const shown = PARTS.filter(({ name }) => parts.includes(name));
  const rows = peers.map(({ name, title }) =>
    `| ${title} | ${shown.map((part) => cells.get(`${part.name} ${name}`) ?? "–").join(" | ")} |`
  );
  return [
    `| server | ${shown.map(({ title }) => title).join(" | ")} |`,
    `| --- |${" ---: |".repeat(shown.length)}`,
    ...rows,
  ].join("\n");
}

async function readme(table: string, missing: readonly string[]): Promise<string> {
  const cpu = /model name\s*:\s*(.*)/.exec(await Deno.readTextFile("/proc/cpuinfo").catch(() => ""))?.[1] ??
    Deno.build.arch;
  const left = missing.length === 0 ? "" : `\nLeft out here: ${missing.join("; ")}.\n`;
  return `# Bench

\`deno task bench\` measures Parley beside other servers that do the same work: whoever sends, everyone in the room gets a
text of 100 bytes. Parley stores each message with \`synchronous=FULL\`, numbers, logs and limits it; the others store
nothing. The load comes from another process, on another core where there is one. Parts and servers can be chosen:
\`deno task bench posts --only=parley\`. One look each, no medians: servers that are near to each other are not told apart.

"Best" is the most that arrived whole with p99 ≤ ${LATENCY_LIMIT} ms. A dash was not measured. The page's script is ${await scriptSize()} KB after gzip.

${table}
${left}
Measured ${new Date().toISOString().slice(0, 10)} on ${navigator.hardwareConcurrency} cores of ${cpu}${
    canPin() ? ", server on one and load on the other" : ""
  }, Deno ${Deno.version.deno}, loopback.
`;
}

async function scriptSize(): Promise<string> {
  const assets = new URL("../static/assets/", import.meta.url);
  try {
    const manifest = JSON.parse(await Deno.readTextFile(new URL("manifest.json", assets)));
    return (gzipSync(await Deno.readFile(new URL(manifest["main.js"], assets))).length / 1024).toFixed(1);
  } catch {
    return "?";
  }
}

function thousands(value: number): string {
  return Math.round(value).toLocaleString("en");
}

if (import.meta.main) await main();
