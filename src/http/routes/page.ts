import { eTag, ifNoneMatch } from "@std/http/etag";
import { serveDir } from "@std/http/file-server";
import { Hono } from "hono";
import { ProtocolError } from "../../protocol/errors.ts";
import type { HttpEnv, HttpParts } from "../context.ts";

const FOREVER = "public, max-age=31536000, immutable";
const HASHED = /^\/assets\/[^/]+\.[0-9a-f]{8,}\.(js|css)(\.map)?$/;

/** The page and its files. The page names its files without hash; it is sent with the names that were built. */
export async function pageRoutes({ options }: HttpParts): Promise<Hono<HttpEnv>> {
  const html = await buildPage(options.staticDir);
  const tag = await eTag(html) ?? "";
  const etagged = { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache", "ETag": tag };
  const bytes = new TextEncoder().encode(html);
  return new Hono<HttpEnv>()
    .get("/", (c) => {
      if (!ifNoneMatch(c.req.header("If-None-Match") ?? null, tag)) return c.body(null, 304, etagged);
      return c.body(bytes, 200, { ...etagged, "Content-Length": String(bytes.length) });
    })
    .get("/*", async (c) => {
      const { pathname } = new URL(c.req.url);
      if (pathname === "/index.html") throw new ProtocolError("not_found");
      const response = await serveDir(c.req.raw, {
        fsRoot: options.staticDir,
        showIndex: false,
        quiet: true,
      });
      if (!response.ok && response.status !== 304 && response.status !== 416) {
        await response.body?.cancel();
        throw new ProtocolError("not_found");
      }
      const headers = new Headers(response.headers);
      headers.set("Cache-Control", HASHED.test(pathname) ? FOREVER : "no-cache");
      return new Response(response.body, { status: response.status, headers });
    });
}

async function buildPage(staticDir: string): Promise<string> {
  const html = await Deno.readTextFile(`${staticDir}/index.html`);
  const manifest = await readManifest(staticDir);
  return html.replace(/\/assets\/([\w-]+\.(?:js|css))/g, (path, name: string) => {
    const built = manifest[name];
    return typeof built === "string" ? `/assets/${built}` : path;
  });
}

async function readManifest(staticDir: string): Promise<Record<string, unknown>> {
  try {
    return JSON.parse(await Deno.readTextFile(`${staticDir}/assets/manifest.json`));
  } catch (cause) {
    throw new Error("Cannot serve the page: it has not been built; run the task 'build'", { cause });
  }
}
