import type { User } from "../../protocol/models.ts";
import type { NewPasskey, PasskeyDraft, PasskeyRecord } from "../people_records.ts";
import type { PasskeyStore } from "../people_stores.ts";
import type { SqliteAccounts } from "./accounts.ts";
import type { SqliteDatabase } from "./database.ts";
import { toUser, userNo } from "./ids.ts";

interface Row {
  id: string;
  no: number;
  user_name: string;
  status: string;
  handle: string;
  site: string;
  public_key: Uint8Array<ArrayBuffer>;
  counter: number;
  transports: string;
  synced: number;
  name: string;
  created_at: number;
  used_at: number | null;
}

const SELECT =
  `SELECT p.*, u.no, u.name AS user_name, u.status FROM passkeys p JOIN users u ON u.no = p.user`;

export class SqlitePasskeys implements PasskeyStore {
  readonly #database: SqliteDatabase;
  readonly #accounts: SqliteAccounts;

  constructor(database: SqliteDatabase, accounts: SqliteAccounts) {
    this.#database = database;
    this.#accounts = accounts;
  }

  add(draft: PasskeyDraft, max: number): Promise<"added" | "exists" | "full" | "taken"> {
    return this.#database.write(() => {
      if (this.isKeptNow(draft.id)) return "exists";
      if (this.#count(draft.user) >= max) return "full";
      if (this.#accounts.makeNow(draft.user, draft) === "taken") return "taken";
      this.addNow(draft.user, draft);
      return "added";
    });
  }

  find(id: string): Promise<PasskeyRecord | undefined> {
    const row = this.#get(id);
    return Promise.resolve(row && toRecord(row));
  }

  ofUser(user: User): Promise<PasskeyRecord[]> {
    const rows = this.#database.all<Row>(
      `${SELECT} WHERE p.user = ? ORDER BY p.created_at, p.id`,
      userNo(user),
    );
    return Promise.resolve(rows.map(toRecord));
  }

  count(user: User): Promise<number> {
    return Promise.resolve(this.#count(user));
  }

  use(
    id: string,
    { counter, synced, now }: { counter: number; synced: boolean; now: number },
  ): Promise<boolean> {
    return this.#database.write(() =>
      this.#database.run(
        `UPDATE passkeys SET counter = ?2, synced = ?3, used_at = ?4
          WHERE id = ?1 AND (counter < ?2 OR (counter = 0 AND ?2 = 0))`,
        id,
        counter,
        Number(synced),
        now,
      ).changes > 0
    );
  }

  rename(user: User, id: string, name: string): Promise<boolean> {
    return this.#database.write(() =>
      this.#database.run("UPDATE passkeys SET name = ? WHERE id = ? AND user = ?", name, id, userNo(user))
        .changes > 0
    );
  }

  remove(user: User, id: string): Promise<"removed" | "none" | "last"> {
    return this.#database.write(() => {
      if (this.#get(id)?.no !== userNo(user)) return "none";
      if (this.#count(user) === 1 && !this.#accounts.hasPasswordNow(user)) return "last";
      this.#database.run("DELETE FROM passkeys WHERE id = ?", id);
      return "removed";
    });
  }

  /** Whether it is anybody's. */
  isKeptNow(id: string): boolean {
    return this.#get(id) !== undefined;
  }

  /** Inside a transaction that is already open. */
  addNow(user: User, passkey: NewPasskey & { now: number }): void {
    this.#database.run(
      `INSERT INTO passkeys (id, user, handle, site, public_key, counter, transports, synced, name, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      passkey.id,
      userNo(user),
      passkey.handle,
      passkey.site,
      passkey.publicKey,
      passkey.counter,
      JSON.stringify(passkey.transports),
      Number(passkey.synced),
      passkey.name,
      passkey.now,
    );
  }

  #get(id: string): Row | undefined {
    return this.#database.get<Row>(`${SELECT} WHERE p.id = ?`, id);
  }

  #count(user: User): number {
    return this.#database.get<{ count: number }>(
      "SELECT count(*) AS count FROM passkeys WHERE user = ?",
      userNo(user),
    )!.count;
  }
}

function toRecord(row: Row): PasskeyRecord {
  return {
    id: row.id,
    user: toUser({ no: row.no, name: row.user_name, status: row.status }),
    handle: row.handle,
    site: row.site,
    publicKey: row.public_key,
    counter: row.counter,
    transports: JSON.parse(row.transports) as string[],
    synced: row.synced === 1,
    name: row.name,
    createdAt: row.created_at,
    usedAt: row.used_at,
  };
}
