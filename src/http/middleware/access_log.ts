import type { MiddlewareHandler } from "hono";
import type { Logs } from "../../log/setup.ts";
import type { Metrics } from "../../metrics/metrics.ts";
import type { HttpEnv } from "../context.ts";

const SHOWN = /^(limit|before|after|around)$/;
// What does not look like a parameter's name may be a token that lost its name.
const NAME = /^[a-z_]{1,16}$/;

/** One line a request, when its answer begins. */
export function accessLog({ logs, metrics }: { logs: Logs; metrics: Metrics }): MiddlewareHandler<HttpEnv> {
  return async function accessLog(c, next) {
    const start = performance.now();
    await next();
    const ms = performance.now() - start;
    const { status } = c.res;
    metrics.requests.inc({ method: methodLabel(c.req.method), status: String(status) });
    metrics.requestSeconds.observe(ms / 1000);
    logs.access("request", {
      method: c.req.method,
      path: pathWithoutSecrets(c.req.url),
      status,
      ms: Math.round(ms * 100) / 100,
      bytes: Number(c.res.headers.get("Content-Length") ?? 0),
      address: c.get("address"),
      request: c.get("requestId"),
      user: c.get("session")?.user.id,
    });
  };
}

/** The path with only those query values that say nothing about anyone. */
export function pathWithoutSecrets(address: string): string {
  const url = URL.parse(address);
  if (url === null) return "…";
  if (url.search === "") return url.pathname;
  const shown = [...url.searchParams].map(([name, value]) =>
    `${NAME.test(name) ? name : "…"}=${SHOWN.test(name) ? value.slice(0, 20) : "…"}`
  );
  return `${url.pathname}?${shown.slice(0, 10).join("&")}`;
}

function methodLabel(method: string): string {
  return ["GET", "HEAD", "POST", "DELETE", "PUT", "PATCH", "OPTIONS"].includes(method) ? method : "other";
}
