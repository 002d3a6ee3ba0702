import type { Store } from "../../src/store/store.ts";
import { ACCOUNT_CASES } from "./store/accounts.ts";
import { AUDIT_CASES } from "./store/audit.ts";
import { BAN_CASES } from "./store/bans.ts";
import { BLOCK_CASES } from "./store/blocks.ts";
import { DEVICE_CASES } from "./store/devices.ts";
import { INVITATION_CASES } from "./store/invitations.ts";
import { LINK_CASES } from "./store/links.ts";
import { DIRECT_ROOM_CASES } from "./store/direct_rooms.ts";
import { LOG_CASES } from "./store/log.ts";
import { MEMBERSHIP_CASES } from "./store/memberships.ts";
import { MENTION_CASES } from "./store/mentions.ts";
import { MESSAGE_CASES } from "./store/messages.ts";
import { PASSKEY_CASES } from "./store/passkeys.ts";
import { PIN_CASES } from "./store/pins.ts";
import { PREVIEW_CASES } from "./store/previews.ts";
import { REACTION_CASES } from "./store/reactions.ts";
import { RESTRICTION_CASES } from "./store/restrictions.ts";
import { REPORT_CASES } from "./store/reports.ts";
import { ROLE_CASES } from "./store/roles.ts";
import { ROOM_CASES } from "./store/rooms.ts";
import { SAVED_CASES } from "./store/saved.ts";
import { SEARCH_CASES } from "./store/search.ts";
import { SESSION_CASES } from "./store/sessions.ts";
import { SETTING_CASES } from "./store/settings.ts";
import { THREAD_CASES } from "./store/threads.ts";
import { TRANSACTION_CASES } from "./store/transactions.ts";
import { USER_LIST_CASES } from "./store/user_list.ts";
import { USERNAME_CASES } from "./store/usernames.ts";
import { USER_CASES } from "./store/users.ts";

/** Data that a store is opened on, empty at first. */
export interface StoreData {
  /** Opens the data as a new process would. */
  open(): Store | Promise<Store>;
  remove(): Promise<void>;
}

const CASES = [
  ...LOG_CASES,
  ...TRANSACTION_CASES,
  ...ROOM_CASES,
  ...MEMBERSHIP_CASES,
  ...ROLE_CASES,
  ...DIRECT_ROOM_CASES,
  ...USER_CASES,
  ...USER_LIST_CASES,
  ...USERNAME_CASES,
  ...SESSION_CASES,
  ...MESSAGE_CASES,
  ...REACTION_CASES,
  ...PIN_CASES,
  ...PREVIEW_CASES,
  ...ACCOUNT_CASES,
  ...DEVICE_CASES,
  ...PASSKEY_CASES,
  ...LINK_CASES,
  ...INVITATION_CASES,
  ...SETTING_CASES,
  ...SEARCH_CASES,
  ...MENTION_CASES,
  ...SAVED_CASES,
  ...THREAD_CASES,
  ...RESTRICTION_CASES,
  ...BAN_CASES,
  ...AUDIT_CASES,
  ...REPORT_CASES,
  ...BLOCK_CASES,
];

/**
 * What every store promises, as tests.
 * @param make gives fresh data for each of them
 */
export function testStore(name: string, make: () => Promise<StoreData>): void {
  for (const { promise, test } of CASES) {
    Deno.test(`${name} store: ${promise}`, async () => {
      const data = await make();
      let store = await data.open();
      try {
        await test(store, async () => {
          await store.close();
          return store = await data.open();
        });
      } finally {
        await store.close();
        await data.remove();
      }
    });
  }
}
