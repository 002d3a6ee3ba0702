import { gzipSync } from "node:zlib";
import { type Figures, type Look, type Part, settle } from "../support/part.ts";
import { residentKilobytes } from "../support/proc.ts";
import { withPeer } from "../support/server.ts";

const ASSETS = new URL("../../static/assets/", import.meta.url);

/** (h) How soon it listens, how much memory it takes before anyone comes, and the scripts of the first view in kB after gzip. */
export const start: Part = { name: "start", letters: "h", measure };

async function measure({ peer, tools }: Look): Promise<Figures> {
  return await withPeer(peer, tools, async ({ startedIn, pid }) => {
    await settle(300);
    const figures = { start: startedIn, megabytes: residentKilobytes(pid) / 1024 };
    return peer.dialect === "parley" ? { ...figures, script: await scriptKilobytes() } : figures;
  });
}

async function scriptKilobytes(): Promise<number> {
  const manifest = JSON.parse(await Deno.readTextFile(new URL("manifest.json", ASSETS)));
  const scripts: string[] = [manifest["main.js"], ...manifest.preload];
  const sizes = scripts.map((name) => gzipSync(Deno.readFileSync(new URL(name, ASSETS))).length);
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}
