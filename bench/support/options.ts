/** What a run of the bench is told. */
export interface Options {
  /** Letters of parts, or names of curves; all where none is named. */
  names: string[];
  curves: boolean;
  /** Parley beside bare Deno in half a minute. */
  quick: boolean;
  /** Also what takes minutes longer, such as a history of ten million rows. */
  full: boolean;
  /** Rounds, of which medians are taken. */
  runs: number;
  /** Only these servers. */
  only?: string[];
  /** Seconds after which nothing more begins. */
  budget: number;
}

/**
 * Reads the command line: `a b e`, `--runs 3`, `--only parley,bun`, `--budget 560`, `--quick`, or `curves` and their names.
 * @throws RangeError for anything else
 */
export function readOptions(
  args: readonly string[],
  known: { parts: readonly string[]; curves: readonly string[] },
): Options {
  const options: Options = { names: [], curves: false, quick: false, full: false, runs: 3, budget: 560 };
  const words = args.flatMap((arg) => arg.startsWith("--") ? arg.split("=") : [arg]);
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === "curves") options.curves = true;
    else if (word === "--quick") options.quick = true;
    else if (word === "--full") options.full = true;
    else if (word === "--runs") options.runs = readCount(word, words.shift());
    else if (word === "--budget") options.budget = readCount(word, words.shift());
    else if (word === "--only") options.only = words.shift()?.split(",");
    else if ((options.curves ? known.curves : known.parts).includes(word)) options.names.push(word);
    else {
      const { parts, curves } = known;
      throw new RangeError(
        `There is no '${word}': parts are ${parts.join(" ")}, curves are ${curves.join(" ")}`,
      );
    }
  }
  return options;
}

function readCount(name: string, value: string | undefined): number {
  const count = Number(value);
  if (Number.isInteger(count) && count > 0) return count;
  throw new RangeError(`${name} must be a number above 0: current value is ${value}`);
}
