import type { PassingEvent } from "../protocol/events.ts";
import type { User } from "../protocol/models.ts";
import type { PubSub } from "../pubsub/pubsub.ts";
import type { Person } from "./person.ts";
import { topicOfRoom } from "./topics.ts";

interface Parts {
  pubsub: PubSub;
  /** Who comes and goes, for the log. */
  onPresence?(type: PassingEvent["type"], room: string, user: User): void;
  onError(error: unknown, doing: string): void;
}

/** Who is here, room by room; tells each room who comes and goes. */
export class Presence {
  readonly #parts: Parts;
  readonly #rooms = new Map<string, Map<string, User>>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  count(room: string): number {
    return this.#rooms.get(room)?.size ?? 0;
  }

  /** Who is here in a room, at most `max` of them. */
  list(room: string, max: number): User[] {
    return (this.#rooms.get(room)?.values() ?? Iterator.from<User>([])).take(max).toArray();
  }

  /** The person is here now, in all their rooms. */
  join(person: Person, options: { quietly?: boolean } = {}): void {
    for (const room of person.rooms) this.joinRoom(person, room, options);
  }

  /** The person is not here any more. */
  leave(person: Person): void {
    for (const room of person.rooms) this.leaveRoom(person, room);
  }

  joinRoom(person: Person, room: string, { quietly = false } = {}): void {
    let users = this.#rooms.get(room);
    if (users === undefined) this.#rooms.set(room, users = new Map());
    if (users.has(person.user.id)) return;
    users.set(person.user.id, person.user);
    if (!quietly) this.#tell("presence.joined", room, person.user);
  }

  leaveRoom(person: Person, room: string): void {
    const users = this.#rooms.get(room);
    if (!users?.delete(person.user.id)) return;
    if (users.size === 0) this.#rooms.delete(room);
    this.#tell("presence.left", room, person.user);
  }

  #tell(type: "presence.joined" | "presence.left", room: string, user: User): void {
    this.#parts.onPresence?.(type, room, user);
    const event: PassingEvent = { type, room, user: { ...user }, online: this.count(room) };
    this.#parts.pubsub.publish(topicOfRoom(room), [event])
      .catch((error) => this.#parts.onError(error, "telling presence"));
  }
}
