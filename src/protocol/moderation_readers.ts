import type { Command } from "./commands.ts";
import { ProtocolError } from "./errors.ts";
import { type Fields, optionalString, requiredString, room } from "./fields.ts";
import { MAX_REASON, MAX_RESTRICTION, MAX_SLOW_MODE } from "./moderation.ts";
import { countCharacters } from "./text.ts";

interface MemberPlace {
  room: string;
  user: string;
}

/** A person in a room. */
export function readMemberPlace(fields: Fields, id: string): MemberPlace {
  return { room: room(fields, id), user: requiredString(fields, "user", id) };
}

export function readRoomKick(fields: Fields, id: string): Extract<Command, { type: "room.kick" }> {
  return { type: "room.kick", id, ...readMemberPlace(fields, id), ...readReason(fields, id) };
}

/** For how long somebody may not do something in a room, and why. */
export function readRestriction(
  fields: Fields,
  id: string,
): MemberPlace & { seconds?: number; reason?: string } {
  return { ...readMemberPlace(fields, id), ...readSeconds(fields, id), ...readReason(fields, id) };
}

/**
 * How long something lasts.
 * @param max seconds
 * @throws ProtocolError `bad_range`
 */
export function readSeconds(fields: Fields, commandId: string, max = MAX_RESTRICTION): { seconds?: number } {
  const { seconds } = fields;
  if (seconds === undefined || seconds === null) return {};
  if (!Number.isSafeInteger(seconds) || (seconds as number) < 1 || (seconds as number) > max) {
    throw new ProtocolError("bad_range", `'seconds' must be a whole number from 1 to ${max}`, { commandId });
  }
  return { seconds: seconds as number };
}

/** @throws ProtocolError `bad_message` */
export function readReason(fields: Fields, commandId: string): { reason?: string } {
  const reason = optionalString(fields, "reason", commandId)?.normalize("NFC").trim().replace(/\s+/g, " ");
  if (reason === undefined || reason === "") return {};
  if (countCharacters(reason) > MAX_REASON || /[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/u.test(reason)) {
    throw new ProtocolError(
      "bad_message",
      `A reason has at most ${MAX_REASON} characters, none of which is a control character`,
      { commandId },
    );
  }
  return { reason };
}

/** @throws ProtocolError `bad_range` */
export function readSlowMode({ slowMode }: Fields, commandId: string): number | undefined {
  if (slowMode === undefined) return undefined;
  if (!Number.isSafeInteger(slowMode) || (slowMode as number) < 0 || (slowMode as number) > MAX_SLOW_MODE) {
    throw new ProtocolError("bad_range", `'slowMode' must be a whole number from 0 to ${MAX_SLOW_MODE}`, {
      commandId,
    });
  }
  return slowMode as number;
}
