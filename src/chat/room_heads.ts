import type { LogEvent } from "../protocol/events.ts";
import type { Room } from "../protocol/models.ts";
import type { Store } from "../store/store.ts";
import { changeRoom } from "./room_changes.ts";

/** The rooms that are in use here, with the heads of their logs; it follows the log and is never behind a commit. */
export class RoomHeads {
  readonly #store: Store;
  readonly #rooms = new Map<string, Room>();

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
      return room;
    }
    this.advance(room.id, room.seq, room.messages);
    return known;
  }

  advance(id: string, seq: number, messages: number): void {
    const room = this.#rooms.get(id);
    if (room === undefined || seq <= room.seq) return;
    room.seq = seq;
    room.messages = messages;
  }

  /** Follows what an event says of the room itself. */
  follow(event: LogEvent): void {
    const room = this.#rooms.get(event.room);
    if (room !== undefined) changeRoom(room, event);
  }
}
