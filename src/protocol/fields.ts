import { ProtocolError } from "./errors.ts";
import { MAX_ROOM_ID } from "./limits.ts";

/** What was sent, before it is known to be a command. */
export type Fields = Record<string, unknown>;

/** @throws ProtocolError `bad_room` */
export function room(fields: Fields, commandId: string): string {
  const value = fields.room;
  if (
    typeof value !== "string" || value.length === 0 || value.length > MAX_ROOM_ID || !value.isWellFormed()
  ) {
    throw new ProtocolError("bad_room", undefined, { commandId });
  }
  return value;
}

/**
 * A string that may be missing.
 * @throws ProtocolError `bad_message`
 */
export function optionalString(fields: Fields, name: string, commandId: string): string | undefined {
  const value = fields[name];
  if (value === undefined) return undefined;
  if (typeof value !== "string" || !value.isWellFormed() || value.includes("\0")) {
    throw new ProtocolError("bad_message", `'${name}' must be a string`, { commandId });
  }
  return value;
}

/** @throws ProtocolError `bad_message` */
export function requiredString(fields: Fields, name: string, commandId: string): string {
  const value = optionalString(fields, name, commandId);
  if (value === undefined) throw new ProtocolError("bad_message", `'${name}' is missing`, { commandId });
  return value;
}

/**
 * One of these words, or nothing.
 * @throws ProtocolError `bad_message`
 */
export function optionalWord<T extends string>(
  fields: Fields,
  name: string,
  { words, commandId }: { words: readonly T[]; commandId: string },
): T | undefined {
  const value = fields[name];
  if (value === undefined) return undefined;
  const word = words.find((one) => one === value);
  if (word === undefined) {
    throw new ProtocolError("bad_message", `'${name}' must be one of ${words.join(", ")}`, { commandId });
  }
  return word;
}

/**
 * A list of strings, empty where it is missing.
 * @throws ProtocolError `bad_message`
 */
export function strings(
  fields: Fields,
  name: string,
  { max, commandId }: { max: number; commandId: string },
): string[] {
  const value = fields[name] ?? [];
  const fits = Array.isArray(value) && value.length <= max &&
    value.every((one) => typeof one === "string" && one.isWellFormed() && !one.includes("\0"));
  if (fits) return value as string[];
  throw new ProtocolError("bad_message", `'${name}' must be an array of at most ${max} strings`, {
    commandId,
  });
}
