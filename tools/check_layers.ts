import { posix } from "node:path";
import { readImports } from "./read_imports.ts";

/** The folders of src, top to bottom: a folder imports only from lines below its own. */
const LINES: readonly (readonly string[])[] = [
  ["(top)"],
  ["http"],
  ["realtime", "jobs"],
  ["notifications", "analytics"],
  ["chat"],
  ["files", "queue", "previews"],
  ["store", "pubsub"],
  ["config", "log", "metrics"],
  ["protocol"],
];

const TOP_FILE = /^(main\.ts|src\/server\w*\.ts)$/;
const CHECKED = ["main.ts", "src", "std", "tests", "tools", "bench"];

/**
 * What is wrong in a tree of modules, one line an offence: imports that go up or sideways, import cycles, packages that
 * deno.json does not name. Type imports count; a cycle that only `import()` closes is none, as it waits for its use.
 * @param sources text of each module by its path, as in `src/chat/rooms.ts`
 */
export function findOffences(sources: ReadonlyMap<string, string>): string[] {
  const offences: string[] = [];
  const graph = new Map<string, string[]>();
  for (const [path, source] of [...sources].sort(([a], [b]) => a < b ? -1 : 1)) {
    const targets: string[] = [];
    for (const specifier of readImports(source)) {
      if (specifier.startsWith(".")) targets.push(posix.join(posix.dirname(path), specifier));
      else if (path.startsWith("src/") && /^(npm|jsr|https?):/.test(specifier)) {
        offences.push(`${path} imports ${specifier}: name the package in deno.json`);
      }
    }
    const ends = new Set(
      readImports(source, { statically: true }).map((end) => posix.join(posix.dirname(path), end)),
    );
    graph.set(path, targets.filter((target) => ends.has(target)));
    for (const target of targets) {
      const fault = findFault(path, target);
      if (fault !== undefined) offences.push(`${path} imports ${target}: ${fault}`);
    }
  }
  return [...offences, ...findCycles(graph).map((cycle) => `import cycle: ${cycle.join(" → ")}`)];
}

function findFault(from: string, to: string): string | undefined {
  const [source, target] = [folderOf(from), folderOf(to)];
  if (source === target) return undefined;
  if (source === "std") return "std imports nothing of this project";
  if (source === "outside") return undefined;
  if (target === "outside") return "the server and the client import nothing of tests, tools and bench";
  if (target === "std") return "import it by its bare name, @std/…";
  if (source === "client") return target === "protocol" ? undefined : "the client imports protocol only";
  if (target === "client") return "no server folder imports the client";
  const [above, below] = [lineOf(source), lineOf(target)];
  if (above === -1 || below === -1) {
    return `src/${above === -1 ? source : target} has no place in the list of folders`;
  }
  if (above === below) return `${source} and ${target} are on one line`;
  if (above > below) return `${source} is below ${target}`;
  // What settings mean is told to each part in its own words, so that no part knows the environment.
  if (target === "config" && source !== "(top)" && !(source === "http" && to === "src/config/readers.ts")) {
    return "only main.ts and src/server*.ts read the configuration";
  }
  return undefined;
}

function folderOf(path: string): string {
  if (TOP_FILE.test(path)) return "(top)";
  const [first, second] = path.split("/");
  if (first === "src" && second !== undefined) return second;
  return first === "std" ? "std" : "outside";
}

function lineOf(folder: string): number {
  return LINES.findIndex((line) => line.includes(folder));
}

/** Each cycle once, from the module where a search along the imports meets it. */
function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  for (const path of graph.keys()) visit(path);
  return cycles;

  function visit(path: string): void {
    if (done.has(path)) return;
    const at = trail.indexOf(path);
    if (at !== -1) {
      cycles.push([...trail.slice(at), path]);
      return;
    }
    trail.push(path);
    for (const target of graph.get(path) ?? []) visit(target);
    trail.pop();
    done.add(path);
  }
}

/** The text of every module in the project, by its path from `root`. */
export function readSources(root: string): Map<string, string> {
  const sources = new Map<string, string>();
  for (const path of CHECKED) read(path);
  return sources;

  function read(path: string): void {
    const info = statOrUndefined(`${root}/${path}`);
    if (info?.isDirectory) {
      for (const { name } of Deno.readDirSync(`${root}/${path}`)) read(`${path}/${name}`);
    } else if (info?.isFile && /\.tsx?$/.test(path)) {
      sources.set(path, Deno.readTextFileSync(`${root}/${path}`));
    }
  }
}

function statOrUndefined(path: string): Deno.FileInfo | undefined {
  try {
    return Deno.statSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

if (import.meta.main) {
  const offences = findOffences(readSources("."));
  for (const offence of offences) console.error(offence);
  if (offences.length > 0) Deno.exit(1);
}
