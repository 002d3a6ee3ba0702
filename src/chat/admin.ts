import { ProtocolError } from "../protocol/errors.ts";
import type { User } from "../protocol/models.ts";
import type { Chat } from "./chat.ts";

/** Somebody who runs the server, as requireAdmin() has found out. */
export interface Admin {
  user: User;
}

/**
 * Lets owners and admins of the server through; for everyone else there is nothing here.
 * @throws ProtocolError `not_found`
 */
export function requireAdmin({ staff }: Pick<Chat, "staff">, user: User): Admin {
  if (!staff.has(user.id)) throw new ProtocolError("not_found");
  return { user };
}
