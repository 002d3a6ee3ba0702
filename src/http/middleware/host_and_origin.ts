import type { MiddlewareHandler } from "hono";
import { isIpAddress } from "../../config/readers.ts";
import { ProtocolError } from "../../protocol/errors.ts";
import type { HttpEnv, HttpOptions } from "../context.ts";

/**
 * Refuses requests that another website makes a browser send. `Host` must be an address that no other website can have
 * (an IP address, a name without a dot, `*.local`) or the one in PUBLIC_URL; `Origin`, where there is one, must be this server's own or allowed.
 * Writes and sockets that carry a cookie must have an Origin.
 */
export function hostAndOrigin(options: HttpOptions): MiddlewareHandler<HttpEnv> {
  const hosts = new Set(
    [options.publicUrl, ...options.allowedOrigins].filter((origin) => origin !== "").map((origin) =>
      new URL(origin).host
    ),
  );
  const origins = new Set([options.publicUrl, ...options.allowedOrigins].filter((origin) => origin !== ""));

  return async function hostAndOrigin(c, next) {
    const host = c.req.header("Host")?.toLowerCase();
    // An address cannot be made of every Host that HTTP's parser lets through.
    if (host === undefined || host === "" || host.includes(",") || !URL.canParse(c.req.url)) {
      throw new ProtocolError("bad_request", "A request needs one Host");
    }
    if (!isOwnHost(host, hosts) || new URL(c.req.url).host !== stripPort(host)) {
      throw new ProtocolError(
        "misdirected_host",
        `This server does not answer for '${host}': set PUBLIC_URL`,
      );
    }
    const origin = c.req.header("Origin");
    if (origin !== undefined) {
      if (origin !== c.get("origin").toLowerCase() && !origins.has(origin)) {
        throw new ProtocolError("forbidden_origin");
      }
    } else if (needsOrigin(c.req.raw)) {
      throw new ProtocolError("forbidden_origin", "A request with a cookie needs an Origin");
    }
    await next();
  };
}

function isOwnHost(host: string, own: ReadonlySet<string>): boolean {
  if (own.has(host)) return true;
  const name = host.replace(/:\d+$/, "");
  return isIpAddress(name) || !name.includes(".") || name.endsWith(".localhost") || name.endsWith(".local");
}

/** As URL writes it: without a port that the scheme implies. */
function stripPort(host: string): string {
  return URL.canParse(`http://${host}/`) ? new URL(`http://${host}/`).host : "";
}

function needsOrigin(request: Request): boolean {
  if (!request.headers.has("Cookie") || request.headers.has("Authorization")) return false;
  if (request.headers.get("Upgrade")?.toLowerCase() === "websocket") return true;
  return !["GET", "HEAD", "OPTIONS"].includes(request.method);
}
