import type { LogEvent } from "../protocol/events.ts";
import type { Room } from "../protocol/models.ts";
import type { Store } from "../store/store.ts";
import type { Person } from "./person.ts";
import { changeRoom } from "./room_changes.ts";
import type { RoomHeads } from "./room_heads.ts";

export interface DirectoryQuery {
  /** Letters of a name or a topic; empty for all. */
  words: string;
  archived: boolean;
  limit: number;
}

interface Entry {
  room: Room;
  members: number;
  /** Name and topic, as they are searched. */
  name: string;
  topic: string;
  /** What of its wire form changes seldom. */
  encoded: string;
}

/**
 * All rooms but the direct ones, read from the store once and kept right by what is committed. Listing one costs a few
 * characters: what seldom changes is encoded already, and the heads come from the rooms in use.
 */
export class Directory {
  readonly #store: Store;
  readonly #heads: RoomHeads;
  #entries: Map<string, Entry> | undefined;
  #sorted: Entry[] | undefined;
  /** Rooms made since, of which an event tells all but the epoch. */
  readonly #made = new Set<string>();

  constructor(store: Store, heads: RoomHeads) {
    this.#store = store;
    this.#heads = heads;
  }

  /** Follows an event of a room's log that is no message. */
  follow(event: LogEvent): void {
    if (this.#entries === undefined) return;
    if (event.type === "room.created") return this.#add(event);
    const entry = this.#entries.get(event.room);
    if (entry === undefined) return;
    entry.room.seq = event.seq;
    if (event.type === "member.joined") entry.members++;
    else if (event.type === "member.left") entry.members--;
    else if (event.type === "room.changed") {
      changeRoom(entry.room, event);
      this.#set(entry.room, entry.members);
    }
  }

  /** The rooms that a person may see, by name, as a JSON array; those whose name has the words come first. */
  async list(
    person: Person,
    { words, archived, limit }: DirectoryQuery,
  ): Promise<{ rooms: string; more: boolean }> {
    await this.#complete();
    const wanted = toSearched(words);
    const seen = this.#inOrder().filter(({ room }) =>
      (room.archived === true) === archived && (room.kind === undefined || person.rooms.has(room.id))
    );
    const byName = seen.filter(({ name }) => name.includes(wanted));
    const byTopic = wanted === ""
      ? []
      : seen.filter(({ name, topic }) => !name.includes(wanted) && topic.includes(wanted));
    const found = [...byName, ...byTopic];
    const rooms = found.slice(0, limit).map((entry) => this.#encode(entry, person));
    return { rooms: `[${rooms.join(",")}]`, more: found.length > limit };
  }

  /** Whether there is a public room of this name, other than `except`. */
  async hasPublic(name: string, except?: string): Promise<boolean> {
    await this.#complete();
    const wanted = toSearched(name);
    return this.#inOrder().some((entry) =>
      entry.name === wanted && entry.room.kind === undefined && entry.room.id !== except
    );
  }

  async #complete(): Promise<void> {
    if (this.#entries === undefined) {
      const rooms = await this.#store.rooms.list();
      this.#entries = new Map();
      this.#made.clear();
      for (const { members, ...room } of rooms) this.#set(room, members);
    }
    for (const id of this.#made) {
      this.#made.delete(id);
      const made = await this.#store.rooms.get(id);
      const entry = this.#entries.get(id);
      if (made !== undefined && entry !== undefined) {
        this.#set({ ...entry.room, epoch: made.epoch }, entry.members);
      }
    }
  }

  #add({ room: id, seq, name, topic, kind }: Extract<LogEvent, { type: "room.created" }>): void {
    if (kind === "direct") return;
    const room: Room = { id, name, topic, epoch: "", seq, messages: 0 };
    if (kind !== undefined) room.kind = kind;
    this.#set(room, 0);
    this.#made.add(id);
  }

  #set(room: Room, members: number): void {
    const { seq: _seq, messages: _messages, ...seldom } = room;
    this.#entries!.set(room.id, {
      room,
      members,
      name: toSearched(room.name),
      topic: toSearched(room.topic),
      encoded: JSON.stringify(seldom).slice(0, -1),
    });
    this.#sorted = undefined;
  }

  #inOrder(): Entry[] {
    return this.#sorted ??= [...this.#entries!.values()].sort((a, b) =>
      a.name < b.name ? -1 : a.name > b.name ? 1 : a.room.id < b.room.id ? -1 : 1
    );
  }

  #encode({ room, members, encoded }: Entry, person: Person): string {
    const { seq, messages } = this.#heads.get(room.id) ?? room;
    const joined = person.rooms.has(room.id);
    return `${encoded},"seq":${seq},"messages":${messages},"members":${members},"joined":${joined}}`;
  }
}

function toSearched(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}
