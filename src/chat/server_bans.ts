import { ProtocolError } from "../protocol/errors.ts";
import type { User } from "../protocol/models.ts";
import { type Ban, MAX_BANS, MAX_NETWORK_BAN } from "../protocol/moderation.ts";
import type { BanDraft, BanRecord } from "../store/order_records.ts";
import type { Chat } from "./chat.ts";
import { toIso } from "./events.ts";
import { networkOf } from "./network.ts";
import { closeSessions } from "./session_list.ts";
import { forgetPerson } from "./sessions.ts";
import { endOf, sayRestriction, toRestriction } from "./restriction_words.ts";
import { requireStaff } from "./server_roles.ts";

/** What a server owner or admin asks for: a person, networks, or both. */
export interface BanAsked {
  user?: User | undefined;
  /** As networkOf() gives them. */
  networks: readonly string[];
  /** For how long; a network is never banned for good. */
  seconds?: number | undefined;
  reason?: string | undefined;
  /** Where the asker is. */
  address: string;
}

/**
 * Bans a person from the server, ends their sessions and closes their connections; bans networks, whose connections are
 * for the edge to close.
 * @throws ProtocolError `forbidden`, `bad_request`, `bad_range`, `limit_reached`
 */
export async function banFromServer(chat: Chat, by: User, asked: BanAsked): Promise<Ban[]> {
  requireStaff(chat, by);
  const { user, networks, seconds, reason = "" } = asked;
  if (user !== undefined && !chat.staff.isAbove(by.id, user.id)) {
    throw new ProtocolError("forbidden", `You cannot ban ${user.id === by.id ? "yourself" : user.name}`);
  }
  if (user === undefined && networks.length === 0) {
    throw new ProtocolError("bad_request", "Give a person or an address");
  }
  if (networks.includes(networkOf(asked.address))) {
    throw new ProtocolError("forbidden", "That is the network where you are yourself");
  }
  const now = Date.now();
  const said = { by, at: now, until: endOf(seconds, now), reason };
  const brief = { ...said, until: endOf(Math.min(seconds ?? MAX_NETWORK_BAN, MAX_NETWORK_BAN), now) };
  const drafts: BanDraft[] = networks.map((network) => ({ user: null, network, ...brief }));
  if (user !== undefined) drafts.unshift({ user: { id: user.id, name: user.name }, network: null, ...said });
  const kept: BanRecord[] = [];
  for (const draft of drafts) kept.push(await keep(chat, draft));
  return kept.map(toBan);
}

/** @throws ProtocolError `forbidden`, `not_found` */
export async function liftServerBan(chat: Chat, by: User, id: number): Promise<void> {
  requireStaff(chat, by);
  const lifted = await chat.store.bans.lift(id, by);
  if (lifted === undefined) throw new ProtocolError("not_found");
  chat.bans.remove(lifted);
}

/** Those that have not ended. */
export async function listServerBans(chat: Chat, reader: User): Promise<Ban[]> {
  requireStaff(chat, reader);
  return (await chat.store.bans.list(Date.now())).map(toBan);
}

/** What somebody is told whose connection a ban closes. */
export function toNotice(ban: BanDraft): ReturnType<typeof toRestriction> & { message: string } {
  return { ...toRestriction(ban), message: sayBan(ban) };
}

/** It holds from now on, so that nobody slips in while it is stored; what began before is ended with it. */
async function keep(chat: Chat, draft: BanDraft): Promise<BanRecord> {
  const undo = chat.bans.set(draft);
  const stored = await chat.store.bans.add(draft, MAX_BANS).catch((error) => {
    undo();
    throw error;
  });
  if (stored === undefined) {
    undo();
    throw new ProtocolError("limit_reached", `There are ${MAX_BANS} bans already: lift some first`);
  }
  const { ban, sessions } = stored;
  const closing = { type: "closing", code: 4003, reason: "banned", ban: toNotice(ban) } as const;
  await closeSessions(chat, sessions, closing);
  if (ban.user !== null) await forgetPerson(chat, ban.user);
  return ban;
}

function sayBan(ban: BanDraft): string {
  const whom = ban.user === null ? "Your network is" : "You are";
  return sayRestriction(`${whom} banned from this server`, ban);
}

function toBan(record: BanRecord): Ban {
  const { id, user, network, at } = record;
  return {
    id,
    ...(user !== null && { user }),
    ...(network !== null && { network }),
    at: toIso(at),
    ...toRestriction(record),
  };
}
