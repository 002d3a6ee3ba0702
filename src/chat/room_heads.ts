import type { LogEvent } from "../protocol/events.ts";
import type { Room } from "../protocol/models.ts";
import type { Store } from "../store/store.ts";
import { changeRoom } from "./room_changes.ts";

/** The rooms that are in use here, with the heads of their logs; it follows the log and is never behind a commit. */
export class RoomHeads {
  readonly #store: Store;
  readonly #rooms = new Map<string, Room>();
  /** The last number of each room's log at which something may have been said. */
  readonly #said = new Map<string, number>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** A room in use; undefined for one that nobody here has asked for yet. */
  get(id: string): Readonly<Room> | undefined {
    return this.#rooms.get(id);
  }

  async load(id: string): Promise<Readonly<Room> | undefined> {
    const known = this.#rooms.get(id);
    if (known !== undefined) return known;
    const room = await this.#store.rooms.get(id);
    return room && this.learn(room);
  }

  /** Takes a room as the store gave it; what is known already may be newer and wins. */
  learn(room: Room): Readonly<Room> {
    const known = this.#rooms.get(room.id);
    if (known === undefined) {
      this.#rooms.set(room.id, { ...room });
      this.#said.set(room.id, room.seq);
      return room;
    }
    this.advance(room.id, room);
    return known;
  }

  /**
   * A room's log goes on.
   * @param said the last number at which something was said; the head itself where that is not known
   */
  advance(id: string, { seq, messages }: { seq: number; messages: number }, said = seq): void {
    const room = this.#rooms.get(id);
    if (room === undefined || seq <= room.seq) return;
    room.seq = seq;
    room.messages = messages;
    if (said > 0) this.#said.set(id, said);
  }

  /** Up to where a room's log may tell of messages: after it people have only come and gone. */
  saidUpTo(id: string): number {
    return this.#said.get(id) ?? 0;
  }

  /** Follows what an event says of the room itself. */
  follow(event: LogEvent): void {
    const room = this.#rooms.get(event.room);
    if (room !== undefined) changeRoom(room, event);
  }
}
