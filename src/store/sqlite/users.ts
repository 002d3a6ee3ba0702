import type { User } from "../../protocol/models.ts";
import type { ListedUser, PersonRecord, SignedUp, SignUp, UserQuery } from "../people_records.ts";
import type { UserStore } from "../people_stores.ts";
import type { SqliteAccounts } from "./accounts.ts";
import type { SqliteDatabase } from "./database.ts";
import { toUser, userId, userNo } from "./ids.ts";
import type { SqliteInvitations } from "./invitations.ts";
import type { SqliteLog } from "./log.ts";
import type { SqliteMemberships } from "./memberships.ts";
import type { SqlitePasskeys } from "./passkeys.ts";
import type { SqliteSessions } from "./sessions.ts";
import { listUsers } from "./user_list.ts";
import { findUsers, knownUsers } from "./user_search.ts";
import type { SqliteUsernames } from "./usernames.ts";

interface Parts {
  log: SqliteLog;
  memberships: SqliteMemberships;
  usernames: SqliteUsernames;
  sessions: SqliteSessions;
  accounts: SqliteAccounts;
  invitations: SqliteInvitations;
  passkeys: SqlitePasskeys;
}

export class SqliteUsers implements UserStore {
  readonly #database: SqliteDatabase;
  readonly #log: SqliteLog;
  readonly #memberships: SqliteMemberships;
  readonly #usernames: SqliteUsernames;
  readonly #sessions: SqliteSessions;
  readonly #accounts: SqliteAccounts;
  readonly #invitations: SqliteInvitations;
  readonly #passkeys: SqlitePasskeys;

  constructor(database: SqliteDatabase, parts: Parts) {
    this.#database = database;
    this.#log = parts.log;
    this.#memberships = parts.memberships;
    this.#usernames = parts.usernames;
    this.#sessions = parts.sessions;
    this.#accounts = parts.accounts;
    this.#invitations = parts.invitations;
    this.#passkeys = parts.passkeys;
  }

  get(id: string): Promise<User | undefined> {
    return Promise.resolve(this.#get(userNo({ id })));
  }

  find(user: User, query: { skeleton: string; limit: number }): Promise<PersonRecord[]> {
    return Promise.resolve(findUsers(this.#database, user, query));
  }

  list(query: UserQuery): Promise<ListedUser[]> {
    return Promise.resolve(listUsers(this.#database, query));
  }

  known(user: User, ids: readonly string[]): Promise<User[]> {
    return Promise.resolve(knownUsers(this.#database, user, ids));
  }

  signUp(draft: SignUp): Promise<SignedUp | undefined> {
    return this.#database.write(() => {
      if (!this.#usernames.isFreeNow(draft.skeleton, draft.now)) return undefined;
      const { invitation, passkey, passwordHash } = draft;
      if (passkey !== undefined && this.#passkeys.isKeptNow(passkey.id)) return undefined;
      if (invitation !== undefined && !this.#invitations.useNow(invitation, draft.now)) return undefined;
      const no = this.#database.run(
        "INSERT INTO users (name, created_at, role) VALUES (?, ?, ?)",
        draft.name,
        draft.now,
        passwordHash === undefined && passkey === undefined ? "guest" : "member",
      ).rowid;
      const user = { id: userId(no), name: draft.name };
      this.#usernames.claimNow(user, draft);
      this.#sessions.startNow(user, { ...draft, device: draft.device ?? "" });
      if (passwordHash !== undefined) {
        this.#accounts.setPasswordNow(user, { hash: passwordHash, now: draft.now });
      }
      if (passkey !== undefined) this.#passkeys.addNow(user, { ...passkey, now: draft.now });
      const seq = draft.room === undefined ? undefined : this.#memberships.addNow(draft.room, user);
      if (seq === undefined) return { user };
      return { user, read: { seq, ordinal: this.#log.headNow(draft.room!).messages } };
    });
  }

  rename(
    user: User,
    name: { name: string; skeleton: string; now: number; heldUntil: number | null },
  ): Promise<User | undefined> {
    return this.#database.write(() => {
      const before = this.#get(userNo(user));
      if (before === undefined || !this.#usernames.holdNow(user, name)) return undefined;
      const renamed = { ...before, name: name.name };
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

  setStatus(user: User, status: string): Promise<User> {
    return this.#database.write(() => {
      this.#database.run("UPDATE users SET status = ? WHERE no = ?", status, userNo(user));
      return this.#get(userNo(user))!;
    });
  }

  #get(no: number): User | undefined {
    const row = this.#database.get<{ no: number; name: string; status: string }>(
      "SELECT no, name, status FROM users WHERE no = ?",
      no,
    );
    return row && toUser(row);
  }
}
