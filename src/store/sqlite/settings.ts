import type { SettingStore } from "../store.ts";
import type { SqliteDatabase } from "./database.ts";

export class SqliteSettings implements SettingStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  get(name: string): Promise<string | undefined> {
    const row = this.#database.get<{ value: string }>("SELECT value FROM settings WHERE name = ?", name);
    return Promise.resolve(row?.value);
  }

  set(name: string, value: string): Promise<void> {
    return this.#database.write(() => {
      this.#database.run(
        "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        value,
      );
    });
  }
}
