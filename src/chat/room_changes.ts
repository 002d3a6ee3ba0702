import type { LogEvent } from "../protocol/events.ts";
import type { Room } from "../protocol/models.ts";

/** Makes of a room what an event of its log says that it is now. */
export function changeRoom(room: Room, event: LogEvent): void {
  if (event.type === "room.changed") {
    room.name = event.name ?? room.name;
    room.topic = event.topic ?? room.topic;
    if (event.visibility === "private") room.kind = "private";
    else if (event.visibility === "public") delete room.kind;
    if (event.slowMode === 0) delete room.slowMode;
    else if (event.slowMode !== undefined) room.slowMode = event.slowMode;
    if (event.archived === true) room.archived = true;
    else if (event.archived === false) delete room.archived;
  } else if (event.type === "member.renamed" && room.people !== undefined) {
    const { id, name } = event.user;
    room.people = room.people.map((user) => user.id === id ? { id, name } : user);
  }
}
