import { assertEquals } from "@std/assert";

/** The rows of the table of bad input that are about what there is: 64 is for the eye, 66 and 73 for later, 86 and 87 for the page. */
const ROWS = [...range(1, 63), 65, ...range(67, 72), ...range(74, 85), 88, 89];
const FOLDER = new URL("../../integration/", import.meta.url);
/**
 * A case of a table, as it is or by a function that makes it, or a test that names its rows. Ranges in names do not
 * count: they would stay when a case goes.
 */
const ROW = /\b(?:row: |(?:one|refused|broken|unread)\(\s*)(\d+),|\(rows? (\d+(?:, \d+)*)\)[`"]/g;

Deno.test("every row of the table of bad input is tried on the real server", () => {
  const tried = new Set<number>();
  for (const { name } of Deno.readDirSync(FOLDER)) {
    if (!name.endsWith("_test.ts")) continue;
    const text = Deno.readTextFileSync(new URL(name, FOLDER));
    for (const [, row, rows] of text.matchAll(ROW)) {
      for (const one of (row ?? rows!).split(", ")) tried.add(Number(one));
    }
  }
  assertEquals(ROWS.filter((row) => !tried.has(row)), [], "These rows have no case");
});

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
