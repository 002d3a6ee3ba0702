import type { MiddlewareHandler } from "hono";
import type { HttpEnv, HttpOptions } from "../context.ts";
import { readClient } from "../client_address.ts";

let count = 0;
const PREFIX = crypto.getRandomValues(new Uint8Array(4)).toHex();

/** Gives the request an id for the logs, and finds out who asks. */
export function requestId(options: HttpOptions): MiddlewareHandler<HttpEnv> {
  return async function requestId(c, next) {
    const { address, scheme } = readClient(c.req.raw.headers, c.env.remoteAddress, options.trustedProxies);
    c.set("requestId", `${PREFIX}-${(++count).toString(36)}`);
    c.set("address", address);
    c.set("origin", `${scheme}://${c.req.header("Host") ?? ""}`);
    await next();
  };
}
