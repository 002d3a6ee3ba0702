import { encode } from "../protocol/codec.ts";
import type { LogEvent, ServerEvent } from "../protocol/events.ts";
import { withoutText } from "./deleted.ts";

interface Tail {
  /** Number of the first event kept; the others follow without a gap. */
  first: number;
  encoded: string[];
  characters: number;
}

/** The newest events of a room, as they came from the store. */
export type ReadNewest = (room: string, limit: number) => Promise<{ events: LogEvent[]; encoded: string[] }>;

/** Characters kept of all rooms together: a hundred long messages take as much memory as thousands of short ones. */
const MAX_CHARACTERS = 32 * 1024 * 1024;

/**
 * The newest events of the rooms in use, encoded: this instance's tail of the log. When thousands come back at once,
 * each room is read from the store once, and everyone is served from here.
 */
export class RecentEvents {
  readonly #capacity: number;
  readonly #read: ReadNewest;
  readonly #tails = new Map<string, Tail>();
  readonly #reading = new Map<string, Promise<void>>();
  /** Messages that were deleted while their rooms are read. */
  readonly #deleted = new Map<string, Set<number>>();
  readonly #max: number;
  #characters = 0;

  /**
   * @param capacity events kept of one room
   * @param max characters kept of all rooms, beyond which those that were not asked for lately are forgotten
   */
  constructor(capacity: number, read: ReadNewest, max = MAX_CHARACTERS) {
    this.#capacity = capacity;
    this.#read = read;
    this.#max = max;
  }

  /** Takes a batch that was just committed; passing events are left out. */
  push(events: readonly ServerEvent[], encoded: readonly string[]): void {
    for (const [index, event] of events.entries()) {
      if (!("seq" in event) || !("at" in event)) continue;
      // The names in what is kept are the old ones.
      if (event.type === "member.renamed") this.forget(event.room);
      // Nor is what was deleted told again.
      else if (event.type === "message.deleted") this.#forgetMessage(event.room, event.message);
      else this.#append(event.room, event.seq, encoded[index]!);
    }
  }

  /** Fills the room's tail from the store where events after `seq` are not all here; one read for all who wait. */
  async fill(room: string, seq: number): Promise<void> {
    const tail = this.#tails.get(room);
    if (tail !== undefined && seq >= tail.first - 1) return this.#touch(room, tail);
    let reading = this.#reading.get(room);
    if (reading === undefined) {
      reading = this.#fill(room).finally(() => {
        this.#reading.delete(room);
        this.#deleted.delete(room);
      });
      this.#reading.set(room, reading);
    }
    await reading;
  }

  /** The encoded events after a number, as far as they are here; undefined where some are missing. */
  after(room: string, seq: number): readonly string[] | undefined {
    const tail = this.#tails.get(room);
    if (tail === undefined || seq < tail.first - 1) return undefined;
    return tail.encoded.slice(seq - tail.first + 1);
  }

  /** The encoded events of the last page. */
  newest(room: string, count: number): readonly string[] {
    return this.#tails.get(room)?.encoded.slice(-count) ?? [];
  }

  forget(room: string): void {
    const tail = this.#tails.get(room);
    if (tail === undefined) return;
    this.#characters -= tail.characters;
    this.#tails.delete(room);
  }

  #forgetMessage(room: string, message: number): void {
    this.forget(room);
    if (!this.#reading.has(room)) return;
    const deleted = this.#deleted.get(room) ?? new Set();
    this.#deleted.set(room, deleted.add(message));
  }

  #append(room: string, seq: number, encoded: string): void {
    const tail = this.#tails.get(room);
    if (tail === undefined) return;
    if (seq !== tail.first + tail.encoded.length) return this.forget(room);
    tail.encoded.push(encoded);
    this.#grow(tail, encoded.length);
    if (tail.encoded.length >= 2 * this.#capacity) {
      const dropped = tail.encoded.splice(0, tail.encoded.length - this.#capacity);
      tail.first += dropped.length;
      this.#grow(tail, -countCharacters(dropped));
    }
    this.#forgetOldest(room);
  }

  #grow(tail: Tail, by: number): void {
    tail.characters += by;
    this.#characters += by;
  }

  /** Forgets rooms that were not asked for lately, but not the one that is in use now. */
  #forgetOldest(inUse: string): void {
    for (const [oldest] of this.#tails) {
      if (this.#characters <= this.#max) break;
      if (oldest !== inUse) this.forget(oldest);
    }
  }

  async #fill(room: string): Promise<void> {
    const { events, encoded } = await this.#read(room, this.#capacity);
    this.forget(room);
    if (events.length === 0) return;
    for (const [index, event] of events.entries()) {
      const blank = withoutText(event, this.#deleted.get(room));
      if (blank !== event) encoded[index] = encode(blank);
    }
    const tail = { first: events[0]!.seq, encoded, characters: 0 };
    this.#tails.set(room, tail);
    this.#grow(tail, countCharacters(encoded));
    this.#forgetOldest(room);
  }

  #touch(room: string, tail: Tail): void {
    this.#tails.delete(room);
    this.#tails.set(room, tail);
  }
}

function countCharacters(texts: readonly string[]): number {
  return texts.reduce((sum, { length }) => sum + length, 0);
}
