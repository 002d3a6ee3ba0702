import { ProtocolError } from "../protocol/errors.ts";
import type { ClosingEvent } from "../protocol/events.ts";
import type { SessionSummary, User } from "../protocol/models.ts";
import type { Chat } from "./chat.ts";
import { randomId } from "./random_id.ts";
import type { Session } from "./session.ts";
import { hashToken } from "./tokens.ts";
import { topicOfSession } from "./topics.ts";

const MAX_SESSIONS = 50;
/** Of the hash of a token: it names a session among those of one person, and opens nothing. */
const ID_LENGTH = 16;

/**
 * Begins a further session of somebody who has shown who they are.
 * @throws ProtocolError `banned`
 */
export async function startSession(
  chat: Chat,
  user: User,
  device: string,
): Promise<Session & { token: string }> {
  const token = randomId();
  const tokenHash = hashToken(token);
  const now = Date.now();
  chat.bans.check({ userId: user.id });
  const draft = { tokenHash, device, now, expiresAt: now + chat.sessionLife };
  await closeSessions(chat, await chat.store.sessions.start(user, draft, MAX_SESSIONS));
  return { user, tokenHash, token };
}

/** The sessions of a person, the latest seen first. */
export async function listSessions(chat: Chat, { user, tokenHash }: Session): Promise<SessionSummary[]> {
  const sessions = await chat.store.sessions.ofUser(user, Date.now());
  return sessions.map((session) => ({
    id: idOf(session.tokenHash),
    device: session.device,
    madeAt: new Date(session.createdAt).toISOString(),
    seenAt: new Date(session.seenAt).toISOString(),
    current: session.tokenHash === tokenHash,
  }));
}

/**
 * Ends another session of the same person; its connections are closed.
 * @throws ProtocolError `not_found`; `bad_request` for the session that asks, which is signed out instead
 */
export async function revokeSession(chat: Chat, { user, tokenHash }: Session, id: string): Promise<void> {
  const sessions = await chat.store.sessions.ofUser(user, Date.now());
  const found = sessions.find((session) => idOf(session.tokenHash) === id);
  if (found === undefined) throw new ProtocolError("not_found");
  if (found.tokenHash === tokenHash) throw new ProtocolError("bad_request", "To end this session, sign out");
  await chat.store.sessions.remove(found.tokenHash);
  await closeSessions(chat, [found.tokenHash]);
}

/** Ends all other sessions of the same person; gives their number. */
export async function revokeOthers(chat: Chat, { user, tokenHash }: Session): Promise<number> {
  const ended = await chat.store.sessions.removeOthers(user, tokenHash);
  await closeSessions(chat, ended);
  return ended.length;
}

/** Closes the connections of sessions that have ended. */
export async function closeSessions(
  chat: Chat,
  tokenHashes: readonly string[],
  closing: ClosingEvent = { type: "closing", code: 4001, reason: "signed out" },
): Promise<void> {
  await Promise.all(
    tokenHashes.map((tokenHash) => chat.pubsub.publish(topicOfSession(tokenHash), [closing])),
  );
}

function idOf(tokenHash: string): string {
  return tokenHash.slice(0, ID_LENGTH);
}
