/** What a run of the bench is told. */
export interface Options {
  /** Names of the parts to run. */
  parts: string[];
  /** Rounds, of which medians are taken. */
  repeat: number;
  /** Fewer rounds, fewer people: to see that it works, not to quote. */
  quick: boolean;
  /** Also what takes longer, such as 10,000 idle connections. */
  full: boolean;
  /** Only these servers. */
  only?: string[];
  /** Seconds after which no new round begins. */
  budget: number;
}

/**
 * Reads the command line: names of parts, `--quick`, `--full`, `--repeat=3`, `--only=parley,bun`, `--budget=540`.
 * @throws RangeError for anything else
 */
export function readOptions(args: readonly string[], known: readonly string[]): Options {
  const options: Options = { parts: [], repeat: 3, quick: false, full: false, budget: 540 };
  for (const arg of args) {
    const [name = "", value = ""] = arg.split("=");
    if (name === "--quick") {
      options.quick = true;
      options.repeat = 1;
    } else if (name === "--full") options.full = true;
    else if (name === "--repeat") options.repeat = readCount(name, value);
    else if (name === "--budget") options.budget = readCount(name, value);
    else if (name === "--only") options.only = value.split(",");
    else if (known.includes(arg)) options.parts.push(arg);
    else throw new RangeError(`There is no part '${arg}': they are ${known.join(", ")}`);
  }
  if (options.parts.length === 0) options.parts = [...known];
  return options;
}

function readCount(name: string, value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count > 0) return count;
  throw new RangeError(`${name} must be a number above 0: current value is ${value}`);
}
