import { isAbsolute, join, relative, sep } from "node:path";

/** Something below the served folder that may be shown. */
export interface LocatedFile {
  /** Its real path, links resolved. */
  path: string;
  info: Deno.FileInfo;
}

export interface LocateOptions {
  root: string;
  showDotfiles: boolean;
}

/** Finds what the segments name below the root; undefined if nothing is there, a link leads out of it, or a dotfile is in the way. */
export async function locate(segments: string[], options: LocateOptions): Promise<LocatedFile | undefined> {
  if (!options.showDotfiles && segments.some(isHidden)) return undefined;
  try {
    const [root, path] = await Promise.all([
      Deno.realPath(options.root),
      Deno.realPath(join(options.root, ...segments)),
    ]);
    return isInside(path, root, options.showDotfiles) ? { path, info: await Deno.stat(path) } : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Whether an error of the file system means that there is no such file. */
export function isMissing(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory ||
    error instanceof Deno.errors.FilesystemLoop ||
    (error instanceof Error && "code" in error && error.code === "ENAMETOOLONG");
}

function isInside(path: string, root: string, showDotfiles: boolean): boolean {
  const way = relative(root, path);
  if (isAbsolute(way)) return false;
  const names = way.split(sep);
  return names[0] !== ".." && (showDotfiles || !names.some(isHidden));
}

function isHidden(name: string): boolean {
  return name.startsWith(".");
}
