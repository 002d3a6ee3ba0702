import { ProtocolError } from "../protocol/errors.ts";
import type { Invitation, User } from "../protocol/models.ts";
import type { InvitationRecord } from "../store/people_records.ts";
import type { Chat } from "./chat.ts";
import { randomId } from "./random_id.ts";
import { requireStaff } from "./server_roles.ts";
import { hashToken } from "./tokens.ts";

const DAY = 86_400_000;
const MAX_INVITATIONS = 200;
const MAX_USES = 10_000;
const MAX_DAYS = 365;

/**
 * Makes an invitation; its token is kept nowhere.
 * @throws ProtocolError `forbidden`, `bad_request`, `limit_reached`
 */
export async function makeInvitation(
  chat: Chat,
  user: User,
  { uses, days }: { uses: number; days: number },
): Promise<{ invitation: Invitation; token: string }> {
  requireStaff(chat, user);
  checkWhole("uses", uses, MAX_USES);
  checkWhole("days", days, MAX_DAYS);
  const token = randomId();
  const now = Date.now();
  const record = {
    id: randomId(),
    madeBy: user,
    createdAt: now,
    expiresAt: now + days * DAY,
    maxUses: uses,
    uses: 0,
  };
  if (!await chat.store.invitations.make({ ...record, tokenHash: hashToken(token) }, MAX_INVITATIONS)) {
    throw new ProtocolError(
      "limit_reached",
      `There are ${MAX_INVITATIONS} invitations already: end some first`,
    );
  }
  return { invitation: toInvitation(record), token };
}

/** Those that have not ended. */
export async function listInvitations(chat: Chat, user: User): Promise<Invitation[]> {
  requireStaff(chat, user);
  return (await chat.store.invitations.list(Date.now())).map(toInvitation);
}

/** @throws ProtocolError `forbidden`, `not_found` */
export async function endInvitation(chat: Chat, user: User, id: string): Promise<void> {
  requireStaff(chat, user);
  if (!await chat.store.invitations.remove(id, user)) throw new ProtocolError("not_found");
}

function toInvitation({ id, madeBy, createdAt, expiresAt, maxUses, uses }: InvitationRecord): Invitation {
  const madeAt = new Date(createdAt).toISOString();
  return { id, madeBy, madeAt, expiresAt: new Date(expiresAt).toISOString(), maxUses, uses };
}

function checkWhole(name: string, value: number, max: number): void {
  if (!Number.isInteger(value) || value < 1 || value > max) {
    throw new ProtocolError("bad_request", `'${name}' must be a whole number from 1 to ${max}`);
  }
}
