import { networkOf } from "../chat/network.ts";
import { canonicalAddress, isIpAddress } from "../config/readers.ts";
import { ProtocolError } from "../protocol/errors.ts";

/**
 * Who asks, and under which scheme. Proxies that are trusted are believed, all else is not.
 * @param remote address at the other end of the connection
 */
export function readClient(
  headers: Headers,
  remote: string,
  trusted: readonly string[],
): { address: string; scheme: "http" | "https" } {
  const peer = plainAddress(remote);
  if (!trusted.includes(peer)) return { address: peer, scheme: "http" };
  const hops = (headers.get("X-Forwarded-For") ?? "").split(",").map((hop) => plainAddress(hop.trim()))
    .filter(Boolean);
  const address = hops.findLast((hop) => !trusted.includes(hop)) ?? hops[0] ?? peer;
  const scheme = headers.get("X-Forwarded-Proto")?.split(",").at(-1)?.trim() === "https" ? "https" : "http";
  return { address, scheme };
}

/**
 * The network of an address that somebody typed, or of a network as networkOf() gives it.
 * @throws ProtocolError `bad_request`
 */
export function readNetwork(typed: string): string {
  const address = plainAddress(typed.trim().replace(/::\/64$/, "::"));
  if (!isIpAddress(address)) {
    throw new ProtocolError("bad_request", "'address' must be an IPv4 or IPv6 address");
  }
  return networkOf(address);
}

/** The one form of an address: IPv6 as URL writes it, IPv4 as itself also where it came as `::ffff:192.0.2.1`. */
function plainAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  return mapped?.[1] ?? canonicalAddress(address);
}
