import type { SqliteDatabase } from "./database.ts";

const FOLDER = new URL("../migrations/sqlite/", import.meta.url);

/**
 * Brings the schema up to date: applies the numbered files that are new, in order, one transaction each.
 * `user_version` counts them, in the same transaction, so a crash between two steps costs nothing.
 * @throws Error where the file was written by a newer version
 */
export function migrate(database: SqliteDatabase, folder: URL = FOLDER): void {
  const files = [...Deno.readDirSync(folder)].map((entry) => entry.name).filter((name) =>
    name.endsWith(".sql")
  ).sort();
  const done = database.get<{ user_version: number }>("PRAGMA user_version")!.user_version;
  if (done > files.length) {
    throw new Error(
      `Cannot open the database: its schema is ${done}, this version knows ${files.length}; start a newer version`,
    );
  }
  for (const [index, file] of files.entries()) {
    if (index < done) continue;
    const sql = Deno.readTextFileSync(new URL(file, folder));
    try {
      database.exec(`BEGIN IMMEDIATE; ${sql}\n; PRAGMA user_version = ${index + 1}; COMMIT;`);
    } catch (cause) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw new Error(`Cannot migrate the database: ${file} failed`, { cause });
    }
  }
}
