import { runs } from "./pin.ts";

/** What the peers need, and where it is; undefined for what is missing. */
export interface Tools {
  /** A temporary folder, the working directory of the peers. */
  dir: string;
  node?: string;
  bun?: string;
  /** Whether `ws` and `socket.io` are in the folder. */
  packages: boolean;
  python?: string;
}

const PACKAGES = ["ws@8.23.0", "socket.io@4.8.4"];
const BUN = "1.4.5";
/** Where npm's package puts the binary: by its script, or without it; the last one is for processors without AVX2. */
const BUN_AT = ["bun/bin/bun.exe", "@oven/bun-linux-x64/bin/bun", "@oven/bun-linux-x64-baseline/bin/bun"];
const DEBIAN = ["python3-fastapi", "uvicorn", "python3-websockets", "python3-uvloop"];
const PYTHON = "/usr/bin/python3";

/**
 * Installs the peers: from npm into a folder of its own, from Debian where this is root's machine.
 * @param wanted names of peers; the rest is not installed
 */
export async function findTools(wanted: readonly string[]): Promise<Tools> {
  const dir = await Deno.makeTempDir({ prefix: "parley-bench-" });
  const tools: Tools = { dir, packages: false };
  await Deno.writeTextFile(`${dir}/package.json`, `{"private":true}`);
  if (wanted.includes("ws") || wanted.includes("socketio")) {
    tools.node = runs("node", ["--version"]) ? "node" : undefined;
    tools.packages = install(dir, PACKAGES);
  }
  if (wanted.includes("bun")) tools.bun = findBun(dir);
  if (wanted.includes("fastapi")) tools.python = findPython() ? PYTHON : undefined;
  return tools;
}

function install(dir: string, packages: readonly string[]): boolean {
  return runs("npm", ["install", "--prefix", dir, "--no-audit", "--no-fund", ...packages]);
}

function findBun(dir: string): string | undefined {
  const working = () =>
    BUN_AT.map((path) => `${dir}/node_modules/${path}`).find((path) => runs(path, ["--version"]));
  if (!install(dir, [`bun@${BUN}`])) return undefined;
  return working() ?? (install(dir, [`@oven/bun-linux-x64-baseline@${BUN}`]) ? working() : undefined);
}

function findPython(): boolean {
  const there = () => runs(PYTHON, ["-c", "import fastapi, uvicorn, websockets, uvloop"]);
  if (there()) return true;
  if (Deno.build.os !== "linux" || Deno.uid() !== 0) return false;
  runs("apt-get", ["update", "-qq"]);
  runs("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...DEBIAN]);
  return there();
}
