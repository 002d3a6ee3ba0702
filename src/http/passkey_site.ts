import type { Context } from "hono";
import type { PasskeySite } from "../chat/passkeys/site.ts";
import { isIpAddress } from "../config/readers.ts";
import { ProtocolError } from "../protocol/errors.ts";
import type { HttpEnv, HttpParts } from "./context.ts";

/**
 * The site under which a browser sees this server: PUBLIC_URL, or the address that it asked. Pages of other origins,
 * though allowed to ask, have passkeys of their own.
 * @throws ProtocolError `no_passkeys`, `forbidden_origin`
 */
export function passkeySite({ options }: HttpParts, c: Context<HttpEnv>): PasskeySite {
  const own = c.get("origin").toLowerCase();
  const origin = c.req.header("Origin") ?? own;
  if (origin !== own && origin !== options.publicUrl) throw new ProtocolError("forbidden_origin");
  return readSite(origin);
}

/**
 * The site at an origin under which people see this server.
 * @throws ProtocolError `no_passkeys` where browsers know none: at an IP address, and over HTTP but at this machine
 */
export function readSite(origin: string): PasskeySite {
  const { protocol, hostname } = new URL(origin);
  const isLocal = hostname === "localhost" || hostname.endsWith(".localhost");
  if (isIpAddress(hostname) || (protocol !== "https:" && !isLocal)) throw new ProtocolError("no_passkeys");
  return { id: hostname, origin: new URL(origin).origin };
}
