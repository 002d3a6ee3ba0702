import { fileURLToPath } from "node:url";
import { type FoundStrings, readStrings } from "./read_strings.ts";

const CLIENT = new URL("../src/client/", import.meta.url);
const ENGLISH = new URL("strings/en.ts", CLIENT);

/** All interface strings of the page. Faults name their place. */
export function findStrings(): FoundStrings {
  const found: FoundStrings = { strings: new Set(), counted: new Map(), faults: [] };
  for (const path of sources(CLIENT)) {
    if (path.href.startsWith(new URL("strings/", CLIENT).href)) continue;
    readStrings(Deno.readTextFileSync(path), fileURLToPath(path), found);
  }
  return found;
}

/** The module that lists them, from which the compiler knows what a language must have. */
export function englishModule({ strings, counted }: FoundStrings): string {
  const pairs = [...counted].sort(([a], [b]) => a < b ? -1 : 1);
  return `// Made by \`deno task strings\`: all that the page says, in English.
export const STRINGS = [
${[...strings].sort().map((text) => `  ${JSON.stringify(text)},\n`).join("")}] as const;

/** What is said of one, and of several. */
export const COUNTED = [
${pairs.map(([other, one]) => `  [${JSON.stringify(one)}, ${JSON.stringify(other)}],\n`).join("")}] as const;
`;
}

function* sources(folder: URL): Generator<URL> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (isDirectory) yield* sources(new URL(`${name}/`, folder));
    else if (/\.tsx?$/.test(name)) yield new URL(name, folder);
  }
}

if (import.meta.main) {
  const found = findStrings();
  for (const fault of found.faults) console.error(fault);
  if (found.faults.length > 0) Deno.exit(1);
  Deno.writeTextFileSync(ENGLISH, englishModule(found));
  console.log(`${found.strings.size} strings, ${found.counted.size} with a count`);
}
