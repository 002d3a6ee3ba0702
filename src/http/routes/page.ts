import { ifNoneMatch } from "@std/http/etag";
import { serveDir } from "@std/http/file-server";
import { type Context, Hono } from "hono";
import { ProtocolError } from "../../protocol/errors.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { readFirstSight } from "../first_sight.ts";
import { personalPage } from "../personal_page.ts";

const FOREVER = "public, max-age=31536000, immutable";
// Entries have their hash after a dot, the chunks that they import after a hyphen.
const HASHED_PATH = /^\/assets\/[^/]+(?:\.[0-9a-f]{12}|-[0-9A-Z]{8})\.(?:js|css)(?:\.map)?$/;

/** The page, its service worker and its files. What has no hash in its name is asked for anew each time. */
export function pageRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { options, page } = parts;
  const { html, tag, build, worker, firstStyle } = page;
  const sendPage = sender(html, "text/html; charset=utf-8", tag);
  const sendWorker = worker && sender(worker, "text/javascript; charset=utf-8", `"${build}"`);
  return new Hono<HttpEnv>()
    .get("/", async (c) => {
      c.header("Vary", "Cookie, Accept, Sec-Fetch-Mode");
      const sight = isVisit(c) ? await readFirstSight(parts, c) : undefined;
      if (sight === undefined) return sendPage(c);
      // Whoever comes after this person must not find it by the "back" button.
      c.header("Cache-Control", "no-store");
      if (firstStyle) c.header("Content-Security-Policy", firstStyle.policy);
      return c.html(personalPage(html, sight, firstStyle?.text));
    })
    .get("/service_worker.js", (c) => {
      if (!sendWorker) throw new ProtocolError("not_found");
      return sendWorker(c);
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
      headers.set("Cache-Control", HASHED_PATH.test(pathname) ? FOREVER : "no-cache");
      return new Response(response.body, { status: response.status, headers });
    });
}

/** Whether somebody is to see the answer: a service worker keeps the page as it is for everybody. */
function isVisit(c: Context<HttpEnv>): boolean {
  const mode = c.req.header("Sec-Fetch-Mode") ?? "navigate";
  return mode === "navigate" && (c.req.header("Accept") ?? "").includes("text/html");
}

/** Answers with a text that stays the same while the server runs. */
function sender(text: string, type: string, tag: string): (c: Context<HttpEnv>) => Response {
  const bytes = new TextEncoder().encode(text);
  const headers = { "Content-Type": type, "Cache-Control": "no-cache", "ETag": tag };
  return function send(c) {
    if (!ifNoneMatch(c.req.header("If-None-Match") ?? null, tag)) return c.body(null, 304, headers);
    return c.body(bytes, 200, { ...headers, "Content-Length": String(bytes.length) });
  };
}
