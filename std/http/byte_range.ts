/** Bytes of a file, first and last included. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * Reads a `Range` header with one range (RFC 9110 section 14.1.2).
 * @returns the range within the file, "unsatisfiable", or undefined for a header that is to be ignored (several ranges, another unit)
 */
export function parseRange(header: string, size: number): ByteRange | "unsatisfiable" | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (match === null) return undefined;
  const [, from, to] = match;
  if (!from && !to) return undefined;

  const first = from ? Number(from) : Math.max(0, size - Number(to));
  const last = from && to ? Math.min(Number(to), size - 1) : size - 1;
  return first > last ? "unsatisfiable" : { first, last };
}
