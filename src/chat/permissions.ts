import { ProtocolError } from "../protocol/errors.ts";
import type { Person } from "./person.ts";

/**
 * Refuses who is not in the room, in the same words whether it exists or not.
 * @throws ProtocolError `forbidden`
 */
export function requireMember(person: Person, room: string): void {
  if (!person.rooms.has(room)) throw new ProtocolError("forbidden");
}
