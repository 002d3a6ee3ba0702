import type { Command } from "./commands.ts";
import { ProtocolError } from "./errors.ts";
import { type Fields, optionalString, optionalWord, requiredString, room } from "./fields.ts";

type Ask<T extends Command["type"]> = Extract<Command, { type: T }>;

const OUTCOMES = ["deleted", "handled", "dismissed"] as const;

export function readMessageReport(fields: Fields, id: string): Ask<"message.report"> {
  const { message } = fields;
  if (!Number.isSafeInteger(message) || (message as number) < 0) {
    throw new ProtocolError("bad_range", undefined, { commandId: id });
  }
  const reason = optionalString(fields, "reason", id) ?? "";
  return { type: "message.report", id, room: room(fields, id), message: message as number, reason };
}

export function readReportClose(fields: Fields, id: string): Ask<"report.close"> {
  const outcome = optionalWord(fields, "outcome", { words: OUTCOMES, commandId: id });
  if (outcome === undefined) {
    throw new ProtocolError("bad_message", "'outcome' is missing", { commandId: id });
  }
  return { type: "report.close", id, report: requiredString(fields, "report", id), outcome };
}

export function readBlock(fields: Fields, id: string): Ask<"user.block"> {
  return { type: "user.block", id, user: requiredString(fields, "user", id) };
}

export function readUnblock(fields: Fields, id: string): Ask<"user.unblock"> {
  return { type: "user.unblock", id, user: requiredString(fields, "user", id) };
}
