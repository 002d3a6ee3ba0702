import { lockFolder } from "./sqlite/lock.ts";
import { SqliteStore } from "./sqlite/store.ts";
import { type Store, StoreError } from "./store.ts";

/**
 * Opens the store of a data folder, which is made where it is missing.
 * @throws StoreError with the folder's name where it cannot be written, or another server is using it
 */
export function openStore(dataDir: string): Store {
  let lock: Disposable | undefined;
  try {
    Deno.mkdirSync(dataDir, { recursive: true });
    lock = lockFolder(dataDir);
    return new SqliteStore(`${dataDir}/parley.db`, lock);
  } catch (cause) {
    lock?.[Symbol.dispose]();
    const message = `Cannot open the database in '${dataDir}': ${(cause as Error).message}`;
    throw new StoreError("unavailable", message, { cause });
  }
}
