import { ProtocolError } from "../protocol/errors.ts";
import type { Chat } from "./chat.ts";
import { networkOf } from "./network.ts";
import { randomId } from "./random_id.ts";
import { startSession } from "./session_list.ts";
import type { Session } from "./session.ts";
import { hashToken } from "./tokens.ts";
import type { LinkStore } from "../store/people_stores.ts";

const TRANSFER_LIFE = 10 * 60_000;
const OWNER_LIFE = 24 * 3_600_000;

/** Makes a link by which this person signs in on another device: once, within ten minutes; a new one ends the former. */
export async function makeTransfer(
  chat: Chat,
  { user, tokenHash }: Session,
): Promise<{ token: string; expiresAt: number }> {
  chat.signInBuckets.take(tokenHash, performance.now());
  const token = randomId();
  const expiresAt = Date.now() + TRANSFER_LIFE;
  await chat.store.links.make({ tokenHash: hashToken(token), kind: "transfer", user, expiresAt });
  return { token, expiresAt };
}

/**
 * Signs in by a transfer link, which is used up.
 * @throws ProtocolError `link_ended`, `rate_limited`
 */
export async function signInByTransfer(
  chat: Chat,
  token: string,
  { address, device }: { address: string; device: string },
): Promise<Session & { token: string }> {
  chat.signInBuckets.take(networkOf(address), performance.now());
  chat.bans.check({ address });
  const taken = await chat.store.links.take(hashToken(token), "transfer", Date.now());
  if (taken?.user === undefined || taken.user === null) throw new ProtocolError("link_ended");
  return await startSession(chat, taken.user, device);
}

/** Makes the link by which somebody becomes the owner of this server: once, within a day; a new one ends the former. */
export async function makeOwnerLink(links: LinkStore): Promise<string> {
  const token = randomId();
  const expiresAt = Date.now() + OWNER_LIFE;
  await links.make({ tokenHash: hashToken(token), kind: "owner", user: null, expiresAt });
  return token;
}

/** @throws ProtocolError `link_ended` where nobody can become owner by it */
export async function checkOwnerLink(chat: Chat, token: string): Promise<void> {
  const live = await chat.store.links.isLive(hashToken(token), "owner", Date.now());
  if (!live) throw new ProtocolError("link_ended");
}
