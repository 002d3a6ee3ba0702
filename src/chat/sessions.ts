import { ProtocolError } from "../protocol/errors.ts";
import type { ReadMark, User } from "../protocol/models.ts";
import type { NewPasskey } from "../store/people_records.ts";
import { readAccess } from "./access.ts";
import type { Chat } from "./chat.ts";
import { LOBBY } from "./options.ts";
import { leaveAllRooms } from "./memberships.ts";
import { networkOf } from "./network.ts";
import type { Person } from "./person.ts";
import { randomId } from "./random_id.ts";
import type { Session } from "./session.ts";
import { closeSessions } from "./session_list.ts";
import { suggestUsername } from "./suggestions.ts";
import { hashToken } from "./tokens.ts";
import { topicOfUser } from "./topics.ts";
import { readUsername } from "./usernames/username.ts";

export type { Session };

/** Somebody who comes for the first time. */
export interface Newcomer {
  /** Where they come from, for the limit of new people from one address. */
  address: string;
  /** On what they are, in words. */
  device?: string;
  /** The token of the invitation that they have. */
  invitation?: string | undefined;
  /** Makes the hash of their password, where they come with one. */
  passwordHash?: () => Promise<string>;
  /** Their passkey, where they come with one. */
  passkey?: NewPasskey;
  /** Whether they may come in however others do. */
  invited?: boolean;
}

/**
 * Lets someone in by a typed name: makes the user and their session.
 * @returns the session, and its token, which is kept nowhere
 * @throws ProtocolError `banned`, `guests_closed`, `invitation_required`, `invitation_ended`, `invalid_username`,
 * `username_taken` with a suggestion, `passkey_refused` where it is somebody's already, `rate_limited`
 */
export async function signIn(
  chat: Chat,
  username: string,
  newcomer: Newcomer,
): Promise<Session & { token: string }> {
  const { session } = await signUp(chat, username, { ...newcomer, connects: false });
  return session;
}

/** As signIn() and enterSession() for who connects at once: all that is kept of them is one commit. */
export async function signInAndEnter(
  chat: Chat,
  username: string,
  newcomer: Newcomer,
): Promise<{ session: Session & { token: string }; person: Person }> {
  const { session, read } = await signUp(chat, username, { ...newcomer, connects: true });
  const { user } = session;
  const person = read === undefined
    ? await chat.people.enter(user)
    : chat.people.enterNew(user, { room: chat.rooms.get(LOBBY)!, read });
  person.holdsName = true;
  return { session, person };
}

async function signUp(
  chat: Chat,
  username: string,
  newcomer: Newcomer & { connects: boolean },
): Promise<{ session: Session & { token: string }; read: ReadMark | undefined }> {
  chat.bans.check(newcomer);
  const { address, connects, device, passkey, passwordHash } = newcomer;
  const hasAccount = passwordHash !== undefined || passkey !== undefined;
  const invitation = await letIn(chat, { ...newcomer, hasAccount });
  const { name, skeleton } = readUsername(username, chat.limits.username);
  chat.signInBuckets.take(networkOf(address), performance.now());
  const token = randomId();
  const tokenHash = hashToken(token);
  // Known before it is joined, so that no commit in between is missed.
  if (connects) await chat.rooms.load(LOBBY);
  const hash = await passwordHash?.();
  chat.bans.check({ address });
  const now = Date.now();
  const signedUp = await chat.store.users.signUp({
    name,
    skeleton,
    tokenHash,
    now,
    heldUntil: connects ? null : now + chat.grace,
    expiresAt: now + chat.sessionLife,
    room: connects ? LOBBY : undefined,
    device,
    passwordHash: hash,
    passkey,
    invitation,
  });
  if (signedUp !== undefined) {
    const { user, read } = signedUp;
    return { session: { user, tokenHash, token }, read };
  }
  if (invitation !== undefined) await checkInvitation(chat, invitation);
  if (passkey !== undefined && await chat.store.passkeys.find(passkey.id) !== undefined) throw passkeyInUse();
  throw await nameTaken(chat, name);
}

/**
 * Whether somebody new may come in; gives the hash of the invitation that this uses up.
 * @throws ProtocolError `guests_closed`, `invitation_required`, `invitation_ended`
 */
export async function letIn(
  chat: Chat,
  { invitation, invited = false, hasAccount }: Pick<Newcomer, "invitation" | "invited"> & {
    hasAccount: boolean;
  },
): Promise<string | undefined> {
  const access = await readAccess(chat);
  if (access === "open" || invited) return undefined;
  if (access === "accounts") {
    if (!hasAccount) throw new ProtocolError("guests_closed");
    return undefined;
  }
  if (invitation === undefined) throw new ProtocolError("invitation_required");
  const hash = hashToken(invitation);
  await checkInvitation(chat, hash);
  return hash;
}

