/** The first bits of addresses. */
export interface Block {
  bytes: Uint8Array;
  bits: number;
}

/** IPv4 that leads to no public place (RFC 6890 and its registry), and one address that a cloud gives its metadata at. */
const CLOSED_4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "168.63.129.16/32",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
] as const;
/** Of IPv6 only this is public … */
const OPEN_6 = readBlock("2000::/3");
/** … but for protocols (Teredo among them), documentation, and addresses that carry one of IPv4 (6to4). */
const CLOSED_6 = ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"].map(readBlock);
const CLOSED = CLOSED_4.map(readBlock);

/** The parts of IPv4 that nothing is ever asked for at, as in `10.0.0.0/8`. */
export const CLOSED_NETWORKS: readonly string[] = CLOSED_4;

/** Whether an address is one of the public internet; what is no address is not. */
export function isPublic(address: string): boolean {
  const bytes = parseAddress(address);
  if (bytes === undefined) return false;
  if (bytes.length === 4) return !CLOSED.some((block) => isIn(block, bytes));
  return isIn(OPEN_6, bytes) && !CLOSED_6.some((block) => isIn(block, bytes));
}

/** Whether an address is in a block; one of IPv4 is in none of IPv6. */
export function isIn({ bytes, bits }: Block, address: Uint8Array): boolean {
  if (bytes.length !== address.length) return false;
  const whole = bits >> 3;
  for (let index = 0; index < whole; index++) if (bytes[index] !== address[index]) return false;
  const rest = bits & 7;
  return rest === 0 || ((bytes[whole]! ^ address[whole]!) >> (8 - rest)) === 0;
}

/**
 * Reads a block as in `10.0.0.0/8`.
 * @throws RangeError
 */
export function readBlock(text: string): Block {
  const slash = text.lastIndexOf("/");
  const bytes = parseAddress(text.slice(0, slash));
  if (bytes === undefined) throw new RangeError(`This is no block of addresses: ${text}`);
  return { bytes, bits: Number(text.slice(slash + 1)) };
}

/** The bytes of an address in its usual form, 4 or 16; undefined for anything else, also for one with a zone. */
export function parseAddress(text: string): Uint8Array | undefined {
  return text.includes(":") ? parse6(text) : parse4(text);
}

function parse4(text: string): Uint8Array | undefined {
  if (!/^(?:(?:0|[1-9]\d{0,2})(?:\.(?!$)|$)){4}$/.test(text)) return undefined;
  const numbers = text.split(".").map(Number);
  return numbers.every((number) => number < 256) ? Uint8Array.from(numbers) : undefined;
}

function parse6(text: string): Uint8Array | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [left, right] = halves.map((half, index) => readGroups(half, index === halves.length - 1));
  if (left === undefined || (halves.length === 2 && right === undefined)) return undefined;
  const given = left.length + (right?.length ?? 0);
  if (halves.length === 1 ? given !== 16 : given > 14) return undefined;
  const bytes = new Uint8Array(16);
  bytes.set(left);
  if (right !== undefined) bytes.set(right, 16 - right.length);
  return bytes;
}

/** The bytes of groups as in `1:2:c0a8` or, at the end of an address, `ffff:10.0.0.1`. */
function readGroups(text: string, isEnd: boolean): number[] | undefined {
  if (text === "") return [];
  const bytes: number[] = [];
  const groups = text.split(":");
  for (const [index, group] of groups.entries()) {
    if (/^[\da-f]{1,4}$/i.test(group)) {
      const value = parseInt(group, 16);
      bytes.push(value >> 8, value & 255);
    } else {
      const last = isEnd && index === groups.length - 1 ? parse4(group) : undefined;
      if (last === undefined) return undefined;
      bytes.push(...last);
    }
  }
  return bytes;
}
