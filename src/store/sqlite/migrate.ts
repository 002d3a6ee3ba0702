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
  const done = schemaVersion(database);
  if (done > files.length) {
    throw new Error(
      `Cannot open the database: its schema is ${done}, this version knows ${files.length}; start a newer version`,
    );
  }
  for (const [index, file] of files.entries()) {
    if (index >= done) applyStep(database, { version: index + 1, file: new URL(file, folder) });
  }
}

function applyStep(database: SqliteDatabase, { version, file }: { version: number; file: URL }): void {
  try {
    database.exec("BEGIN IMMEDIATE");
    // Another process may have come first.
    const isNew = schemaVersion(database) < version;
    database.exec(
      isNew ? `${Deno.readTextFileSync(file)}\n; PRAGMA user_version = ${version}; COMMIT;` : "COMMIT",
    );
  } catch (cause) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw new Error(`Cannot migrate the database: ${file.pathname.split("/").at(-1)} failed`, { cause });
  }
}

function schemaVersion(database: SqliteDatabase): number {
  return database.get<{ user_version: number }>("PRAGMA user_version")!.user_version;
}