async function checkInvitation(chat: Chat, hash: string): Promise<void> {
  if (!await chat.store.invitations.isLive(hash, Date.now())) throw new ProtocolError("invitation_ended");
}

/** The session with this token, or undefined: after the same work whether it is no token, an unknown or an expired one. */
export async function findSession(chat: Chat, token: string): Promise<Session | undefined> {
  const tokenHash = hashToken(token);
  const now = Date.now();
  const found = await chat.store.sessions.find(tokenHash, { now, expiresAt: now + chat.sessionLife });
  return found && { user: found.user, tokenHash };
}

/** Whether the session with this token's hash has neither run out nor been taken away; being asked for is a use of it. */
export async function isSessionLive(chat: Chat, tokenHash: string): Promise<boolean> {
  const now = Date.now();
  const found = await chat.store.sessions.find(tokenHash, { now, expiresAt: now + chat.sessionLife });
  return found !== undefined;
}

/**
 * Finds out whether a session's name is still its own, without holding it.
 * @throws ProtocolError `username_taken` where it went to another while they were away
 */
export async function checkName(chat: Chat, { user }: Session): Promise<void> {
  const { name, skeleton } = readUsername(user.name, chat.limits.username);
  const taken = await chat.store.usernames.taken([skeleton], Date.now(), user);
  if (taken.size > 0) throw await nameTaken(chat, name, user);
}

/**
 * The person behind a session, with their name held for them: as long as they are connected, or for the grace time.
 * @throws ProtocolError `username_taken` where their name went to another while they were away
 */
export async function enterSession(
  chat: Chat,
  session: Session,
  { connects = false }: { connects?: boolean } = {},
): Promise<Person> {
  const here = chat.people.get(session.user.id);
  if (here !== undefined && (here.connections > 0 || here.holdsName)) return here;
  return await chat.people.letIn(session.user, async () => {
    const { name, skeleton } = readUsername(session.user.name, chat.limits.username);
    const now = Date.now();
    const heldUntil = connects ? null : now + chat.grace;
    const held = await chat.store.usernames.hold(session.user, { skeleton, now, heldUntil });
    if (!held) throw await nameTaken(chat, name, session.user);
    const person = await chat.people.enter(session.user);
    person.holdsName = connects;
    return person;
  });
}

/**
 * Gives the person of a session another name; messages and memberships stay theirs.
 * @throws ProtocolError `invalid_username`, `username_taken` with a suggestion
 */
export async function rename(chat: Chat, session: Session, username: string): Promise<User> {
  const { name, skeleton } = readUsername(username, chat.limits.username);
  chat.signInBuckets.take(session.tokenHash, performance.now());
  const now = Date.now();
  const person = chat.people.get(session.user.id);
  const heldUntil = person !== undefined && person.connections > 0 ? null : now + chat.grace;
  const renamed = await chat.store.users.rename(session.user, { name, skeleton, now, heldUntil });
  if (renamed === undefined) throw await nameTaken(chat, name, session.user);
  if (person !== undefined) {
    person.user.name = renamed.name;
    person.holdsName = heldUntil === null;
  }
  await chat.pubsub.publish(topicOfUser(renamed.id), [{ type: "user.renamed", user: renamed }]);
  return renamed;
}

/**
 * Ends a session: its connections are closed. A guest who has no other one is gone with it, and their name is free at
 * once; who has an account stays in their rooms.
 */
export async function signOut(chat: Chat, session: Session): Promise<void> {
  const { user, tokenHash } = session;
  await chat.store.sessions.remove(tokenHash);
  const others = await chat.store.sessions.ofUser(user, Date.now());
  if (others.length === 0) await forgetPerson(chat, user);
  await closeSessions(chat, [tokenHash]);
}

/** What becomes of who has no session any more: a guest is in no room, and their name is free. */
export async function forgetPerson(chat: Chat, user: User): Promise<void> {
  const account = await chat.store.accounts.get(user);
  const person = chat.people.get(user.id) ?? await chat.people.enter(user);
  if (account?.role === "guest") await leaveAllRooms(chat, person);
  chat.people.dismiss(person);
  await chat.store.usernames.release(user);
}

/** The refusal of a passkey that is somebody's already. */
export function passkeyInUse(): ProtocolError {
  return new ProtocolError("passkey_refused", "This passkey is in use already");
}

/** The refusal of a name, with another one where there is one. */
export async function nameTaken(chat: Chat, name: string, user?: User): Promise<ProtocolError> {
  const suggestion = await suggestUsername(chat, name, user);
  const words = suggestion === undefined ? `${name} is taken` : `${name} is taken; try ${suggestion}`;
  return new ProtocolError("username_taken", words, { suggestion });
}
