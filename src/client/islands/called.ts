import type { Message } from "../../protocol/models.ts";
import { isBlocked } from "../state/blocked.ts";
import { isOwn, reader } from "./own.ts";

/** Whether a message calls the reader: by name, or with all of the room. */
export function callsReader({ author, mentions, everyone }: Message): boolean {
  const self = reader()?.id;
  if (self === undefined || isOwn(author) || isBlocked(author.id)) return false;
  return everyone !== undefined || mentions?.includes(self) === true;
}
