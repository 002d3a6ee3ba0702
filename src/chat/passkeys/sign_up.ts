import { randomBytes } from "node:crypto";
import { ProtocolError } from "../../protocol/errors.ts";
import { becomeOwner } from "../accounts.ts";
import type { Chat } from "../chat.ts";
import { checkOwnerLink } from "../links.ts";
import { networkOf } from "../network.ts";
import { randomId } from "../random_id.ts";
import type { Session } from "../session.ts";
import { letIn, nameTaken, signIn } from "../sessions.ts";
import { readUsername } from "../usernames/username.ts";
import { creationOptions } from "./creation.ts";
import { late } from "./passkeys.ts";
import type { PasskeyClaimant } from "./sign_in.ts";
import type { PasskeySite } from "./site.ts";
import { verifyNew } from "./verify.ts";

/** Why somebody new may come in, where not everybody may. */
interface Pass {
  /** The token of the invitation that they have. */
  invitation?: string | undefined;
  /** Token of an owner link, by which they come in whoever else may, and are made owner. */
  owner?: string | undefined;
}

/** Somebody who wants an account with no password. */
export interface PasskeyNewcomer extends Pass {
  username: string;
  site: PasskeySite;
  address: string;
  /** What their browser was given before, which all its tabs share. */
  ticket?: string | undefined;
}

/**
 * What a browser needs to make the passkey by which somebody new has an account. What would be refused with it is
 * refused before, so that nobody keeps a key that opens nothing.
 * @returns with it the ticket that comes back with the answer
 * @throws ProtocolError `banned`, `guests_closed`, `invitation_required`, `invitation_ended`, `link_ended`,
 * `invalid_username`, `username_taken` with a suggestion, `rate_limited`
 */
export async function beginPasskeySignUp(
  chat: Chat,
  { username, site, address, ticket = randomId(), invitation, owner }: PasskeyNewcomer,
): Promise<{ options: Record<string, unknown>; ticket: string }> {
  chat.bans.check({ address });
  const { name, skeleton } = readUsername(username, chat.limits.username);
  chat.challengeBuckets.take(networkOf(address), performance.now());
  if (owner !== undefined) await checkOwnerLink(chat, owner);
  await letIn(chat, { invitation, invited: owner !== undefined, hasAccount: true });
  const taken = await chat.store.usernames.taken([skeleton], Date.now());
  if (taken.size > 0) throw await nameTaken(chat, name);
  const handle = randomBytes(32).toString("base64url");
  const asked = { owner: ticket, site, handle, username: name };
  const challenge = chat.challenges.make(asked, performance.now());
  return { options: creationOptions({ challenge, site, handle, username: name }), ticket };
}

/**
 * Lets someone new in with an account from the beginning, by the passkey that was made for the name.
 * @throws ProtocolError `passkey_refused`, and as beginPasskeySignUp()
 */
export async function signUpWithPasskey(
  chat: Chat,
  { site, answer, ticket, address, device }: PasskeyClaimant,
  { invitation, owner }: Pass,
): Promise<Session & { token: string }> {
  const asked = ticket === undefined
    ? undefined
    : chat.challenges.take(answer.challenge, ticket, performance.now());
  const { handle, username } = asked ?? {};
  if (handle === undefined || username === undefined || asked?.site.origin !== site.origin) throw late();
  chat.bans.check({ address });
  if (owner !== undefined) await checkOwnerLink(chat, owner);
  const proven = await verifyNew(answer, site);
  if (proven === undefined) throw new ProtocolError("passkey_refused");
  const passkey = { ...proven, id: answer.id, handle, site: site.id, name: device };
  const invited = owner !== undefined;
  const session = await signIn(chat, username, { address, device, invitation, invited, passkey });
  if (owner !== undefined) await becomeOwner(chat, session.user, owner);
  return session;
}
