import { ProtocolError } from "../protocol/errors.ts";
import type { Account, User } from "../protocol/models.ts";
import type { AccountRecord } from "../store/people_records.ts";
import type { Chat } from "./chat.ts";
import { checkOwnerLink } from "./links.ts";
import { checkPassword } from "./passwords/policy.ts";
import { randomId } from "./random_id.ts";
import { revokeOthers, startSession } from "./session_list.ts";
import { nameTaken, type Newcomer, type Session, signIn } from "./sessions.ts";
import { hashToken } from "./tokens.ts";
import { topicOfUser } from "./topics.ts";
import { readUsername } from "./usernames/username.ts";

const MAX_DEVICES = 50;

/** Somebody who says that they have an account. */
export interface Claimant {
  username: string;
  password: string;
  address: string;
  /** On what they are, in words. */
  device: string;
  /** What their browser kept of an earlier sign-in here. */
  deviceToken?: string | undefined;
}

/** What one is told about oneself. */
export async function getAccount(chat: Chat, user: User): Promise<Account> {
  return await toAccount(chat, user, await chat.store.accounts.get(user));
}

/**
 * Makes an account of a guest: the same person with the same history, whose name is theirs for good. Who has an account
 * by a passkey gets a password, too.
 * @throws ProtocolError `weak_password`, `account_exists`, `username_taken` where the name went to another meanwhile
 */
export async function keepName(chat: Chat, session: Session, password: string): Promise<Account> {
  const { user } = session;
  const { name, skeleton } = readUsername(user.name, chat.limits.username);
  if ((await getAccount(chat, user)).password) throw new ProtocolError("account_exists");
  await checkPassword(password, name);
  chat.signInBuckets.take(session.tokenHash, performance.now());
  const passwordHash = await chat.passwords.hash(password);
  const outcome = await chat.store.accounts.create(user, { skeleton, passwordHash, now: Date.now() });
  if (outcome === "exists") throw new ProtocolError("account_exists");
  if (outcome === "taken") throw await nameTaken(chat, name, user);
  return await tellAccount(chat, user);
}

/**
 * Lets someone new in with an account from the beginning.
 * @param owner token of an owner link, by which they come in whoever else may, and are made owner
 * @throws ProtocolError as signIn(), `weak_password`, `link_ended`
 */
export async function signUpWithPassword(
  chat: Chat,
  { username, password, ...newcomer }: Omit<Newcomer, "passwordHash"> & {
    username: string;
    password: string;
  },
  owner?: string,
): Promise<Session & { token: string }> {
  const { name } = readUsername(username, chat.limits.username);
  await checkPassword(password, name);
  if (owner !== undefined) await checkOwnerLink(chat, owner);
  const passwordHash = () => chat.passwords.hash(password);
  const session = await signIn(chat, username, { ...newcomer, passwordHash, invited: owner !== undefined });
  if (owner !== undefined) await becomeOwner(chat, session.user, owner);
  return session;
}

/**
 * Signs somebody in to their account.
 * @returns the session, and the token by which this browser is known from now on
 * @throws ProtocolError `wrong_password`, in the same words after the same work whether or not there is such an account;
 * `rate_limited`
 */
export async function signInWithPassword(
  chat: Chat,
  { username, password, address, device, deviceToken }: Claimant,
): Promise<{ session: Session & { token: string }; deviceToken: string }> {
  const skeleton = findSkeleton(username, chat.limits.username);
  const account = await chat.store.accounts.findByName(skeleton);
  chat.bans.check(account !== undefined && chat.staff.has(account.user.id) ? {} : { address });
  const deviceHash = deviceToken === undefined ? undefined : hashToken(deviceToken);
  const known = account !== undefined && deviceHash !== undefined &&
    await chat.store.devices.isKnown(account.user, deviceHash);
  const wasRight = chat.guesses.take({ skeleton, address, device: known ? deviceHash : undefined });
  // No one's password is longer, and nobody is to make the server hash more.
  const right = await chat.passwords.verify(password.slice(0, 1_024), account?.passwordHash);
  if (!right || account === undefined) throw new ProtocolError("wrong_password");
  wasRight();
  const session = await startSession(chat, account.user, device);
  return { session, deviceToken: await rememberDevice(chat, account.user, deviceToken) };
}

/**
 * Changes the password; all other sessions end.
 * @throws ProtocolError `wrong_password`, `weak_password`, `rate_limited`
 */
export async function changePassword(
  chat: Chat,
  session: Session,
  { password, newPassword }: { password: string; newPassword: string },
): Promise<void> {
  const { user } = session;
  await checkOwnPassword(chat, session, password);
  await checkPassword(newPassword, user.name);
  const hash = await chat.passwords.hash(newPassword);
  await chat.store.accounts.setPassword(user, { hash, now: Date.now() });
  await revokeOthers(chat, session);
}

/**
 * Makes sure that who has a session also knows its person's password.
 * @throws ProtocolError `wrong_password`, `rate_limited`
 */
export async function checkOwnPassword(
  chat: Chat,
  { user, tokenHash }: Session,
  password: string,
): Promise<void> {
  const account = await chat.store.accounts.get(user);
  // Whoever has the session may guess no faster than anyone, and locks nobody else out.
  const wasRight = chat.guesses.take({ skeleton: "", address: "", device: tokenHash });
  if (!await chat.passwords.verify(password.slice(0, 1_024), account?.passwordHash)) {
    throw new ProtocolError("wrong_password", "This is not your password");
  }
  wasRight();
}

/**
 * Makes somebody the owner by a link, which is used up.
 * @throws ProtocolError `forbidden` for a guest, whom nobody would know again; `link_ended`
 */
export async function becomeOwner(chat: Chat, user: User, token: string): Promise<Account> {
  const account = await chat.store.accounts.get(user);
  if (account?.role === "guest") {
    throw new ProtocolError("forbidden", "Keep your name with a password or a passkey first");
  }
  if (await chat.store.links.take(hashToken(token), "owner", Date.now()) === undefined) {
    throw new ProtocolError("link_ended");
  }
  await chat.store.accounts.setRole(user, "owner", user);
  chat.staff.set(user.id, "owner");
  return await tellAccount(chat, user);
}

/** Remembers the browser in which a password was given or set; gives the token that it keeps. */
export async function rememberDevice(chat: Chat, user: User, token = randomId()): Promise<string> {
  await chat.store.devices.remember(user, { tokenHash: hashToken(token), now: Date.now() }, MAX_DEVICES);
  return token;
}

/** Tells all connections of a person what they are now. */
export async function tellAccount(chat: Chat, user: User): Promise<Account> {
  const record = await chat.store.accounts.get(user);
  const account = await toAccount(chat, user, record);
  await chat.pubsub.publish(topicOfUser(user.id), [
    { type: "user.changed", user: record?.user ?? user, account },
  ]);
  return account;
}

async function toAccount(chat: Chat, user: User, record: AccountRecord | undefined): Promise<Account> {
  const { role, passwordHash } = record ?? { role: "guest" as const };
  const passkeys = role === "guest" ? 0 : await chat.store.passkeys.count(user);
  return { role, password: passwordHash !== undefined, ...passkeys > 0 && { passkeys } };
}

/** A text that cannot be a name is guessed at as any other. */
function findSkeleton(username: string, max: number): string {
  try {
    return readUsername(username, max).skeleton;
  } catch (error) {
    if (error instanceof ProtocolError) return username.slice(0, max);
    throw error;
  }
}
