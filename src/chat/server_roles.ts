import { ProtocolError } from "../protocol/errors.ts";
import type { User } from "../protocol/models.ts";
import { tellAccount } from "./accounts.ts";
import type { Chat } from "./chat.ts";

/** @throws ProtocolError `forbidden` for everyone but the owners and admins of the server */
export function requireStaff({ staff }: Pick<Chat, "staff">, user: User): void {
  if (!staff.has(user.id)) {
    throw new ProtocolError("forbidden", "Only owners and admins of the server may do this");
  }
}

/**
 * Makes somebody who has an account an admin of the server, or an ordinary member again; only owners do.
 * @throws ProtocolError `forbidden`, `unknown_person`
 */
export async function setServerRole(
  chat: Chat,
  owner: User,
  { user: id, role }: { user: string; role: "admin" | "member" },
): Promise<void> {
  if (!chat.staff.isOwner(owner.id)) throw new ProtocolError("forbidden", "Only the owner may do this");
  const account = await chat.store.accounts.get({ id });
  if (account === undefined) throw new ProtocolError("unknown_person", "There is no such person");
  if (account.role === "owner") throw new ProtocolError("forbidden", "An owner stays one");
  if (account.role === "guest") {
    throw new ProtocolError("forbidden", `${account.user.name} must keep their name with a password first`);
  }
  if (account.role === role) return;
  await chat.store.accounts.setRole(account.user, role, owner);
  chat.staff.set(id, role);
  await tellAccount(chat, account.user);
}
