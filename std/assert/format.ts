/** A value in full, for a message. */
export function format(value: unknown): string {
  return Deno.inspect(value, {
    depth: Infinity,
    sorted: true,
    trailingComma: true,
    compact: false,
    iterableLimit: Infinity,
    strAbbreviateSize: Infinity,
    getters: true,
  });
}

const CONTEXT = 3;

/** The part in which two values differ, line by line: `-` is in actual, `+` in expected. */
export function difference(actual: unknown, expected: unknown): string {
  const a = linesOf(actual, expected);
  const b = linesOf(expected, actual);
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;

  const before = mark("  ", a.slice(Math.max(0, start - CONTEXT), start));
  const after = mark("  ", a.slice(a.length - end, a.length - end + CONTEXT));
  const changed = [
    ...mark("- ", a.slice(start, a.length - end)),
    ...mark("+ ", b.slice(start, b.length - end)),
  ];
  return ["", "    [Diff] - Actual / + Expected", "", ...before, ...changed, ...after, ""].join("\n");
}

function mark(sign: string, lines: string[]): string[] {
  return lines.map((line) => `    ${sign}${line}`);
}

/** Two texts, one of several lines, are shown as they are; all else as it is inspected. */
function linesOf(value: unknown, other: unknown): string[] {
  const texts = typeof value === "string" && typeof other === "string" && `${value}${other}`.includes("\n");
  return texts ? value.split("\n").map((line) => JSON.stringify(line)) : format(value).split("\n");
}
