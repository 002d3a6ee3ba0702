import type { LogEvent, RoomChange } from "../../protocol/events.ts";
import type { RoomRole, User } from "../../protocol/models.ts";

/** What somebody did, in words: "Ada", "made", "Bo", "a moderator". */
export interface Deed {
  by: User | null;
  verb: string;
  whom?: User;
  rest?: string;
}

const RANKS: Record<RoomRole, string> = { owner: "an owner", moderator: "a moderator", member: "a member" };

/** The deed that an event tells of; undefined for an event that tells of none. */
export function deedOf(event: LogEvent): Deed | undefined {
  switch (event.type) {
    case "room.changed":
      return { by: event.user, verb: sayChanges(event).join(" and ") };
    case "member.changed":
      if (event.by === undefined) return { by: event.user, verb: `is ${RANKS[event.role]} now` };
      return { by: event.by, verb: "made", whom: event.user, rest: RANKS[event.role] };
    case "member.joined":
      return event.by && { by: event.by, verb: "added", whom: event.user };
    case "member.left":
      return event.by && { by: event.by, verb: "removed", whom: event.user };
  }
}

function sayChanges({ name, topic, visibility, archived }: RoomChange): string[] {
  const said: string[] = [];
  if (name !== undefined) said.push(`renamed the room to “${name}”`);
  if (topic !== undefined) said.push(topic === "" ? "removed the topic" : `changed the topic to “${topic}”`);
  if (visibility !== undefined) said.push(`made the room ${visibility}`);
  if (archived !== undefined) said.push(archived ? "archived the room" : "brought the room back");
  return said;
}
