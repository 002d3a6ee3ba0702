import { type Figures, medians, type Part } from "./part.ts";
import type { Peer } from "./peers.ts";
import { measuredNow, type PartResult } from "./results.ts";
import type { Tools } from "./tools.ts";

export interface RoundsOptions {
  runs: number;
  /** Whether there is time for another look. */
  goesOn(): boolean;
}

/** Measures round by round, in each round part by part, in each part server by server: what disturbs, disturbs all. */
export async function measureRounds(
  { parts, peers, tools }: { parts: readonly Part[]; peers: readonly Peer[]; tools: Tools },
  { runs, goesOn }: RoundsOptions,
): Promise<Record<string, PartResult>> {
  const results: Record<string, PartResult> = Object.fromEntries(
    parts.map(({ name }) => [name, { ...measuredNow(), servers: {} }]),
  );
  for (let round = 1; round <= runs; round++) {
    for (const part of parts) {
      if (round > (part.rounds ?? runs)) continue;
      for (const peer of peers) {
        if (part.ownOnly && peer.dialect !== "parley") continue;
        if (!goesOn()) return results;
        const server = results[part.name]!.servers[peer.name] ??= { medians: {}, rounds: [], faults: [] };
        const begin = performance.now();
        try {
          const figures = await part.measure({ peer, tools, earlier: server.rounds });
          server.rounds.push(figures);
          server.medians = medians(server.rounds);
          report([`${round}`, part.name, peer.name, ...words(figures)], begin);
        } catch (error) {
          const fault = (error as Error).message.split("\n")[0]!.slice(0, 200);
          server.faults.push(fault);
          report([`${round}`, part.name, peer.name, `failed: ${fault}`], begin);
        }
      }
    }
  }
  return results;
}

function words(figures: Figures): string[] {
  return Object.entries(figures).map(([name, value]) =>
    `${name} ${name.startsWith("generator") || name.includes("_generator") ? percent(value) : short(value)}`
  );
}

function report(parts: readonly string[], begin: number): void {
  console.log(`${parts.join("  ")}  (${((performance.now() - begin) / 1000).toFixed(1)} s)`);
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

function short(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
}
