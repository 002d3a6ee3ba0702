import type { LogRecord } from "../records.ts";
import type { Store } from "../store.ts";
import { SqliteAccounts } from "./accounts.ts";
import { SqliteAudit } from "./audit.ts";
import { SqliteBans } from "./bans.ts";
import { SqliteBlocks } from "./blocks.ts";
import { SqliteDatabase } from "./database.ts";
import { SqliteDevices } from "./devices.ts";
import { SqliteInvitations } from "./invitations.ts";
import { SqliteLinks } from "./links.ts";
import { SqliteLog } from "./log.ts";
import { SqliteMemberships } from "./memberships.ts";
import { SqliteMentions } from "./mentions.ts";
import { SqliteMessages } from "./messages.ts";
import { migrate } from "./migrate.ts";
import { SqlitePasskeys } from "./passkeys.ts";
import { SqlitePins } from "./pins.ts";
import { SqlitePreviews } from "./previews.ts";
import { SqliteReactions } from "./reactions.ts";
import { SqliteRestrictions } from "./restrictions.ts";
import { SqliteReports } from "./reports.ts";
import { SqliteRooms } from "./rooms.ts";
import { SqliteSaved } from "./saved.ts";
import { SqliteSearch } from "./search/search.ts";
import { SqliteSessions } from "./sessions.ts";
import { SqliteSettings } from "./settings.ts";
import { SqliteThreads } from "./threads.ts";
import { SqliteUnread } from "./unread.ts";
import { SqliteUsernames } from "./usernames.ts";
import { SqliteUsers } from "./users.ts";

/** The embedded store: one SQLite file with write-ahead log, synced to disk at every commit. */
export class SqliteStore implements Store {
  readonly log: SqliteLog;
  readonly messages: SqliteMessages;
  readonly reactions: SqliteReactions;
  readonly pins: SqlitePins;
  readonly previews: SqlitePreviews;
  readonly mentions: SqliteMentions;
  readonly saved: SqliteSaved;
  readonly unread: SqliteUnread;
  readonly threads: SqliteThreads;
  readonly rooms: SqliteRooms;
  readonly memberships: SqliteMemberships;
  readonly users: SqliteUsers;
  readonly sessions: SqliteSessions;
  readonly usernames: SqliteUsernames;
  readonly accounts: SqliteAccounts;
  readonly devices: SqliteDevices;
  readonly passkeys: SqlitePasskeys;
  readonly links: SqliteLinks;
  readonly invitations: SqliteInvitations;
  readonly settings: SqliteSettings;
  readonly restrictions: SqliteRestrictions;
  readonly bans: SqliteBans;
  readonly audit: SqliteAudit;
  readonly reports: SqliteReports;
  readonly blocks: SqliteBlocks;
  readonly search: SqliteSearch;
  readonly #database: SqliteDatabase;
  readonly #lock: Disposable | undefined;

  /**
   * Opens the file, made and migrated where need be.
   * @param path of the file, or `:memory:`
   * @param lock what is given up when the store is closed
   */
  constructor(path: string, lock?: Disposable) {
    this.#lock = lock;
    this.#database = new SqliteDatabase(path);
    try {
      migrate(this.#database);
    } catch (error) {
      this.#database.close();
      throw error;
    }
    this.log = new SqliteLog(this.#database);
    this.audit = new SqliteAudit(this.#database, this.log);
    this.mentions = new SqliteMentions(this.#database, this.log);
    this.saved = new SqliteSaved(this.#database, this.log);
    this.threads = new SqliteThreads(this.#database, this.log);
    this.unread = new SqliteUnread(this.#database, this.log);
    this.messages = new SqliteMessages(this.#database, this);
    this.reactions = new SqliteReactions(this.#database, this);
    this.pins = new SqlitePins(this.#database, this);
    this.memberships = new SqliteMemberships(this.#database, this);
    this.previews = new SqlitePreviews(this.#database, this);
    this.rooms = new SqliteRooms(this.#database, this);
    this.usernames = new SqliteUsernames(this.#database);
    this.sessions = new SqliteSessions(this.#database, this.audit);
    this.accounts = new SqliteAccounts(this.#database, this);
    this.devices = new SqliteDevices(this.#database);
    this.passkeys = new SqlitePasskeys(this.#database, this.accounts);
    this.links = new SqliteLinks(this.#database, this.audit);
    this.invitations = new SqliteInvitations(this.#database, this.audit);
    this.settings = new SqliteSettings(this.#database, this.audit);
    this.restrictions = new SqliteRestrictions(this.#database, this);
    this.bans = new SqliteBans(this.#database, this.audit);
    this.reports = new SqliteReports(this.#database, this);
    this.blocks = new SqliteBlocks(this.#database);
    this.users = new SqliteUsers(this.#database, this);
    // The end of the last process may have come before it was done.
    this.#database.scrubSoon();
    this.search = new SqliteSearch(path, this.log);
  }

  onCommitted(listener: (records: readonly LogRecord[]) => void): void {
    this.log.onCommitted(listener);
  }

  async check(): Promise<void> {
    await this.#database.write(() => {
      this.#database.run(
        "INSERT INTO checks (no, at) VALUES (1, ?1) ON CONFLICT (no) DO UPDATE SET at = ?1",
        Date.now(),
      );
    });
  }

  async close(): Promise<void> {
    this.#database.finish();
    // The last to close the file empties its write-ahead log, which only who may write to it can.
    await this.search.close();
    this.#database.close();
    this.#lock?.[Symbol.dispose]();
  }
}
