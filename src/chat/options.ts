import type { AccessMode } from "../protocol/models.ts";
import type { Limits, RateLimit } from "../protocol/limits.ts";

/** What the rules are set to. Times are milliseconds. */
export interface ChatOptions {
  limits: Limits;
  /** Rooms in all, and rooms made by one person. */
  maxRooms: { total: number; made: number };
  /** How people come in, where that was said at the start; else the owner sets it in the page. */
  access: AccessMode | undefined;
  /** How long someone without a connection still counts as here. */
  grace: number;
  sessionLife: number;
  /** New people from one address. */
  signIns: RateLimit;
}

/** The room that everyone comes into first. */
export const LOBBY = "lobby";
