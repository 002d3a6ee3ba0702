import type { ReportOutcome, User } from "../protocol/models.ts";
import type {
  AuditRecord,
  BanDraft,
  BanRecord,
  MadeReport,
  ReportDraft,
  ReportQuery,
  ReportRecord,
  RestrictionDraft,
  RestrictionOutcome,
  RestrictionPlace,
  RestrictionRecord,
} from "./order_records.ts";

/** Messages that people ask to have looked at. */
export interface ReportStore {
  /** Keeps a report with the message's text as it is now; one a person and message. */
  make(draft: ReportDraft): Promise<MadeReport>;
  get(id: string): Promise<ReportRecord | undefined>;
  /** The newest first; with `before`, those with a smaller `no`. */
  list(query: ReportQuery): Promise<ReportRecord[]>;
  /** Closes an open report and all others about its message, and takes the texts away for good; gives them. It is written down. */
  close(
    id: string,
    how: { by: User; outcome: ReportOutcome; now: number },
  ): Promise<ReportRecord[]>;
  countOpen(): Promise<number>;
}

/** Whom people do not want to hear. Who is blocked does not call who blocked them: see MentionStore and UnreadStore. */
export interface BlockStore {
  /** Whom the user has blocked, the first one first. */
  ofUser(user: User): Promise<User[]>;
  /** Which of these have blocked the user. */
  blockers(user: User, ids: readonly string[]): Promise<User[]>;
  /** Somebody other than the user who is in a room of theirs, or has written in one. */
  findHeard(user: User, id: string): Promise<User | undefined>;
  /** Blocks somebody; false where the user has blocked `max` others already. */
  add(user: User, blocked: User, limits: { now: number; max: number }): Promise<boolean>;
  /** False where they were not blocked. */
  remove(user: User, id: string): Promise<boolean>;
}

/** Who may not come into a room, or not write to it. Each change is written down. */
export interface RestrictionStore {
  /**
   * Restricts a user, in the place of a former restriction of the same kind; a ban ends their membership, told by
   * `member.left`. A room has at most `max` of each kind.
   */
  add(draft: RestrictionDraft, max: number): Promise<RestrictionOutcome>;
  /** False where there is none. */
  lift(place: RestrictionPlace, by: User): Promise<boolean>;
  /** Those of a room that have not ended, the newest first. */
  of(room: string, now: number): Promise<RestrictionRecord[]>;
  /** The mutes of all rooms that have not ended. */
  mutes(now: number): Promise<RestrictionRecord[]>;
  removeExpired(now: number): Promise<number>;
}

/** Who may not come to the server. Each change is written down. */
export interface BanStore {
  /**
   * Bans a user or a network, in the place of a former ban of the same, and ends the user's sessions; gives the hashes
   * of their tokens. Undefined where there are `max` already that have not ended.
   */
  add(draft: BanDraft, max: number): Promise<{ ban: BanRecord; sessions: string[] } | undefined>;
  /** Gives what was lifted; undefined where there is none. */
  lift(id: number, by: User): Promise<BanRecord | undefined>;
  /** Those that have not ended, the newest first. */
  list(now: number): Promise<BanRecord[]>;
  removeExpired(now: number): Promise<number>;
}

/** What those did who keep order; it is written with each act. */
export interface AuditStore {
  /** The newest acts, or those before one; without those in private rooms that the reader is not in. */
  list(reader: User, page: { before?: number | undefined; limit: number }): Promise<AuditRecord[]>;
  removeBefore(time: number): Promise<number>;
}
