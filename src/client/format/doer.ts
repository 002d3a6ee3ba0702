import type { LogEvent } from "../../protocol/events.ts";
import type { User } from "../../protocol/models.ts";

/** Who did what an event tells of, to a room or to others in it; undefined for an event that tells of no such deed. */
export function doerOf(event: LogEvent): User | null | undefined {
  switch (event.type) {
    case "room.changed":
      return event.user;
    case "member.changed":
      return event.by ?? event.user;
    case "member.joined":
    case "member.left":
      return event.by;
  }
}
