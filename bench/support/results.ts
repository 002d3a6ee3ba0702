import { cpuName } from "./proc.ts";
import { canPin } from "./pin.ts";
import type { Figures } from "./part.ts";

/** What bench/results.json holds: a run replaces what it measured, the rest stays. */
export interface Results {
  parts: Record<string, PartResult>;
  curves: Record<string, CurveResult>;
}

export interface Measured {
  /** As in 2026-11-23. */
  on: string;
  machine: string;
  command: string;
}

export interface PartResult extends Measured {
  servers: Record<string, ServerResult>;
}

export interface ServerResult {
  medians: Figures;
  rounds: Figures[];
  faults: string[];
}

export interface CurveResult extends Measured {
  /** What grows. */
  along: string;
  points: Figures[];
  /** For each figure the exponent of its growth. */
  slopes: Figures;
  words: string;
}

const FILE = new URL("../results.json", import.meta.url);

export async function readResults(): Promise<Results> {
  try {
    return JSON.parse(await Deno.readTextFile(FILE));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return { parts: {}, curves: {} };
  }
}

export async function writeResults(results: Results): Promise<void> {
  await Deno.writeTextFile(FILE, `${JSON.stringify(results, rounded, 2)}\n`);
}

/** When, where and how something was measured. */
export function measuredNow(): Measured {
  const cores = navigator.hardwareConcurrency;
  const pinned = canPin() ? ", server on one and load on another" : "";
  return {
    on: new Date().toISOString().slice(0, 10),
    machine: `${cores} cores of ${cpuName()}${pinned}; Deno ${Deno.version.deno}; loopback`,
    command: ["deno task bench", ...Deno.args].join(" "),
  };
}

/** Four digits are more than a measurement holds. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toPrecision(4)) : value;
}
