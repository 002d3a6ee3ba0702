import type { CloseCode } from "../protocol/close_codes.ts";
import type { ServerEvent } from "../protocol/events.ts";
import type { Connection } from "./connection.ts";

/** What hearing an event can change. */
interface Rooms {
  subscribeRoom(connection: Connection, room: string): void;
  unsubscribeRoom(connection: Connection, room: string): void;
}

/** Does to a connection what an event about its own person or session means: other rooms to listen to, or the end. */
export function hear(registry: Rooms, connection: Connection, event: ServerEvent): void {
  switch (event.type) {
    case "room.joined":
      return registry.subscribeRoom(connection, event.room.id);
    case "room.left":
      return registry.unsubscribeRoom(connection, event.room);
    case "closing":
      return connection.end(event.code as CloseCode, event);
  }
}
