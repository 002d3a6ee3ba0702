import { StoreError } from "../../store.ts";

/** Files that a thread has open once it has started, with its databases, and some for what opens beside it. */
const FILES = 24;

/**
 * Starts a thread. The runtime ends the whole process where it finds no descriptor for one, so they are counted
 * before; nothing else of this thread can take them in between.
 * @throws StoreError `unavailable` where the process may open too few files
 */
export function startThread(script: URL): Worker {
  requireFiles(script);
  return new Worker(script, { type: "module" });
}

// Never a database's file: to close it ends the locks that SQLite holds on it.
function requireFiles(file: URL): void {
  const opened: Deno.FsFile[] = [];
  try {
    for (let count = 0; count < FILES; count++) opened.push(Deno.openSync(file));
  } catch (error) {
    throw new StoreError("unavailable", "No descriptors are left for a thread", { cause: error });
  } finally {
    for (const file of opened) file.close();
  }
}
