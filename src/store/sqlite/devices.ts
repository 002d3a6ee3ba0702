import type { User } from "../../protocol/models.ts";
import type { DeviceStore } from "../people_stores.ts";
import type { SqliteDatabase } from "./database.ts";
import { userNo } from "./ids.ts";

export class SqliteDevices implements DeviceStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  remember(user: User, { tokenHash, now }: { tokenHash: string; now: number }, max: number): Promise<void> {
    return this.#database.write(() => {
      this.#database.run(
        `INSERT INTO known_devices (token_hash, user, seen_at) VALUES (?, ?, ?)
          ON CONFLICT (token_hash) DO UPDATE SET user = excluded.user, seen_at = excluded.seen_at`,
        tokenHash,
        userNo(user),
        now,
      );
      this.#database.run(
        `DELETE FROM known_devices WHERE token_hash IN (
           SELECT token_hash FROM known_devices WHERE user = ?1 AND token_hash <> ?2
            ORDER BY seen_at DESC LIMIT -1 OFFSET ?3)`,
        userNo(user),
        tokenHash,
        max - 1,
      );
    });
  }

  isKnown(user: User, tokenHash: string): Promise<boolean> {
    const row = this.#database.get(
      "SELECT 1 FROM known_devices WHERE token_hash = ? AND user = ?",
      tokenHash,
      userNo(user),
    );
    return Promise.resolve(row !== undefined);
  }

  forgetUnseen(since: number): Promise<number> {
    return this.#database.write(() =>
      this.#database.run("DELETE FROM known_devices WHERE seen_at < ?", since).changes
    );
  }
}
