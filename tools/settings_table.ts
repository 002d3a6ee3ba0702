import { settingsTable } from "../src/config/help.ts";

const BEGIN = "<!-- settings -->";
const END = "<!-- /settings -->";

/**
 * Puts the table of settings between its two marks.
 * @throws Error where the text has not exactly one of each, in their order
 */
export function withTable(text: string, table: string): string {
  const [before, inside, more] = text.split(BEGIN);
  const [, after, again] = inside?.split(END) ?? [];
  if (more !== undefined || after === undefined || again !== undefined || before!.includes(END)) {
    throw new Error(
      `Cannot place the table of settings: the text needs one '${BEGIN}' and after it one '${END}'`,
    );
  }
  return `${before}${BEGIN}\n\n${table}\n\n${END}${after}`;
}

/**
 * Writes the table of settings into a file, or with `--check` says whether it stands there as it should.
 * Usage: `tools/settings_table.ts [--check] [README.md]`
 */
function main(args: readonly string[]): number {
  const path = args.find((arg) => !arg.startsWith("-")) ?? "README.md";
  const text = Deno.readTextFileSync(path);
  const wanted = withTable(text, settingsTable());
  if (unpadded(wanted) === unpadded(text)) return 0;
  if (args.includes("--check")) {
    console.error(`The table of settings in ${path} is out of date: run tools/settings_table.ts`);
    return 1;
  }
  Deno.writeTextFileSync(path, wanted);
  return 0;
}

/** The text without what a formatter changes in a table: the width of its cells. */
export function unpadded(text: string): string {
  return text.replace(
    /^\|.*\|$/gm,
    (row) => row.replace(/ +\|/g, " |").replace(/\| +/g, "| ").replace(/-{3,}/g, "---"),
  );
}

if (import.meta.main) Deno.exit(main(Deno.args));
