import { isPublic, parseAddress } from "./address.ts";
import type { Network } from "./network.ts";
import { isNear } from "./own_networks.ts";

/** There is nothing to show of a page: it may not be asked, or did not answer as a page does. */
export class NoPreview extends Error {
  override readonly name = "NoPreview";
}

/** Characters of an address. */
export const MAX_URL = 1_000;
const PORTS = new Set(["", "80", "443"]);
/** Names that are for the machine or the network of who asks (RFC 6761, 6762, 8375, 9476). */
const LOCAL =
  /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|home\.arpa|onion|alt|test|invalid)$/;

/**
 * Reads an address that a page may be asked for at: http or https, a usual port, no name or password in it, a host that
 * is not plainly a near one. Where the host leads is for `findAddresses()` to say.
 * @throws NoPreview
 */
export function checkUrl(text: string, base?: URL): URL {
  const url = text.length <= MAX_URL ? URL.parse(text, base) : null;
  if (url === null) throw new NoPreview("This is no address");
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new NoPreview("Only http and https");
  if (!PORTS.has(url.port)) throw new NoPreview("Only the ports 80 and 443");
  if (url.username !== "" || url.password !== "") throw new NoPreview("No names and passwords");
  const host = hostOf(url);
  if (parseAddress(host) === undefined && (!host.includes(".") || LOCAL.test(host))) {
    throw new NoPreview("Only hosts of the internet");
  }
  if (url.href.length > MAX_URL) throw new NoPreview("This address is too long");
  return url;
}

/** The host without the brackets of IPv6 and the dot that may end a name. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "").replace(/\.+$/, "");
}

/**
 * The addresses that a host has, all of them public: where one is not, nothing is asked of any.
 * @throws NoPreview
 */
export async function findAddresses(url: URL, network: Network, signal: AbortSignal): Promise<string[]> {
  const host = hostOf(url);
  const addresses = parseAddress(host) === undefined ? await network.resolve(host, signal) : [host];
  if (addresses.length === 0) throw new NoPreview("There is no such host");
  for (const address of addresses) {
    if (!isPublic(address) || isNear(address)) throw new NoPreview("Only addresses of the internet");
  }
  return addresses;
}
