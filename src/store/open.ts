import { SqliteStore } from "./sqlite/store.ts";
import type { Store } from "./store.ts";

/**
 * Opens the store of a data folder, which is made where it is missing.
 * @throws Error with the folder's name where it cannot be written
 */
export function openStore(dataDir: string): Store {
  try {
    Deno.mkdirSync(dataDir, { recursive: true });
    return new SqliteStore(`${dataDir}/parley.db`);
  } catch (cause) {
    throw new Error(`Cannot open the database in '${dataDir}': ${(cause as Error).message}`, { cause });
  }
}
