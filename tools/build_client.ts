/// <reference lib="deno.unstable" />
import { createHash } from "node:crypto";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { type ClientFiles, firstView, gzipSize, hashedName } from "./client_files.ts";

/** What a build came to. Sizes are in bytes after gzip. */
export interface BuildResult {
  /** False where the sources had not changed since the last build. */
  built: boolean;
  manifest: Manifest;
  sizes: Record<string, number>;
  /** All scripts of the first view. */
  firstView: number;
}

/** static/assets/manifest.json: authored name → built name, and what it was built from. */
export interface Manifest {
  "main.js": string;
  "main.css": string;
  /** The part of it that what the server draws needs. */
  "first.css": string;
  "service_worker.js": string;
  /** What main.js imports at once. What it imports later is in `files` only. */
  preload: string[];
  files: string[];
  sources: string;
}

export interface BuildOptions {
  /** Writes linked source maps and leaves the code readable. */
  dev?: boolean;
}

const ROOT = new URL("../", import.meta.url);
const ASSETS = new URL("static/assets/", ROOT);
const MANIFEST = new URL("manifest.json", ASSETS);
const STYLES = ["src/client/styles/main.css", "src/client/styles/first.css"];
const WORKER = "src/client/service_worker/main.ts";
const SOURCES = ["src/client/", "src/protocol/"];
/** Scripts of the first view, gzip. */
const SCRIPT_BUDGET = 45 * 1024;
const SETTLE_MS = 50;

/**
 * Builds the page's script and styles into static/assets, with a hash of the content in each name.
 * Does nothing where the sources are those of the last build.
 * @throws Error where the bundler refuses the sources, or the scripts of the first view are over their budget
 */
export async function buildClient({ dev = false }: BuildOptions = {}): Promise<BuildResult> {
  const sources = (dev ? "dev-" : "") + hashSources();
  const last = readManifest();
  if (last?.sources === sources) return { built: false, manifest: last, sizes: {}, firstView: 0 };
  const files = new Map([...await bundlePage(dev), ...await bundleWorker(dev)]);
  const scripts = firstView(files);
  const sizes: Record<string, number> = {};
  for (const [name, text] of files) if (!name.endsWith(".map")) sizes[name] = gzipSize(text);
  const total = scripts.reduce((sum, name) => sum + sizes[name]!, 0);
  if (!dev && total > SCRIPT_BUDGET) {
    throw new Error(
      `Cannot build the client: the first view is ${total} bytes gzip, the budget is ${SCRIPT_BUDGET}`,
    );
  }
  const manifest: Manifest = {
    "main.js": hashedName(files, "main.js"),
    "main.css": hashedName(files, "main.css"),
    "first.css": hashedName(files, "first.css"),
    "service_worker.js": hashedName(files, "service_worker.js"),
    preload: scripts.filter((name) => name !== "main.js"),
    files: [...files.keys()].map((name) => hashedName(files, name)),
    sources,
  };
  writeAssets(files, manifest, last);
  return { built: true, manifest, sizes, firstView: total };
}

/** Builds again after each change of the sources, until the returned function is called. A failing build is told, not thrown. */
export function watchClient(onRebuilt: (result: BuildResult) => void): () => void {
  const watcher = Deno.watchFs(SOURCES.map((folder) => fileURLToPath(new URL(folder, ROOT))));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let building = Promise.resolve();
  (async () => {
    for await (const _ of watcher) {
      clearTimeout(timer);
      timer = setTimeout(() => building = building.then(rebuild), SETTLE_MS);
    }
  })();
  async function rebuild(): Promise<void> {
    try {
      const result = await buildClient({ dev: true });
      if (result.built) onRebuilt(result);
    } catch (error) {
      console.error((error as Error).message);
    }
  }
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}

async function bundlePage(dev: boolean): Promise<Map<string, string>> {
  const files = await bundle([dev ? "src/client/dev.ts" : "src/client/main.tsx", ...STYLES], {
    minify: !dev,
    codeSplitting: true,
    sourcemap: dev ? "linked" : undefined,
  });
  return new Map(files.map((file) => [basename(file.path).replace(/^dev\.js$/, "main.js"), file.text()]));
}

