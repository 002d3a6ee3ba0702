import { ProtocolError } from "../protocol/errors.ts";
import type { User } from "../protocol/models.ts";
import type { LinkStore } from "../store/people_stores.ts";
import type { Chat } from "./chat.ts";
import { networkOf } from "./network.ts";
import { checkPassword } from "./passwords/policy.ts";
import { randomId } from "./random_id.ts";
import type { Session } from "./session.ts";
import { closeSessions, startSession } from "./session_list.ts";
import { requireStaff } from "./server_roles.ts";
import { hashToken } from "./tokens.ts";

const LIFE = 24 * 3_600_000;

/** A link by which somebody sets a new password. */
export interface ResetLink {
  token: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/**
 * Makes such a link for somebody with an account: it works once, within a day; a new one ends the former.
 * @param by who makes it; null for whoever runs the server
 */
export async function makeResetLink(
  links: LinkStore,
  { user, by }: { user: User; by: User | null },
): Promise<ResetLink> {
  const token = randomId();
  const expiresAt = Date.now() + LIFE;
  await links.make({ tokenHash: hashToken(token), kind: "reset", user, expiresAt, by });
  return { token, expiresAt };
}

/**
 * As makeResetLink(), asked for by an owner or an admin, for those over whom they stand: else an admin would become
 * owner by it.
 * @throws ProtocolError `forbidden`, `unknown_person`, `rate_limited`
 */
export async function makeResetLinkFor(
  chat: Chat,
  { user, tokenHash }: Session,
  id: string,
): Promise<ResetLink> {
  requireStaff(chat, user);
  const other = await chat.store.accounts.get({ id });
  if (other === undefined) throw new ProtocolError("unknown_person", "There is no such person");
  if (other.role === "guest") throw new ProtocolError("forbidden", "A guest has no password");
  if (!chat.staff.isAbove(user.id, other.user.id)) {
    throw new ProtocolError("forbidden", "Owners do this for admins and members, admins for members");
  }
  chat.signInBuckets.take(tokenHash, performance.now());
  return await makeResetLink(chat.store.links, { user: other.user, by: user });
}

/**
 * Sets a new password by a link, which is used up; all sessions of the person end.
 * @returns the session that begins
 * @throws ProtocolError `link_ended`; `weak_password`, and the link stays; `banned`, `rate_limited`
 */
export async function resetPassword(
  chat: Chat,
  { token, password, address, device }: { token: string; password: string; address: string; device: string },
): Promise<Session & { token: string }> {
  chat.bans.check({ address });
  chat.signInBuckets.take(networkOf(address), performance.now());
  const tokenHash = hashToken(token);
  const found = await chat.store.links.find(tokenHash, "reset", Date.now());
  if (found === undefined || found.user === null) throw new ProtocolError("link_ended");
  chat.bans.check({ userId: found.user.id });
  await checkPassword(password, found.user.name);
  const hash = await chat.passwords.hash(password);
  const taken = await chat.store.links.take(tokenHash, "reset", Date.now());
  if (taken === undefined || taken.user === null) throw new ProtocolError("link_ended");
  await chat.store.accounts.setPassword(taken.user, { hash, now: Date.now() });
  await closeSessions(chat, await chat.store.sessions.removeOthers(taken.user, ""));
  return await startSession(chat, taken.user, device);
}
