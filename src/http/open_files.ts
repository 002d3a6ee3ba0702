import { closeSync, openSync } from "node:fs";
import { fileURLToPath as fromFileUrl } from "node:url";

/** Files, connections and the rest that a server has open besides the sockets of people. */
const OTHERS = 100;
/**
 * How many connections there are files for, and `wanted` where there are enough: found by opening files, because
 * Deno lets a program ask for its limit (`ulimit -n`) only with all rights. For the start, while nothing else needs one.
 */
export function connectionsWithFiles(wanted: number): number {
  const path = fromFileUrl(import.meta.url);
  const opened: number[] = [];
  try {
    while (opened.length < wanted + OTHERS) opened.push(openSync(path, "r"));
    return wanted;
  } catch (error) {
    if ((error as { code?: string }).code !== "EMFILE") return wanted;
    return Math.max(1, opened.length - OTHERS);
  } finally {
    for (const file of opened) closeSync(file);
  }
}
