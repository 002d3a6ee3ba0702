import { ifNoneMatch } from "./etag.ts";

/** What identifies a file's content. */
export interface Validators {
  etag: string | undefined;
  mtime: Date | null;
}

/** Whether 304 answers the request: `If-None-Match` decides where it is present, else `If-Modified-Since` (RFC 9110 section 13.2.2). */
export function isNotModified(headers: Headers, { etag, mtime }: Validators): boolean {
  const tags = headers.get("if-none-match");
  if (tags !== null) return !ifNoneMatch(tags, etag);
  const since = headers.get("if-modified-since");
  return since !== null && mtime !== null && inSeconds(mtime.getTime()) <= inSeconds(Date.parse(since));
}

/** Whether a `Range` header counts: only if `If-Range`, where present, names the very content; a weak tag never does. */
export function rangeApplies(headers: Headers, { etag, mtime }: Validators): boolean {
  const condition = headers.get("if-range");
  if (condition === null) return true;
  if (condition.includes('"')) return condition === etag && !condition.startsWith("W/");
  return mtime !== null && inSeconds(mtime.getTime()) === inSeconds(Date.parse(condition));
}

/** Dates in headers have no milliseconds. */
function inSeconds(time: number): number {
  return Math.floor(time / 1000);
}
