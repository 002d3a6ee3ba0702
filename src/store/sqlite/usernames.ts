import type { User } from "../../protocol/models.ts";
import type { UsernameStore } from "../people_stores.ts";
import type { SqliteDatabase } from "./database.ts";
import { userId, userNo } from "./ids.ts";

interface Claim {
  skeleton: string;
  now: number;
  heldUntil: number | null;
}

export class SqliteUsernames implements UsernameStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  hold(user: User, claim: Claim): Promise<boolean> {
    return this.#database.write(() => this.holdNow(user, claim));
  }

  release(user: User): Promise<void> {
    return this.#database.write(() => {
      const no = userNo(user);
      this.#database.run(
        "DELETE FROM usernames WHERE user = ? AND user IN (SELECT no FROM users WHERE role = 'guest')",
        no,
      );
      this.#database.run("UPDATE usernames SET held_until = 0 WHERE user = ?", no);
    });
  }

  taken(skeletons: readonly string[], now: number, user?: User): Promise<Set<string>> {
    return Promise.resolve(new Set(skeletons.filter((skeleton) => !this.isFreeNow(skeleton, now, user))));
  }

  holdAll(heldUntil: number): Promise<User[]> {
    return this.#database.write(() => {
      const rows = this.#database.all<{ no: number; name: string }>(
        "SELECT u.no, u.name FROM usernames n JOIN users u ON u.no = n.user WHERE n.held_until IS NULL",
      );
      this.#database.run("UPDATE usernames SET held_until = ?1 WHERE held_until > ?1", heldUntil);
      return rows.map(({ no, name }) => ({ id: userId(no), name }));
    });
  }

  /** Whether the user may take the name: nobody has it, they have it, or a guest's hold has run out. */
  isFreeNow(skeleton: string, now: number, user?: User): boolean {
    const row = this.#database.get<{ user: number; held_until: number | null; role: string }>(
      "SELECT n.user, n.held_until, u.role FROM usernames n JOIN users u ON u.no = n.user WHERE n.skeleton = ?",
      skeleton,
    );
    if (row === undefined) return true;
    if (user !== undefined && row.user === userNo(user)) return true;
    return row.role === "guest" && row.held_until !== null && row.held_until <= now;
  }

  /** As hold(), inside a transaction that is already open. */
  holdNow(user: User, claim: Claim): boolean {
    if (!this.isFreeNow(claim.skeleton, claim.now, user)) return false;
    this.#database.run(
      "DELETE FROM usernames WHERE user = ? AND skeleton <> ?",
      userNo(user),
      claim.skeleton,
    );
    this.claimNow(user, claim);
    return true;
  }

  /** Gives a name that is free to a user who has no other one, inside a transaction that is already open. */
  claimNow(user: User, claim: Claim): void {
    this.#database.run(
      `INSERT INTO usernames (skeleton, user, held_until) VALUES (?, ?, ?)
        ON CONFLICT (skeleton) DO UPDATE SET user = excluded.user, held_until = excluded.held_until`,
      claim.skeleton,
      userNo(user),
      claim.heldUntil,
    );
  }
}
