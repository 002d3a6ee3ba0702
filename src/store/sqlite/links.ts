import type { User } from "../../protocol/models.ts";
import type { LinkDraft, LinkKind } from "../people_records.ts";
import type { LinkStore } from "../people_stores.ts";
import type { SqliteAudit } from "./audit.ts";
import type { SqliteDatabase } from "./database.ts";
import { toUser, userNo } from "./ids.ts";

interface Row {
  no: number | null;
  name: string;
  status: string;
}

export class SqliteLinks implements LinkStore {
  readonly #database: SqliteDatabase;
  readonly #audit: SqliteAudit;

  constructor(database: SqliteDatabase, audit: SqliteAudit) {
    this.#database = database;
    this.#audit = audit;
  }

  make({ tokenHash, kind, user, expiresAt, by }: LinkDraft): Promise<void> {
    const no = user === null ? null : userNo(user);
    return this.#database.write(() => {
      this.#database.run("DELETE FROM links WHERE kind = ? AND user IS ?", kind, no);
      this.#database.run(
        "INSERT INTO links (token_hash, kind, user, expires_at) VALUES (?, ?, ?, ?)",
        tokenHash,
        kind,
        no,
        expiresAt,
      );
      if (by !== undefined && user !== null) {
        this.#audit.writeNow({ act: "password.link", by, whom: user });
      }
    });
  }

  isLive(tokenHash: string, kind: LinkKind, now: number): Promise<boolean> {
    return Promise.resolve(this.#get(tokenHash, kind, now) !== undefined);
  }

  find(tokenHash: string, kind: LinkKind, now: number): Promise<{ user: User | null } | undefined> {
    const found = this.#get(tokenHash, kind, now);
    return Promise.resolve(found && { user: toHolder(found) });
  }

  take(tokenHash: string, kind: LinkKind, now: number): Promise<{ user: User | null } | undefined> {
    return this.#database.write(() => {
      const found = this.#get(tokenHash, kind, now);
      if (found === undefined) return undefined;
      this.#database.run("DELETE FROM links WHERE token_hash = ?", tokenHash);
      return { user: toHolder(found) };
    });
  }

  removeExpired(now: number): Promise<number> {
    return this.#database.write(() =>
      this.#database.run("DELETE FROM links WHERE expires_at <= ?", now).changes
    );
  }

  #get(tokenHash: string, kind: LinkKind, now: number): Row | undefined {
    return this.#database.get<Row>(
      `SELECT u.no, u.name, u.status FROM links l LEFT JOIN users u ON u.no = l.user
        WHERE l.token_hash = ? AND l.kind = ? AND l.expires_at > ?`,
      tokenHash,
      kind,
      now,
    );
  }
}

function toHolder({ no, name, status }: Row): User | null {
  return no === null ? null : toUser({ no, name, status });
}
