import type { Store } from "../store/store.ts";

const YEAR = 365 * 86_400_000;

/** Removes what has run out: sessions, links, invitations, browsers that were not seen for a year. */
export async function removeExpired({ sessions, links, invitations, devices }: Store): Promise<void> {
  const now = Date.now();
  await Promise.all([
    sessions.removeExpired(now),
    links.removeExpired(now),
    invitations.removeExpired(now),
    devices.forgetUnseen(now - YEAR),
  ]);
}
