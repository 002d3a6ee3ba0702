import type { Options } from "../support/options.ts";
import type { Figures } from "../support/part.ts";
import { writeReadme } from "../support/readme.ts";
import { type CurveResult, measuredNow, readResults, writeResults } from "../support/results.ts";
import { findTools } from "../support/tools.ts";
import { type Curve, growth, slope } from "./curve.ts";
import { history } from "./history.ts";
import { idle } from "./idle.ts";
import { receivers } from "./receivers.ts";
import { rooms } from "./rooms.ts";
import { slow } from "./slow.ts";
import { draw } from "./svg.ts";

const CURVES: readonly Curve[] = [receivers, rooms, history, idle, slow];
export const CURVE_NAMES: readonly string[] = CURVES.map(({ name }) => name);

/** Measures curves one after the other; draws each into docs as soon as it is there. */
export async function measureCurves({ names, full }: Options): Promise<void> {
  const tools = await findTools([]);
  try {
    for (const curve of CURVES.filter(({ name }) => names.length === 0 || names.includes(name))) {
      const points: Figures[] = [];
      for (const size of [...curve.sizes, ...full ? curve.more ?? [] : []]) {
        const figures = { size, ...await curve.measure(tools, size) };
        points.push(figures);
        console.log(`${curve.name}  ${JSON.stringify(figures, shortened)}`);
      }
      const result = toResult(curve, points);
      console.log(`${result.words}\n`);
      await Deno.writeTextFile(
        new URL(`../../docs/curve_${curve.name}.svg`, import.meta.url),
        draw(points, curve),
      );
      const results = await readResults();
      results.curves[curve.name] = result;
      await writeResults(results);
      await writeReadme(results);
    }
  } finally {
    await Deno.remove(tools.dir, { recursive: true });
  }
}

function toResult({ along, lines, words }: Curve, points: Figures[]): CurveResult {
  const slopes = Object.fromEntries(lines.map(({ figure }) => [figure, slope(points, figure)]));
  const said = lines.map(({ figure, title }) => {
    const [first, last] = [points[0]![figure]!, points.at(-1)![figure]!].map((value) => value.toPrecision(2));
    return `${title}: ${first} → ${last}, exponent ${slopes[figure]!.toFixed(2)}, ${growth(slopes[figure]!)}`;
  });
  return {
    ...measuredNow(),
    along,
    points,
    slopes,
    words: `${said.join("; ")}. ${words?.(points) ?? ""}`.trim(),
  };
}

function shortened(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toPrecision(3)) : value;
}
