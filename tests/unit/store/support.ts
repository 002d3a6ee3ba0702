import { SqliteDatabase } from "../../../src/store/sqlite/database.ts";

/** Runs in a folder of its own, with databases that are closed at the end. */
export async function withFolder(
  use: (folder: { dir: string; open(path?: string): SqliteDatabase }) => void | Promise<void>,
) {
  const dir = await Deno.makeTempDir({ prefix: "parley-" });
  const opened: SqliteDatabase[] = [];
  try {
    await use({
      dir,
      open(path = `${dir}/parley.db`) {
        const database = new SqliteDatabase(path);
        opened.push(database);
        return database;
      },
    });
  } finally {
    for (const database of opened) database.close();
    await Deno.remove(dir, { recursive: true });
  }
}
