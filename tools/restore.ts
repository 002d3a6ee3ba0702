/**
 * Puts a backup in the place of a server's database. The server must be stopped. What was there is kept beside it,
 * as `parley.db.before-restore`.
 *
 *   deno run --allow-env --allow-read --allow-write tools/restore.ts backups/monday.db
 *
 * Every room gets a new epoch, in one transaction: what was posted after the backup is gone, numbers will be given
 * again, and the epoch tells every client to forget what it has and to read anew.
 */
import { DatabaseSync } from "node:sqlite";
import { randomId } from "../src/chat/random_id.ts";
import { indexPath, removeIndex } from "../src/store/sqlite/search/index_file.ts";
import { lockFolder } from "../src/store/sqlite/lock.ts";
import { checkIntegrity, databasePath, exists } from "./backup.ts";

/**
 * Restores a copy that tools/backup.ts made; gives the number of rooms.
 * @throws Error where the server runs, or the backup is damaged: then nothing has changed
 */
export async function restore(copy: string, database: string): Promise<number> {
  Deno.statSync(copy);
  const folder = database.slice(0, database.lastIndexOf("/")) || ".";
  await Deno.mkdir(folder, { recursive: true });
  // Held to the end, so that no server starts in between.
  using _lock = lockStopped(folder);
  if (exists(database)) finishLog(database);
  const next = `${database}.restoring`;
  for (const suffix of ["", "-wal", "-shm", "-journal"]) await Deno.remove(next + suffix).catch(() => {});
  await Deno.copyFile(copy, next);
  checkIntegrity(next);
  const rooms = giveNewEpochs(next);
  if (exists(database)) await Deno.rename(database, `${database}.before-restore`);
  for (const suffix of ["-wal", "-shm"]) await Deno.remove(database + suffix).catch(() => {});
  // The server makes the index of what is there now.
  removeIndex(indexPath(database));
  await Deno.rename(next, database);
  return rooms;
}

function lockStopped(folder: string): Disposable {
  try {
    return lockFolder(folder);
  } catch (cause) {
    throw new Error(`'${folder}' is in use: stop the server first`, { cause });
  }
}

/** What stands in its write-ahead log is written into the file, which is to be kept alone. */
function finishLog(path: string): void {
  const database = new DatabaseSync(path, { timeout: 500 });
  try {
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  } finally {
    database.close();
  }
}

function giveNewEpochs(path: string): number {
  const database = new DatabaseSync(path);
  try {
    database.exec("PRAGMA synchronous = FULL; BEGIN IMMEDIATE");
    const rooms = database.prepare("SELECT no FROM rooms").all() as { no: number }[];
    const update = database.prepare("UPDATE rooms SET epoch = ? WHERE no = ?");
    for (const { no } of rooms) update.run(randomId(), no);
    database.exec("COMMIT");
    return rooms.length;
  } finally {
    database.close();
  }
}

if (import.meta.main) {
  const [copy] = Deno.args;
  if (Deno.args.length !== 1 || copy === undefined || copy.startsWith("-")) {
    console.error("Say which backup is to be restored: tools/restore.ts backups/monday.db");
    Deno.exit(2);
  }
  try {
    const rooms = await restore(copy, databasePath());
    console.log(`Restored ${copy}: ${rooms} rooms, each with a new epoch. Start the server.`);
  } catch (error) {
    console.error(`Nothing was restored: ${(error as Error).message}`);
    Deno.exit(1);
  }
}