/** The service worker is a script of its own, and no module: not every browser takes modules there. */
async function bundleWorker(dev: boolean): Promise<Map<string, string>> {
  const [file] = await bundle([WORKER], { minify: !dev, format: "iife" });
  return new Map([["service_worker.js", file!.text()]]);
}

async function bundle(
  entries: string[],
  options: Partial<Deno.bundle.Options>,
): Promise<Deno.bundle.OutputFile[]> {
  const result = await Deno.bundle({
    ...options,
    entrypoints: entries.map((entry) => fileURLToPath(new URL(entry, ROOT))),
    outputDir: fileURLToPath(ASSETS),
    platform: "browser",
    write: false,
  });
  if (!result.success) {
    const faults = result.errors.map(({ text, location }) =>
      location ? `${text} (${location.file}:${location.line})` : text
    );
    throw new Error(`Cannot build the client: ${faults.join("; ")}`);
  }
  return result.outputFiles!;
}

/**
 * The new files first, then the manifest in one step, then the old files: at each moment the manifest names files that
 * are there. The files of the build before stay for a server and for pages that still name them.
 */
function writeAssets(files: ClientFiles, manifest: Manifest, last: Manifest | undefined): void {
  Deno.mkdirSync(ASSETS, { recursive: true });
  for (const [name, text] of files) Deno.writeTextFileSync(new URL(hashedName(files, name), ASSETS), text);
  const draft = new URL(`manifest.${Deno.pid}.tmp`, ASSETS);
  Deno.writeTextFileSync(draft, JSON.stringify(manifest, null, 2) + "\n");
  Deno.renameSync(draft, MANIFEST);
  const kept = new Set(["manifest.json", ...manifest.files, ...last?.files ?? []]);
  for (const { name } of Deno.readDirSync(ASSETS)) {
    if (!kept.has(name)) Deno.removeSync(new URL(name, ASSETS), { recursive: true });
  }
}

function readManifest(): Manifest | undefined {
  try {
    const manifest = JSON.parse(Deno.readTextFileSync(MANIFEST)) as Manifest;
    for (const name of manifest.files) Deno.statSync(new URL(name, ASSETS));
    return manifest;
  } catch {
    return undefined;
  }
}

/** One hash over all that a build depends on. */
function hashSources(): string {
  const hash = createHash("sha256");
  for (const folder of SOURCES) hashFolder(new URL(folder, ROOT), hash);
  const { imports, compilerOptions } = JSON.parse(Deno.readTextFileSync(new URL("deno.json", ROOT)));
  hash.update(JSON.stringify([Deno.version.deno, imports, compilerOptions]));
  try {
    hash.update(Deno.readFileSync(new URL("deno.lock", ROOT)));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  for (const tool of ["build_client.ts", "client_files.ts"]) {
    hash.update(Deno.readFileSync(new URL(tool, import.meta.url)));
  }
  return hash.digest("hex").slice(0, 16);
}

function hashFolder(folder: URL, hash: ReturnType<typeof createHash>): void {
  const entries = [...Deno.readDirSync(folder)].sort((a, b) => a.name < b.name ? -1 : 1);
  for (const { name, isDirectory } of entries) {
    if (isDirectory) hashFolder(new URL(`${name}/`, folder), hash);
    else hash.update(`\0${name}\0`).update(Deno.readFileSync(new URL(name, folder)));
  }
}

if (import.meta.main) {
  try {
    const { built, sizes, firstView } = await buildClient({ dev: Deno.args.includes("--dev") });
    if (built) {
      const kilobytes = (size: number) => `${(size / 1024).toFixed(1)} KB`;
      const told = Object.entries(sizes).map(([name, size]) => `${name} ${kilobytes(size)}`);
      console.log(
        `Built the client, gzip: first view ${kilobytes(firstView)} of ${kilobytes(SCRIPT_BUDGET)}`,
      );
      console.log(`  ${told.join(", ")}`);
    }
  } catch (error) {
    console.error((error as Error).message);
    Deno.exit(1);
  }
}
