import type { Restriction, User } from "./models.ts";

/** Somebody who may not come into a room, or not write to it. */
export interface Restricted extends Restriction {
  user: User;
  at: string;
}

/** Somebody, or all from a network, who may not come to the server. */
export interface Ban extends Restriction {
  id: number;
  user?: User;
  /** An IPv4 address, or the first 64 bits of an IPv6 address as in `2001:db8:0:1::/64`. */
  network?: string;
  at: string;
}

/** What is written down of those who keep order. */
export type AuditAct =
  | "room.kick"
  | "room.ban"
  | "room.unban"
  | "room.mute"
  | "room.unmute"
  | "room.purge"
  | "room.change"
  | "member.role"
  | "message.delete"
  | "report.close"
  | "server.ban"
  | "server.unban"
  | "server.role"
  | "server.sign_out"
  | "settings.access"
  | "password.link"
  | "invitation.make"
  | "invitation.end";

/** One act of somebody who keeps order. */
export interface AuditEntry {
  /** Grows from one to the next. */
  id: number;
  at: string;
  act: AuditAct;
  /** Absent where the server did it by itself. */
  by?: User;
  /** To whom it was done. */
  whom?: User;
  room?: { id: string; name: string };
  details?: Record<string, unknown>;
}

/** Characters of a reason. */
export const MAX_REASON = 200;
/** Seconds that a ban or a mute lasts where it ends by itself. */
export const MAX_RESTRICTION = 366 * 86_400;
/** Seconds that a network is banned. */
export const MAX_NETWORK_BAN = 30 * 86_400;
/** Seconds between two messages of one member. */
export const MAX_SLOW_MODE = 6 * 3_600;
/** Bans of a room, and mutes. */
export const MAX_RESTRICTIONS = 1_000;
/** Bans of a server. */
export const MAX_BANS = 1_000;
/** Acts in one page. */
export const MAX_AUDIT_PAGE = 100;
