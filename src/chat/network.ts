/**
 * What limits count as one place: an IPv4 address as it is, an IPv6 address by its first 64 bits, since whoever has one
 * of these has all of them.
 */
export function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [left = [], after] = address.split("::").map((half) => half.split(":").filter(Boolean));
  const zeros = after === undefined ? 0 : Math.max(0, 8 - left.length - after.length);
  const groups = [...left, ...Array<string>(zeros).fill("0"), ...after ?? []];
  return `${groups.slice(0, 4).join(":")}::/64`;
}
