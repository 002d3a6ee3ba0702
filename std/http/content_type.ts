import { extname } from "node:path";

const TYPES: ReadonlyMap<string, string> = new Map([
  ["css", "text/css; charset=UTF-8"],
  ["gif", "image/gif"],
  ["html", "text/html; charset=UTF-8"],
  ["ico", "image/vnd.microsoft.icon"],
  ["jpeg", "image/jpeg"],
  ["jpg", "image/jpeg"],
  ["js", "text/javascript; charset=UTF-8"],
  ["json", "application/json; charset=UTF-8"],
  ["map", "application/json; charset=UTF-8"],
  ["mjs", "text/javascript; charset=UTF-8"],
  ["mp3", "audio/mpeg"],
  ["png", "image/png"],
  ["svg", "image/svg+xml"],
  ["txt", "text/plain; charset=UTF-8"],
  ["wasm", "application/wasm"],
  ["webmanifest", "application/manifest+json; charset=UTF-8"],
  ["webp", "image/webp"],
  ["woff2", "font/woff2"],
]);

/** The content type of a file by the end of its name, or undefined if it is not in the table. */
export function contentTypeOf(path: string): string | undefined {
  return TYPES.get(extname(path).slice(1).toLowerCase());
}
