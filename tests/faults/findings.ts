export type Scale = "short" | "full";

export interface ScenarioResult {
  name: string;
  counts: Record<string, number>;
  /** What was measured, as it is shown. */
  figures: Record<string, string>;
  passed: boolean;
  /** Why it did not pass. */
  reasons: string[];
}

export interface About {
  /** As in RELIABILITY's table: `R1`. */
  id: string;
  title: string;
  procedure: string;
  target: string;
  /** Programs and rights without which it cannot be run. */
  needs: readonly Need[];
  /** Seconds after which a run is given up. */
  limit: Record<Scale, number>;
  /** It measures how fast or how much: nothing else runs beside it. */
  alone?: boolean;
}

export type Need = "root" | "ip" | "strace" | "faketime" | "prlimit";

export interface Scenario {
  about: About;
  run(scale: Scale, seed: number): Promise<ScenarioResult>;
}

/** What a run finds out, gathered on the way. */
export class Findings {
  readonly #name: string;
  readonly #counts: Record<string, number> = {};
  readonly #figures: Record<string, string> = {};
  readonly #values = new Map<string, number>();
  readonly #reasons: string[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  count(name: string, value: number): void {
    this.#counts[name] = value;
  }

  add(name: string, value = 1): void {
    this.#counts[name] = (this.#counts[name] ?? 0) + value;
  }

  /** A measured value that must not be above or below a bound. */
  figure(name: string, value: number, { unit = "", atMost = Infinity, atLeast = -Infinity } = {}): void {
    const shown = `${Number(value.toPrecision(value >= 1000 ? 6 : 3))}${unit === "" ? "" : ` ${unit}`}`;
    this.#figures[name] = shown;
    this.#values.set(name, value);
    if (!(value <= atMost)) this.#reasons.push(`${name} is ${shown}: at most ${atMost} ${unit}`.trim());
    if (!(value >= atLeast)) this.#reasons.push(`${name} is ${shown}: at least ${atLeast} ${unit}`.trim());
  }

  note(name: string, words: string): void {
    this.#figures[name] = words;
  }

  /** Takes over what another run of the same found out: counts add up, of figures the highest stays. */
  addAll(other: Findings): void {
    for (const [name, value] of Object.entries(other.#counts)) this.add(name, value);
    for (const [name, shown] of Object.entries(other.#figures)) {
      const value = other.#values.get(name) ?? 0;
      if ((this.#values.get(name) ?? -Infinity) >= value) continue;
      this.#values.set(name, value);
      this.#figures[name] = shown;
    }
    this.#reasons.push(...other.#reasons);
  }

  require(holds: boolean, reason: string): void {
    if (!holds) this.#reasons.push(reason);
  }

  result(): ScenarioResult {
    const reasons = [...new Set(this.#reasons)];
    return {
      name: this.#name,
      counts: this.#counts,
      figures: this.#figures,
      passed: reasons.length === 0,
      reasons,
    };
  }
}
