import type { User } from "../../protocol/models.ts";
import type { SignUp } from "../records.ts";
import type { UserStore } from "../store.ts";
import type { SqliteDatabase } from "./database.ts";
import { userId, userNo } from "./ids.ts";
import type { SqliteLog } from "./log.ts";
import type { SqliteMemberships } from "./memberships.ts";
import type { SqliteUsernames } from "./usernames.ts";

export class SqliteUsers implements UserStore {
  readonly #database: SqliteDatabase;
  readonly #log: SqliteLog;
  readonly #memberships: SqliteMemberships;
  readonly #usernames: SqliteUsernames;

  constructor(
    database: SqliteDatabase,
    parts: { log: SqliteLog; memberships: SqliteMemberships; usernames: SqliteUsernames },
  ) {
    this.#database = database;
    this.#log = parts.log;
    this.#memberships = parts.memberships;
    this.#usernames = parts.usernames;
  }

  get(id: string): Promise<User | undefined> {
    const row = this.#database.get<{ name: string }>("SELECT name FROM users WHERE no = ?", userNo({ id }));
    return Promise.resolve(row && { id, name: row.name });
  }

  signUp(draft: SignUp): Promise<User | undefined> {
    return this.#database.write(() => {
      if (!this.#usernames.isFreeNow(draft.skeleton, draft.now)) return undefined;
      const no =
        this.#database.run("INSERT INTO users (name, created_at) VALUES (?, ?)", draft.name, draft.now).rowid;
      const user = { id: userId(no), name: draft.name };
      this.#usernames.claimNow(user, draft);
      this.#database.run(
        "INSERT INTO sessions (token_hash, user, created_at, expires_at) VALUES (?, ?, ?, ?)",
        draft.tokenHash,
        no,
        draft.now,
        draft.expiresAt,
      );
      if (draft.room !== undefined) this.#memberships.addNow(draft.room, user);
      return user;
    });
  }

  rename(
    user: User,
    name: { name: string; skeleton: string; now: number; heldUntil: number | null },
  ): Promise<User | undefined> {
    return this.#database.write(() => {
      const before = this.#database.get<{ name: string }>(
        "SELECT name FROM users WHERE no = ?",
        userNo(user),
      );
      if (before === undefined || !this.#usernames.holdNow(user, name)) return undefined;
      const renamed = { id: user.id, name: name.name };
      if (before.name === name.name) return renamed;
      this.#database.run("UPDATE users SET name = ? WHERE no = ?", name.name, userNo(user));
      const rooms = this.#database.all<{ id: string }>(
        "SELECT r.id FROM memberships m JOIN rooms r ON r.no = m.room WHERE m.user = ?",
        userNo(user),
      );
      const body = JSON.stringify({ name: name.name, was: before.name });
      for (const { id } of rooms) {
        this.#log.appendNow({ room: id, type: "member.renamed", user: renamed, body });
      }
      return renamed;
    });
  }
}
