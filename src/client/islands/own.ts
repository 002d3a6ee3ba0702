import type { Account, User } from "../../protocol/models.ts";
import { session } from "../state/session.ts";

/** Who reads this page; undefined while nobody is signed in. */
export function reader(): User | undefined {
  const state = session.value;
  return state.status === "signed_in" ? state.user : undefined;
}

/** Whether a person is the reader. */
export function isOwn(user: User): boolean {
  return reader()?.id === user.id;
}

/** What the reader is on this server, as far as it is known. */
export function ownAccount(): Account | undefined {
  const state = session.value;
  return state.status === "signed_in" ? state.account : undefined;
}

/** Whether somebody has no account, as far as it is known. */
export function isGuest(account: Account | undefined): boolean {
  return (account?.role ?? "guest") === "guest";
}
