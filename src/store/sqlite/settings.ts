import type { User } from "../../protocol/models.ts";
import type { SettingStore } from "../store.ts";
import type { SqliteAudit } from "./audit.ts";
import type { SqliteDatabase } from "./database.ts";

export class SqliteSettings implements SettingStore {
  readonly #database: SqliteDatabase;
  readonly #audit: SqliteAudit;
  /** What was asked for: one is asked for each time that somebody comes, and few are ever changed. */
  readonly #known = new Map<string, string | undefined>();

  constructor(database: SqliteDatabase, audit: SqliteAudit) {
    this.#database = database;
    this.#audit = audit;
  }

  get(name: string): Promise<string | undefined> {
    if (this.#known.has(name)) return Promise.resolve(this.#known.get(name));
    const row = this.#database.get<{ value: string }>("SELECT value FROM settings WHERE name = ?", name);
    this.#known.set(name, row?.value);
    return Promise.resolve(row?.value);
  }

  async set(name: string, value: string, by?: User): Promise<void> {
    await this.#database.write(() => {
      this.#database.run(
        "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        value,
      );
      if (name === "access" && by !== undefined) {
        this.#audit.writeNow({ act: "settings.access", by, details: { access: value } });
      }
    });
    this.#known.delete(name);
  }
}
