import type { User } from "../../protocol/models.ts";
import type { InvitationRecord } from "../people_records.ts";
import type { InvitationStore } from "../people_stores.ts";
import type { SqliteAudit } from "./audit.ts";
import type { SqliteDatabase } from "./database.ts";
import { toUser, userNo } from "./ids.ts";

interface Row {
  id: string;
  no: number;
  name: string;
  status: string;
  created_at: number;
  expires_at: number;
  max_uses: number;
  uses: number;
}

const LIVE = "expires_at > ? AND uses < max_uses";

export class SqliteInvitations implements InvitationStore {
  readonly #database: SqliteDatabase;
  readonly #audit: SqliteAudit;

  constructor(database: SqliteDatabase, audit: SqliteAudit) {
    this.#database = database;
    this.#audit = audit;
  }

  make(draft: InvitationRecord & { tokenHash: string }, max: number): Promise<boolean> {
    return this.#database.write(() => {
      const { count } = this.#database.get<{ count: number }>(
        `SELECT count(*) AS count FROM invitations WHERE ${LIVE}`,
        draft.createdAt,
      )!;
      if (count >= max) return false;
      this.#database.run(
        `INSERT INTO invitations (id, token_hash, made_by, created_at, expires_at, max_uses, uses)
          VALUES (?, ?, ?, ?, ?, ?, ?)`,
        draft.id,
        draft.tokenHash,
        userNo(draft.madeBy),
        draft.createdAt,
        draft.expiresAt,
        draft.maxUses,
        draft.uses,
      );
      const { id: invitation, maxUses: uses } = draft;
      this.#audit.writeNow({ act: "invitation.make", by: draft.madeBy, details: { invitation, uses } });
      return true;
    });
  }

  list(now: number): Promise<InvitationRecord[]> {
    const rows = this.#database.all<Row>(
      `SELECT i.*, u.no, u.name, u.status FROM invitations i JOIN users u ON u.no = i.made_by
        WHERE ${LIVE} ORDER BY i.created_at DESC, i.id`,
      now,
    );
    return Promise.resolve(rows.map(toInvitation));
  }

  isLive(tokenHash: string, now: number): Promise<boolean> {
    const row = this.#database.get(
      `SELECT 1 FROM invitations WHERE token_hash = ? AND ${LIVE}`,
      tokenHash,
      now,
    );
    return Promise.resolve(row !== undefined);
  }

  remove(id: string, by: User): Promise<boolean> {
    return this.#database.write(() => {
      const { changes } = this.#database.run("DELETE FROM invitations WHERE id = ?", id);
      if (changes > 0) this.#audit.writeNow({ act: "invitation.end", by, details: { invitation: id } });
      return changes > 0;
    });
  }

  removeExpired(now: number): Promise<number> {
    return this.#database.write(() =>
      this.#database.run(`DELETE FROM invitations WHERE NOT (${LIVE})`, now).changes
    );
  }

  /** Lets one in by it, inside a transaction that is already open; false where it has ended. */
  useNow(tokenHash: string, now: number): boolean {
    return this.#database.run(
      `UPDATE invitations SET uses = uses + 1 WHERE token_hash = ? AND ${LIVE}`,
      tokenHash,
      now,
    ).changes > 0;
  }
}

function toInvitation(row: Row): InvitationRecord {
  return {
    id: row.id,
    madeBy: toUser(row),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    maxUses: row.max_uses,
    uses: row.uses,
  };
}
