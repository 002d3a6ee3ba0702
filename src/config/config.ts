import { SETTINGS } from "./settings.ts";
import type { Setting } from "./readers.ts";

type Widen<T> = T extends boolean ? boolean : T;

/** All settings, read once. */
export type Config = {
  readonly [K in keyof typeof SETTINGS]: (typeof SETTINGS)[K] extends Setting<infer T> ? Widen<T> : never;
};

/** Says in one message everything that is wrong with the settings. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Variables that look like ours by their first word, so that a misspelt one is noticed. */
const OURS =
  /^(ACCESS|PARLEY|LOG|MAX|MESSAGE|REQUEST|SIGN_IN|SLOW_READER|STOP|SESSION|GUEST|TRUSTED|ALLOWED|PUBLIC|DATA)(_|S?$)/;
const FOREIGN = new Set(["SESSION_MANAGER", "SESSION_TYPE", "SESSION_ID"]);

/**
 * Reads the environment into one frozen value.
 * @throws ConfigError that names every setting that is wrong or unknown, with what is allowed
 */
export function readConfig(env: Readonly<Record<string, string>>): Config {
  const faults: string[] = [];
  const config: Record<string, unknown> = {};
  const known = new Set<string>();
  for (const [key, setting] of Object.entries(SETTINGS) as [string, Setting<unknown>][]) {
    known.add(setting.name);
    const text = env[setting.name]?.trim();
    try {
      config[key] = text === undefined || text === "" ? setting.fallback : setting.parse(text);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      faults.push(
        `${setting.name}=${text}: must be ${error.message}${setting.unit ? ` (${setting.unit})` : ""}`,
      );
    }
  }
  for (const name of Object.keys(env)) {
    if (known.has(name) || !OURS.test(name) || FOREIGN.has(name)) continue;
    const near = nearest(name.replace(/^PARLEY_/, ""), known);
    if (near !== undefined || name.startsWith("PARLEY_")) {
      faults.push(`${name}: there is no such setting${near === undefined ? "" : `; ${near} is one`}`);
    }
  }
  if (faults.length > 0) {
    throw new ConfigError(
      `Cannot start, these settings are wrong:\n${faults.map((fault) => `  ${fault}`).join("\n")}`,
    );
  }
  return Object.freeze(config) as Config;
}

function nearest(name: string, known: ReadonlySet<string>): string | undefined {
  let best: string | undefined;
  let least = Math.min(4, name.length / 2);
  for (const one of known) {
    const far = distance(name, one);
    if (far < least) [best, least] = [one, far];
  }
  return best;
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + cost));
    }
    row = next;
  }
  return row[b.length]!;
}
