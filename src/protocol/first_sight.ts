import type { HistoryPage } from "./commands.ts";
import type { Limits } from "./limits.ts";
import type { Account, JoinedRoom, User } from "./models.ts";

/**
 * What the page of somebody who is signed in brings with it, in the element FIRST_SIGHT: what it would ask for first. It
 * is as old as the page: the first welcome says how far the logs have come since.
 */
export interface FirstSight {
  user: User;
  account: Account;
  limits: Limits;
  rooms: JoinedRoom[];
  /** Ids of those whom they have blocked; absent where there are none. */
  blocked?: string[] | undefined;
  /** The end of one room's log. */
  page?: ({ room: string } & HistoryPage) | undefined;
}

/** The id of the element that holds it, as JSON. */
export const FIRST_SIGHT = "first-sight";
/** The cookie by which the page says which room was open last. */
export const LAST_ROOM_COOKIE = "parley_room";
