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

const PACKAGES = ["ws@8", "socket.io@4", "bun@1"];
const DEBIAN = ["python3-fastapi", "uvicorn", "python3-websockets", "python3-uvloop"];
const PYTHON = "/usr/bin/python3";

/** Installs the peers: from npm into a folder of its own, from Debian where this is root's machine. */
export async function findTools(): Promise<Tools> {
  const dir = await Deno.makeTempDir({ prefix: "parley-bench-" });
  await Deno.writeTextFile(`${dir}/package.json`, `{"private":true}`);
  const packages = runs("npm", ["install", "--prefix", dir, "--no-audit", "--no-fund", ...PACKAGES]);
  const bun = `${dir}/node_modules/.bin/bun`;
  return {
    dir,
    packages,
    node: runs("node", ["--version"]) ? "node" : undefined,
    // Its first run puts the binary in the place of a script.
    bun: runs(bun, ["--version"]) ? await Deno.realPath(bun) : undefined,
    python: findPython() ? PYTHON : undefined,
  };
}

function findPython(): boolean {
  const there = () => runs(PYTHON, ["-c", "import fastapi, uvicorn, websockets, uvloop"]);
  if (there()) return true;
  if (Deno.build.os !== "linux" || Deno.uid() !== 0) return false;
  runs("apt-get", ["update", "-qq"]);
  runs("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...DEBIAN]);
  return there();
}
