import type { ServerRole, User } from "../../protocol/models.ts";
import type { AccountRecord } from "../people_records.ts";
import type { AccountStore } from "../people_stores.ts";
import type { SqliteAudit } from "./audit.ts";
import type { SqliteDatabase } from "./database.ts";
import { toUser, userId, userNo } from "./ids.ts";
import type { SqliteUsernames } from "./usernames.ts";

interface Row {
  no: number;
  name: string;
  status: string;
  role: ServerRole;
  hash: string | null;
}

const SELECT = `SELECT u.no, u.name, u.status, u.role, p.hash
  FROM users u LEFT JOIN passwords p ON p.user = u.no`;

export class SqliteAccounts implements AccountStore {
  readonly #database: SqliteDatabase;
  readonly #usernames: SqliteUsernames;
  readonly #audit: SqliteAudit;

  constructor(database: SqliteDatabase, parts: { usernames: SqliteUsernames; audit: SqliteAudit }) {
    this.#database = database;
    this.#usernames = parts.usernames;
    this.#audit = parts.audit;
  }

  get(user: Pick<User, "id">): Promise<AccountRecord | undefined> {
    return Promise.resolve(this.#get(user));
  }

  findByName(skeleton: string): Promise<AccountRecord | undefined> {
    const row = this.#database.get<Row>(
      `${SELECT} JOIN usernames n ON n.user = u.no WHERE n.skeleton = ? AND u.role <> 'guest'`,
      skeleton,
    );
    return Promise.resolve(row && toAccount(row));
  }

  create(
    user: User,
    { skeleton, passwordHash, now }: { skeleton: string; passwordHash: string; now: number },
  ): Promise<"made" | "exists" | "taken"> {
    return this.#database.write(() => {
      if (this.makeNow(user, { skeleton, now }) === "taken") return "taken";
      if (this.hasPasswordNow(user)) return "exists";
      this.setPasswordNow(user, { hash: passwordHash, now });
      return "made";
    });
  }

  setPassword(user: User, password: { hash: string; now: number }): Promise<void> {
    return this.#database.write(() => {
      this.setPasswordNow(user, password);
      this.#database.run("DELETE FROM known_devices WHERE user = ?", userNo(user));
      this.#database.run("DELETE FROM links WHERE user = ?", userNo(user));
    });
  }

  setRole(user: User, role: ServerRole, by: User): Promise<void> {
    return this.#database.write(() => {
      this.#database.run("UPDATE users SET role = ? WHERE no = ?", role, userNo(user));
      this.#audit.writeNow({ act: "server.role", by, whom: user, details: { role } });
    });
  }

  hasOwner(): Promise<boolean> {
    const row = this.#database.get("SELECT 1 FROM users WHERE role = 'owner' LIMIT 1");
    return Promise.resolve(row !== undefined);
  }

  staff(): Promise<{ user: User; role: "owner" | "admin" }[]> {
    const rows = this.#database.all<{ no: number; name: string; role: "owner" | "admin" }>(
      "SELECT no, name, role FROM users WHERE role IN ('owner', 'admin') ORDER BY no",
    );
    return Promise.resolve(rows.map(({ no, name, role }) => ({ user: { id: userId(no), name }, role })));
  }

  /** Makes an account of a guest, whose name is theirs for good, inside a transaction that is already open. */
  makeNow(user: User, { skeleton, now }: { skeleton: string; now: number }): "made" | "exists" | "taken" {
    if (this.#get(user)?.role !== "guest") return "exists";
    // Who is connected holds the name already, and goes on to do so as long.
    const { held_until } = this.#database.get<{ held_until: number | null }>(
      "SELECT held_until FROM usernames WHERE user = ? AND skeleton = ?",
      userNo(user),
      skeleton,
    ) ?? { held_until: now };
    if (!this.#usernames.holdNow(user, { skeleton, now, heldUntil: held_until })) return "taken";
    this.#database.run("UPDATE users SET role = 'member' WHERE no = ?", userNo(user));
    return "made";
  }

  hasPasswordNow(user: User): boolean {
    return this.#get(user)?.passwordHash !== undefined;
  }

  /** Inside a transaction that is already open. */
  setPasswordNow(user: User, { hash, now }: { hash: string; now: number }): void {
    this.#database.run(
      `INSERT INTO passwords (user, hash, changed_at) VALUES (?, ?, ?)
        ON CONFLICT (user) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at`,
      userNo(user),
      hash,
      now,
    );
  }

  #get(user: Pick<User, "id">): AccountRecord | undefined {
    const row = this.#database.get<Row>(`${SELECT} WHERE u.no = ?`, userNo(user));
    return row && toAccount(row);
  }
}

function toAccount(row: Row): AccountRecord {
  return { user: toUser(row), role: row.role, passwordHash: row.hash ?? undefined };
}
