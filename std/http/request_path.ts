// What a segment must not have once it is decoded: it would mean another path than its URL says.
// deno-lint-ignore no-control-regex
const FORBIDDEN = /[/\\\u0000]|^\.\.?$/;

/** The path of a URL, taken apart. */
export interface RequestPath {
  /** Decoded, below the URL root. */
  segments: string[];
  /** The path as it should be asked for, without a slash at the end. */
  canonical: string;
  /** Whether it was asked for with a slash at the end. */
  slash: boolean;
}

/** Takes a URL's path apart, or says by what status it is refused. */
export function parseRequestPath(pathname: string, urlRoot = ""): RequestPath | 400 | 404 {
  const raw = splitPath(pathname);
  const segments = raw.map(decodeSegment);
  if (segments.includes(undefined)) return 400;

  const names = segments as string[];
  const root = splitPath(urlRoot);
  if (root.some((name, index) => names[index] !== name)) return 404;
  if (names.some((name) => FORBIDDEN.test(name))) return 404;
  return {
    segments: names.slice(root.length),
    canonical: raw.map((name) => `/${name}`).join(""),
    slash: pathname.endsWith("/"),
  };
}

function splitPath(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
