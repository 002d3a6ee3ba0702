import { decodeCommand } from "../protocol/codec.ts";
import type { Command, CommandType } from "../protocol/commands.ts";
import { ProtocolError } from "../protocol/errors.ts";

/**
 * Reads a request as the command of the socket that it stands for.
 * @throws ProtocolError as the command would be refused with
 */
export function readCommand<T extends CommandType>(
  type: T,
  fields: Record<string, unknown>,
): Extract<Command, { type: T }> {
  const command = decodeCommand({ id: "http", ...fields, type });
  if (command instanceof ProtocolError) throw command;
  return command as Extract<Command, { type: T }>;
}

/** A whole number in an address; NaN for what is none. */
export function readNumber(text: string): number {
  return /^\d{1,16}$/.test(text) ? Number(text) : NaN;
}
