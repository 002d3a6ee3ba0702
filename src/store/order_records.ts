import type { ReportOutcome, User } from "../protocol/models.ts";
import type { AuditAct } from "../protocol/moderation.ts";
import type { MessageChange } from "./message_records.ts";

export type RestrictionKind = "ban" | "mute";

/** Who may not come into a room, or not write to it. */
export interface RestrictionPlace {
  room: string;
  kind: RestrictionKind;
  user: User;
}

/** Times are milliseconds since the epoch. */
export interface RestrictionRecord extends RestrictionPlace {
  by: User;
  at: number;
  /** Null where it does not end by itself. */
  until: number | null;
  /** Empty for none. */
  reason: string;
}

export type RestrictionDraft = RestrictionRecord;

export type RestrictionOutcome =
  /** `left`: it ended a membership. */
  | { outcome: "stored"; left: boolean }
  | { outcome: "no_room" }
  /** The room has as many of this kind as it may have. */
  | { outcome: "full" };

/** Who may not come to the server: a user or a network, the other one is null. Times as above. */
export interface BanDraft {
  user: User | null;
  network: string | null;
  by: User;
  at: number;
  until: number | null;
  reason: string;
}

export interface BanRecord extends BanDraft {
  id: number;
}

/** What somebody did to keep order. */
export interface AuditDraft {
  act: AuditAct;
  /** Null for the server itself. */
  by: User | null;
  whom?: User;
  room?: string;
  details?: Record<string, unknown> | undefined;
}

export interface AuditRecord {
  /** Grows from one to the next. */
  id: number;
  /** Milliseconds since the epoch. */
  at: number;
  act: AuditAct;
  by: User | null;
  whom: User | null;
  room: { id: string; name: string } | null;
  details: Record<string, unknown> | undefined;
}

/** A message that somebody asks to have looked at. */
export interface ReportDraft extends MessageChange {
  reason: string;
  /** Milliseconds since the epoch, likewise below. */
  now: number;
  /** Open reports that one person may have. */
  max: number;
}

export interface ReportRecord {
  id: string;
  /** Grows from one to the next. */
  no: number;
  room: string;
  roomName: string;
  message: number;
  author: User;
  reporter: User;
  at: number;
  reason: string;
  /** What the message said then; empty once the report is closed. */
  text: string;
  closed?: { at: number; by: User; outcome: ReportOutcome };
}

export type MadeReport =
  | { outcome: "made"; report: ReportRecord }
  /** This person has reported it before. */
  | { outcome: "same" }
  | { outcome: "no_message" }
  /** They have as many open ones as they may. */
  | { outcome: "full" };

export interface ReportQuery {
  room?: string | undefined;
  open: boolean;
  before?: number | undefined;
  limit: number;
  /** Whose messages are left out. */
  except?: User;
}
