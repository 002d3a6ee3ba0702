import { createHash } from "node:crypto";
import { eTag } from "@std/http/etag";
import type { InlineStyle, Page } from "./context.ts";
import { policyWithStyle, SECURITY_HEADERS } from "./middleware/security_headers.ts";

/** A name of a file with a hash of its content in it: entries have it after a dot, chunks after a hyphen. */
export const HASHED = /^[\w-]+(?:\.[0-9a-f]{12}|-[0-9A-Z]{8})\.(?:js|css)$/;
/** Files without a hash that an installed app shows before there is a network. */
const AUTHORED = ["/favicon.svg", "/site.webmanifest", "/icons/192.png"];
const WORKER = "service_worker.js";
const STYLE = "first.css";

/**
 * Reads page and manifest. The page names its files without hash; it is sent with the names that were built, and told to
 * fetch at once what the script will import first.
 * @throws Error where the page has not been built
 */
export async function readPage(staticDir: string): Promise<Page> {
  const manifest = await readManifest(staticDir);
  const authored = await Deno.readTextFile(`${staticDir}/index.html`);
  const preload = Array.isArray(manifest.preload) ? manifest.preload : [];
  const links = preload.map((name) => `<link rel="modulepreload" href="/assets/${name}">\n    `).join("");
  const linked = authored.replace('<script type="module"', (script) => links + script);
  const html = linked.replace(/\/assets\/([\w-]+\.(?:js|css))/g, (path, name: string) => {
    const built = manifest[name];
    return typeof built === "string" ? `/assets/${built}` : path;
  });
  const tag = await eTag(html) ?? "";
  const script = await readBuilt(staticDir, manifest[WORKER]);
  const style = await readBuilt(staticDir, manifest[STYLE]);
  const files = [
    ...namesIn(manifest).filter((name) => name !== manifest[WORKER] && name !== manifest[STYLE]).map(
      inAssets,
    ),
    ...AUTHORED,
  ];
  const hash = createHash("sha256").update(JSON.stringify([html, script, style, files, SECURITY_HEADERS]));
  for (const path of AUTHORED) hash.update(await readIfThere(staticDir + path));
  const build = hash.digest("hex").slice(0, 12);
  const digest = createHash("sha256").update(html).digest("hex");
  const told = JSON.stringify({ build, digest, files });
  return {
    html,
    tag,
    build,
    worker: script && `self.parley=${told};\n${script}`,
    firstStyle: style === undefined ? undefined : inlineStyle(style),
  };
}

async function readManifest(staticDir: string): Promise<Record<string, unknown>> {
  try {
    return JSON.parse(await Deno.readTextFile(`${staticDir}/assets/manifest.json`));
  } catch (cause) {
    throw new Error("Cannot serve the page: it has not been built; run the task 'build'", { cause });
  }
}

async function readBuilt(staticDir: string, name: unknown): Promise<string | undefined> {
  return typeof name === "string" ? await Deno.readTextFile(`${staticDir}/assets/${name}`) : undefined;
}

/** A style to stand in a page, and the policy that lets it: by what it says, not by where it stands. */
function inlineStyle(text: string): InlineStyle {
  if (text.includes("</")) throw new Error("A style that ends an element cannot stand in the page");
  const digest = createHash("sha256").update(text).digest("base64");
  return { text, policy: policyWithStyle(`'sha256-${digest}'`) };
}

/** The hashed names in a manifest, however deep they stand. */
function namesIn(value: unknown): string[] {
  if (typeof value === "string") return HASHED.test(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return [...new Set(Object.values(value).flatMap(namesIn))];
}

function inAssets(name: string): string {
  return `/assets/${name}`;
}

async function readIfThere(path: string): Promise<Uint8Array> {
  try {
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return new Uint8Array();
    throw error;
  }
}
