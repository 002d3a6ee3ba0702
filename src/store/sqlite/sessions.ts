import type { User } from "../../protocol/models.ts";
import type { OwnSession, SessionDraft, SessionRecord } from "../people_records.ts";
import type { SessionStore } from "../people_stores.ts";
import type { SqliteAudit } from "./audit.ts";
import type { SqliteDatabase } from "./database.ts";
import { toUser, userNo } from "./ids.ts";

const DAY = 86_400_000;
/** Milliseconds after which it is noted again that a session is in use. */
const SEEN = 600_000;

interface Row {
  no: number;
  name: string;
  status: string;
  expires_at: number;
  seen_at: number;
}

export class SqliteSessions implements SessionStore {
  readonly #database: SqliteDatabase;
  readonly #audit: SqliteAudit;

  constructor(database: SqliteDatabase, audit: SqliteAudit) {
    this.#database = database;
    this.#audit = audit;
  }

  async find(
    tokenHash: string,
    times: { now: number; expiresAt: number },
  ): Promise<SessionRecord | undefined> {
    const row = this.#database.get<Row>(
      `SELECT u.no, u.name, u.status, s.expires_at, s.seen_at FROM sessions s JOIN users u ON u.no = s.user
        WHERE s.token_hash = ? AND s.expires_at > ?`,
      tokenHash,
      times.now,
    );
    if (row === undefined) return undefined;
    const longer = times.expiresAt - row.expires_at > DAY;
    const expiresAt = longer ? times.expiresAt : row.expires_at;
    if (longer || times.now - row.seen_at > SEEN) {
      await this.#database.write(() => {
        this.#database.run(
          "UPDATE sessions SET expires_at = ?, seen_at = ? WHERE token_hash = ?",
          expiresAt,
          times.now,
          tokenHash,
        );
      });
    }
    return { user: toUser(row), expiresAt };
  }

  start(user: User, draft: SessionDraft, max: number): Promise<string[]> {
    return this.#database.write(() => {
      this.startNow(user, draft);
      return this.#database.all<{ token_hash: string }>(
        `DELETE FROM sessions WHERE token_hash IN (
           SELECT token_hash FROM sessions WHERE user = ?1 AND token_hash <> ?2 ORDER BY seen_at DESC LIMIT -1 OFFSET ?3
         ) RETURNING token_hash`,
        userNo(user),
        draft.tokenHash,
        max - 1,
      ).map(({ token_hash }) => token_hash);
    });
  }

  ofUser(user: User, now: number): Promise<OwnSession[]> {
    const rows = this.#database.all<OwnSession>(
      `SELECT token_hash AS tokenHash, device, created_at AS createdAt, seen_at AS seenAt FROM sessions
        WHERE user = ? AND expires_at > ? ORDER BY seen_at DESC, created_at DESC, token_hash`,
      userNo(user),
      now,
    );
    return Promise.resolve(rows.map((row) => ({ ...row })));
  }

  remove(tokenHash: string): Promise<void> {
    return this.#database.write(() => {
      this.#database.run("DELETE FROM sessions WHERE token_hash = ?", tokenHash);
    });
  }

  removeOthers(user: User, keptHash: string, by?: User): Promise<string[]> {
    return this.#database.write(() => {
      if (by !== undefined) this.#audit.writeNow({ act: "server.sign_out", by, whom: user });
      return this.#database.all<{ token_hash: string }>(
        "DELETE FROM sessions WHERE user = ? AND token_hash <> ? RETURNING token_hash",
        userNo(user),
        keptHash,
      ).map(({ token_hash }) => token_hash);
    });
  }

  removeExpired(now: number): Promise<number> {
    return this.#database.write(() =>
      this.#database.run("DELETE FROM sessions WHERE expires_at <= ?", now).changes
    );
  }

  /** Begins a session, inside a transaction that is already open. */
  startNow(user: User, draft: SessionDraft): void {
    this.#database.run(
      `INSERT INTO sessions (token_hash, user, created_at, expires_at, device, seen_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?3)`,
      draft.tokenHash,
      userNo(user),
      draft.now,
      draft.expiresAt,
      draft.device,
    );
  }
}
