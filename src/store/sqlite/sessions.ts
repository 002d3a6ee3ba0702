import type { SessionRecord } from "../records.ts";
import type { SessionStore } from "../store.ts";
import type { SqliteDatabase } from "./database.ts";
import { userId } from "./ids.ts";

const DAY = 86_400_000;

export class SqliteSessions implements SessionStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  async find(
    tokenHash: string,
    times: { now: number; expiresAt: number },
  ): Promise<SessionRecord | undefined> {
    const row = this.#database.get<{ user: number; name: string; expires_at: number }>(
      `SELECT s.user, u.name, s.expires_at FROM sessions s JOIN users u ON u.no = s.user
        WHERE s.token_hash = ? AND s.expires_at > ?`,
      tokenHash,
      times.now,
    );
    if (row === undefined) return undefined;
    let expiresAt = row.expires_at;
    if (times.expiresAt - expiresAt > DAY) {
      expiresAt = times.expiresAt;
      await this.#database.write(() => {
        this.#database.run("UPDATE sessions SET expires_at = ? WHERE token_hash = ?", expiresAt, tokenHash);
      });
    }
    return { user: { id: userId(row.user), name: row.name }, expiresAt };
  }

  remove(tokenHash: string): Promise<void> {
    return this.#database.write(() => {
      this.#database.run("DELETE FROM sessions WHERE token_hash = ?", tokenHash);
    });
  }

  removeExpired(now: number): Promise<number> {
    return this.#database.write(() =>
      this.#database.run("DELETE FROM sessions WHERE expires_at <= ?", now).changes
    );
  }
}
