import { type Block, isIn, parseAddress, readBlock } from "./address.ts";

/** Bits of an IPv6 address that name a network. */
const NETWORK_6 = 64;

/**
 * Whether an address is of this machine or a neighbour in one of its networks, though it may be a public one: there a
 * server stands behind walls that are open to it.
 */
export function isNear(address: string, networks: readonly Block[] = ownNetworks()): boolean {
  const bytes = parseAddress(address);
  return bytes === undefined || networks.some((block) => isIn(block, bytes));
}

/** The networks that this machine is in, as far as it may know. */
function ownNetworks(): Block[] {
  try {
    return Deno.networkInterfaces().flatMap(({ cidr, family }) => {
      const block = readBlock(cidr);
      return [family === "IPv6" ? { ...block, bits: Math.min(block.bits, NETWORK_6) } : block];
    });
  } catch {
    return [];
  }
}
