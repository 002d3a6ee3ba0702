import { ProtocolError } from "../../protocol/errors.ts";
import type { Chat } from "../chat.ts";
import { networkOf } from "../network.ts";
import { randomId } from "../random_id.ts";
import type { Session } from "../session.ts";
import { startSession } from "../session_list.ts";
import type { PasskeyAnswer } from "./answer.ts";
import { CHALLENGE_LIFE } from "./challenges.ts";
import { late } from "./passkeys.ts";
import type { PasskeySite } from "./site.ts";
import { verifyKnown } from "./verify.ts";

/** Somebody who says that they have a passkey. */
export interface PasskeyClaimant {
  site: PasskeySite;
  answer: PasskeyAnswer;
  /** What their browser was given with the challenge. */
  ticket: string | undefined;
  address: string;
  /** On what they are, in words. */
  device: string;
}

/**
 * What a browser needs to sign in by a passkey, whoever that is: the JSON of
 * `PublicKeyCredential.parseRequestOptionsFromJSON()`.
 * @param ticket what the browser was given before, which all its tabs share
 * @returns with it the ticket that comes back with the answer
 * @throws ProtocolError `rate_limited`
 */
export function beginPasskeySignIn(
  chat: Chat,
  { site, address, ticket = randomId() }: { site: PasskeySite; address: string; ticket?: string | undefined },
): { options: Record<string, unknown>; ticket: string } {
  const now = performance.now();
  chat.challengeBuckets.take(networkOf(address), now);
  const challenge = chat.challenges.make({ owner: ticket, site }, now);
  return {
    options: { challenge, rpId: site.id, userVerification: "required", timeout: CHALLENGE_LIFE },
    ticket,
  };
}

/**
 * Signs somebody in by a passkey that is theirs.
 * @throws ProtocolError `passkey_refused`, in the same words whatever is wrong with it; `banned`, `rate_limited`
 */
export async function signInWithPasskey(
  chat: Chat,
  { site, answer, ticket, address, device }: PasskeyClaimant,
): Promise<Session & { token: string }> {
  const wasRight = chat.guesses.take({ skeleton: `passkey ${answer.id}`, address, device: undefined });
  const asked = ticket === undefined
    ? undefined
    : chat.challenges.take(answer.challenge, ticket, performance.now());
  // A challenge for a new passkey is for nothing else.
  if (asked === undefined || asked.handle !== undefined || asked.site.origin !== site.origin) throw late();
  const known = await chat.store.passkeys.find(answer.id);
  chat.bans.check(known !== undefined && chat.staff.has(known.user.id) ? {} : { address });
  const proven = known?.site === site.id ? await verifyKnown(answer, site, known) : undefined;
  if (known === undefined || proven === undefined) throw new ProtocolError("passkey_refused");
  // A counter that does not grow is a copy's; so it is where two answers came at once.
  if (!await chat.store.passkeys.use(known.id, { ...proven, now: Date.now() })) {
    throw new ProtocolError("passkey_refused");
  }
  wasRight();
  return await startSession(chat, known.user, device);
}
