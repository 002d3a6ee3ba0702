import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

/** What the bundler made: name → text. Chunks have a hash in their names already, the entries have none. */
export type ClientFiles = ReadonlyMap<string, string>;

const STATIC_IMPORT = /\b(?:from|import)\s*"\.\/([\w.-]+\.js)"/g;
const CHUNK = /-[0-9A-Z]{8}\.js$/;

/** The scripts that the page cannot begin without: the entry, and all that it imports other than by `import()`. */
export function firstView(files: ClientFiles, entry = "main.js"): string[] {
  const found = new Set([entry]);
  for (const name of found) {
    for (const [, imported] of files.get(name)!.matchAll(STATIC_IMPORT)) {
      if (files.has(imported!)) found.add(imported!);
    }
  }
  return [...found];
}

/** The name under which a file is served for good. */
export function hashedName(files: ClientFiles, name: string): string {
  if (name.endsWith(".map") || CHUNK.test(name)) return name;
  const [stem, ending] = name.split(".");
  return `${stem}.${createHash("sha256").update(files.get(name)!).digest("hex").slice(0, 12)}.${ending}`;
}

/** Bytes after gzip. */
export function gzipSize(text: string): number {
  return gzipSync(text).length;
}
