import type { Opened } from "../load/commands.ts";
import { Generator } from "./generator.ts";
import type { Peer } from "./peers.ts";
import { type RunningPeer, type ServerOptions, withPeer } from "./server.ts";
import type { Tools } from "./tools.ts";

/** What one look gave, by name. */
export type Figures = Record<string, number>;

/** Something that is measured, server by server. */
export interface Part {
  name: string;
  /** Letters under which it is asked for. */
  letters: string;
  /** Only for a server that stores and acknowledges. */
  ownOnly?: true;
  /** Rounds that are enough, where each would give the same. */
  rounds?: number;
  measure(look: Look): Promise<Figures>;
}

export interface Look {
  peer: Peer;
  tools: Tools;
  /** What earlier rounds gave, the last one last. */
  earlier: readonly Figures[];
}

/** A server and the load, both running. */
export interface Bout {
  running: RunningPeer;
  generator: Generator;
  /** Opens connections until there are so many. */
  open(to: number): Promise<Opened>;
}

const WINDOW = 100;

/** Runs a server and a load generator while `use` does. */
export async function withLoad<T>(
  { peer, tools }: Pick<Look, "peer" | "tools">,
  use: (bout: Bout) => Promise<T>,
  options: ServerOptions & { tokens?: string[] } = {},
): Promise<T> {
  const generator = new Generator();
  try {
    return await withPeer(peer, tools, (running) => {
      const { port } = running;
      const { dialect } = peer;
      const { tokens } = options;
      return use({
        running,
        generator,
        open: (to) => generator.tell("open", { port, dialect, to, window: WINDOW, tokens }),
      });
    }, options);
  } finally {
    await generator.stop();
  }
}

/** @throws Error with the server's words where not everyone came in */
export function allOpened({ failed, opened, fault }: Opened): void {
  if (failed > 0) throw new Error(`${failed} of ${failed + opened} could not connect: ${fault}`);
}

export function settle(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The median of each figure over the rounds that have it. */
export function medians(rounds: readonly Figures[]): Figures {
  const names = new Set(rounds.flatMap((round) => Object.keys(round)));
  return Object.fromEntries(
    [...names].map((
      name,
    ) => [name, median(rounds.map((round) => round[name]).filter((value) => value !== undefined))]),
  );
}
