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

const COUNT_EVERY = 1_000;

/**
 * Who is here, room by room; tells each room who comes and goes. Where a room is too big for that to say anything to
 * anyone, it is told its count, once a second at most: else a thousand who come would be a million events.
 */
export class Presence {
  readonly #parts: Parts;
  readonly #names: number;
  readonly #rooms = new Map<string, Map<string, User>>();
  /** Big rooms in which someone came or went since their count was told. */
  readonly #uncounted = new Set<string>();
  #counting: ReturnType<typeof setTimeout> | undefined;

  /** @param names people in a room up to which each one's coming and going is told */
  constructor(parts: Parts, names: number) {
    this.#parts = parts;
    this.#names = names;
  }

  count(room: string): number {
    return this.#rooms.get(room)?.size ?? 0;
  }

  /** Whether a room has more people than are told one by one. */
  isBig(room: string): boolean {
    return this.count(room) > this.#names;
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
    if (!quietly) this.#tell("presence.joined", room, { user: person.user, big: this.isBig(room) });
  }

  leaveRoom(person: Person, room: string): void {
    const users = this.#rooms.get(room);
    const big = this.isBig(room);
    if (!users?.delete(person.user.id)) return;
    if (users.size === 0) this.#rooms.delete(room);
    this.#tell("presence.left", room, { user: person.user, big });
  }

  /** Ends the timer; nobody is told. */
  close(): void {
    clearTimeout(this.#counting);
    this.#counting = undefined;
    this.#uncounted.clear();
  }

  #tell(
    type: "presence.joined" | "presence.left",
    room: string,
    { user, big }: { user: User; big: boolean },
  ): void {
    this.#parts.onPresence?.(type, room, user);
    if (big) this.#countLater(room);
    else this.#publish({ type, room, user: { ...user }, online: this.count(room) });
  }

  #countLater(room: string): void {
    this.#uncounted.add(room);
    this.#counting ??= setTimeout(() => this.#tellCounts(), COUNT_EVERY);
  }

  #tellCounts(): void {
    this.#counting = undefined;
    const rooms = [...this.#uncounted];
    this.#uncounted.clear();
    for (const room of rooms) this.#publish({ type: "presence.count", room, online: this.count(room) });
  }

  #publish(event: PassingEvent): void {
    this.#parts.pubsub.publish(topicOfRoom(event.room), [event])
      .catch((error) => this.#parts.onError(error, "telling presence"));
  }
}
