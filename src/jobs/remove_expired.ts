import type { Store } from "../store/store.ts";

const YEAR = 365 * 86_400_000;

/** Removes what has run out: sessions, links, invitations, mutes and bans; browsers that were not seen for a year, acts
 * of those who keep order that are as old. */
export async function removeExpired(store: Store): Promise<void> {
  const { sessions, links, invitations, devices, restrictions, bans, audit } = store;
  const now = Date.now();
  await Promise.all([
    sessions.removeExpired(now),
    links.removeExpired(now),
    invitations.removeExpired(now),
    devices.forgetUnseen(now - YEAR),
    restrictions.removeExpired(now),
    bans.removeExpired(now),
    audit.removeBefore(now - YEAR),
  ]);
}
