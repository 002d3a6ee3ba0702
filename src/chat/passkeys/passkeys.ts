import { randomBytes } from "node:crypto";
import { ProtocolError } from "../../protocol/errors.ts";
import { MAX_PASSKEY_NAME, MAX_PASSKEYS } from "../../protocol/limits.ts";
import type { Account, Passkey, User } from "../../protocol/models.ts";
import { checkText } from "../../protocol/text.ts";
import type { PasskeyRecord } from "../../store/people_records.ts";
import { checkOwnPassword, getAccount, tellAccount } from "../accounts.ts";
import type { Chat } from "../chat.ts";
import { nameTaken, passkeyInUse } from "../sessions.ts";
import type { Session } from "../session.ts";
import { readUsername } from "../usernames/username.ts";
import type { PasskeyAnswer } from "./answer.ts";
import { creationOptions } from "./creation.ts";
import type { PasskeySite } from "./site.ts";
import { verifyNew } from "./verify.ts";

/**
 * What a browser needs to make a passkey for somebody who is signed in: the JSON of
 * `PublicKeyCredential.parseCreationOptionsFromJSON()`.
 * @param password the person's, where they have one
 * @throws ProtocolError `wrong_password`, `limit_reached`, `rate_limited`
 */
export async function beginPasskey(
  chat: Chat,
  session: Session,
  { site, password = "" }: { site: PasskeySite; password?: string | undefined },
): Promise<Record<string, unknown>> {
  const { user, tokenHash } = session;
  chat.signInBuckets.take(tokenHash, performance.now());
  // Who has found an open page is not to stay in for good.
  if ((await getAccount(chat, user)).password) await checkOwnPassword(chat, session, password);
  const known = await chat.store.passkeys.ofUser(user);
  if (known.length >= MAX_PASSKEYS) throw full();
  const handle = known[0]?.handle ?? randomBytes(32).toString("base64url");
  const challenge = chat.challenges.make({ owner: tokenHash, site, handle }, performance.now());
  return creationOptions({ challenge, site, handle, username: user.name, known });
}

/**
 * Keeps the passkey that was made; a guest has an account by it, and their name for good.
 * @throws ProtocolError `passkey_refused`, `bad_text` for its name, `limit_reached`, `username_taken` where a guest's
 * name went to another meanwhile
 */
export async function addPasskey(
  chat: Chat,
  { user, tokenHash }: Session,
  { site, answer, name }: { site: PasskeySite; answer: PasskeyAnswer; name: string },
): Promise<{ passkey: Passkey; account: Account }> {
  const called = checkName(name);
  const asked = chat.challenges.take(answer.challenge, tokenHash, performance.now());
  if (asked?.handle === undefined || asked.site.origin !== site.origin) throw late();
  const proven = await verifyNew(answer, site);
  if (proven === undefined) throw new ProtocolError("passkey_refused");
  const { name: username, skeleton } = readUsername(user.name, chat.limits.username);
  const now = Date.now();
  const draft = {
    ...proven,
    id: answer.id,
    user,
    handle: asked.handle,
    site: site.id,
    name: called,
    now,
    skeleton,
  };
  const outcome = await chat.store.passkeys.add(draft, MAX_PASSKEYS);
  if (outcome === "taken") throw await nameTaken(chat, username, user);
  if (outcome === "full") throw full();
  if (outcome === "exists") throw passkeyInUse();
  const account = await tellAccount(chat, user);
  return { passkey: toPasskey({ ...draft, createdAt: now, usedAt: null }), account };
}

/** A person's own passkeys, the oldest first. */
export async function listPasskeys(chat: Chat, user: User): Promise<Passkey[]> {
  return (await chat.store.passkeys.ofUser(user)).map(toPasskey);
}

/** @throws ProtocolError `not_found`, `bad_text` */
export async function renamePasskey(
  chat: Chat,
  user: User,
  { id, name }: { id: string; name: string },
): Promise<void> {
  if (!await chat.store.passkeys.rename(user, id, checkName(name))) throw new ProtocolError("not_found");
}

/**
 * Nobody signs in by it any more; who is in by it stays in.
 * @throws ProtocolError `not_found`, `last_credential`
 */
export async function removePasskey(chat: Chat, user: User, id: string): Promise<void> {
  const outcome = await chat.store.passkeys.remove(user, id);
  if (outcome === "none") throw new ProtocolError("not_found");
  if (outcome === "last") throw new ProtocolError("last_credential");
  await tellAccount(chat, user);
}

/** The refusal of an answer to no challenge, or to one that has run out. */
export function late(): ProtocolError {
  return new ProtocolError("passkey_refused", "This took too long: try again");
}

function full(): ProtocolError {
  return new ProtocolError("limit_reached", `There are ${MAX_PASSKEYS} passkeys already: remove one first`);
}

function checkName(name: string): string {
  if (name.includes("\n")) throw new ProtocolError("bad_text", "The name of a passkey is one line");
  return checkText(name.trim(), MAX_PASSKEY_NAME);
}

function toPasskey(record: Omit<PasskeyRecord, "publicKey">): Passkey {
  const { id, name, site, synced, createdAt, usedAt } = record;
  const made = { id, name, site, synced, madeAt: new Date(createdAt).toISOString() };
  return usedAt === null ? made : { ...made, usedAt: new Date(usedAt).toISOString() };
}
