/**
 * Copies the database of a server, which may be running and goes on writing: the copy is what was committed at one
 * moment. It is checked before it gets its name, so that a file of that name is a good backup.
 *
 *   deno run --allow-env --allow-read --allow-write tools/backup.ts backups/monday.db
 *
 * The data folder is that of DATA_DIR. Keep backups on another disk, and try one with tools/restore.ts now and then.
 */
import { backup, DatabaseSync } from "node:sqlite";
import { SETTINGS } from "../src/config/settings.ts";

/**
 * Writes a checked copy of a store's file.
 * @throws Error where the copy exists already, or does not pass SQLite's integrity check
 */
export async function backUp(database: string, copy: string): Promise<void> {
  Deno.statSync(database);
  if (exists(copy)) throw new Error(`Cannot write '${copy}': there is such a file already`);
  const unchecked = `${copy}.part`;
  await Deno.remove(unchecked).catch(() => {});
  const source = new DatabaseSync(database, { timeout: 5_000 });
  try {
    // A transaction that has read pins the moment: without it every commit of the server makes the copy begin anew.
    source.exec("BEGIN");
    source.prepare("SELECT count(*) FROM rooms").get();
    await backup(source, unchecked);
    source.exec("COMMIT");
  } finally {
    source.close();
  }
  checkIntegrity(unchecked);
  await Deno.rename(unchecked, copy);
}

/** @throws Error with what SQLite says of the file */
export function checkIntegrity(path: string): void {
  const database = new DatabaseSync(path);
  try {
    // One file is all that a backup should be.
    database.exec("PRAGMA journal_mode = DELETE");
    const rows = database.prepare("PRAGMA integrity_check").all() as { integrity_check: string }[];
    const said = rows.map(({ integrity_check }) => integrity_check).join("; ");
    if (said !== "ok") throw new Error(`'${path}' is damaged: ${said}`);
  } finally {
    database.close();
  }
}

export function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** The file of the server that the environment describes. */
export function databasePath(): string {
  const { name, fallback } = SETTINGS.dataDir;
  return `${Deno.env.get(name)?.trim() || fallback}/parley.db`;
}

if (import.meta.main) {
  const [copy] = Deno.args;
  if (Deno.args.length !== 1 || copy === undefined || copy.startsWith("-")) {
    console.error("Say where the backup is to be written: tools/backup.ts backups/monday.db");
    Deno.exit(2);
  }
  try {
    await backUp(databasePath(), copy);
    console.log(`Wrote ${copy} (${Deno.statSync(copy).size.toLocaleString("en")} bytes)`);
  } catch (error) {
    console.error(`No backup was made: ${(error as Error).message}`);
    Deno.exit(1);
  }
}
