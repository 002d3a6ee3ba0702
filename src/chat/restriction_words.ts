import { type ErrorCode, ProtocolError } from "../protocol/errors.ts";
import type { Restriction } from "../protocol/models.ts";
import type { RestrictionRecord } from "../store/order_records.ts";
import { toIso } from "./events.ts";

type Kept = Pick<RestrictionRecord, "by" | "until" | "reason">;

/** When what begins now ends (ms); null where it does not by itself. */
export function endOf(seconds: number | undefined, now: number): number | null {
  return seconds === undefined ? null : now + seconds * 1000;
}

/** Whether it still holds. */
export function isLive({ until }: Pick<Kept, "until">, now = Date.now()): boolean {
  return until === null || until > now;
}

/** A restriction as it goes over the wire. */
export function toRestriction({ by, until, reason }: Kept): Restriction {
  return {
    by,
    ...(until === null ? undefined : { until: toIso(until) }),
    ...(reason === "" ? undefined : { reason }),
  };
}

/** "You may not … until then: why". */
export function sayRestriction(what: string, { until, reason }: Kept): string {
  const end = until === null ? "" : ` until ${toIso(until).slice(0, 16).replace("T", " ")} UTC`;
  return `${what}${end}${reason === "" ? "" : `: ${reason}`}`;
}

/** The refusal that a restriction is. */
export function refusal(code: ErrorCode, what: string, kept: Kept): ProtocolError {
  const until = kept.until === null ? undefined : toIso(kept.until);
  return new ProtocolError(code, sayRestriction(what, kept), { until });
}
