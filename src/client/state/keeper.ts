import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type { User } from "../../protocol/models.ts";
import type { Limits } from "../../protocol/limits.ts";
import { type Kept, type KeptSession, type KeptTail, openKept } from "../kept.ts";
import { type Clock, systemClock } from "./clock.ts";
import { localShelf } from "./drafts.ts";
import { pageRooms, type Rooms } from "./rooms.ts";
import type { RoomState } from "./room.ts";

export interface KeeperOptions {
  open: () => Promise<Kept>;
  rooms: Rooms;
  clock: Clock;
  /** Runs a task when the page has nothing better to do. */
  whenIdle: (task: () => void) => void;
  /** Holds a hint whether anything is kept: who is new here need not wait for a database to open. */
  shelf: () => Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined;
}

const HINT = "parley:kept";
/** Milliseconds between what happens and when it is written: what comes meanwhile goes with it. */
const DELAY = 2_000;

/**
 * Keeps in this browser what a person needs to go on without a network: who they are, their rooms with unread counts,
 * and the end of each room's log. Written in batches when the page is idle or goes away, gone with the sign-out.
 */
export class Keeper {
  /** When the server was last heard of, milliseconds since 1970; undefined while it is being heard. */
  readonly asOf = signal<number | undefined>(undefined);
  /** A connection has begun, and this person is kept. */
  onBegun: () => void = () => {};
  /** What was new has been written. */
  onSaved: () => void = () => {};
  readonly #options: KeeperOptions;
  #kept: Kept | undefined;
  #opening: Promise<Kept | undefined> | undefined;
  #session: Omit<KeptSession, "at"> | undefined;
  #heardAt = 0;
  #cancel: (() => void) | undefined;
  /** What was written last of each room, to see what is new. */
  readonly #written = new Map<string, { room: string; tail?: string }>();

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /** Shows what is kept of whoever was here last, by `assume` and in the rooms; false where there is nothing. */
  async recall(assume: (user: User, limits: Limits) => void): Promise<boolean> {
    if (!this.#options.shelf()?.getItem(HINT)) return false;
    const found = await (await this.#open())?.read(this.#options.rooms.last).catch(() => undefined);
    if (found === undefined) return false;
    const { session: { user, limits, at }, rooms, tail } = found;
    this.#session = { user, limits };
    this.asOf.value = this.#heardAt = at;
    for (const { id } of rooms) this.#written.set(id, { room: "" });
    batch(() => {
      assume(user, limits);
      this.#options.rooms.restore(rooms, tail);
    });
    return true;
  }

  /** The end of a room's log. */
  async recallTail(room: string): Promise<KeptTail | undefined> {
    const user = this.#session?.user.id;
    return user === undefined ? undefined : await (await this.#open())?.readTail(user, room);
  }

  /** The server says that this person is here. */
  async begin(user: User, limits: Limits): Promise<void> {
    if (this.#session?.user.id !== user.id) this.#written.clear();
    this.#session = { user, limits };
    this.heard();
    try {
      this.#options.shelf()?.setItem(HINT, "1");
      await (await this.#open())?.begin({ user, limits, at: this.#heardAt });
      this.onBegun();
    } catch (cause) {
      console.warn("This browser keeps no data: without a network the page will be empty.", cause);
    }
  }

  /** Something came from the server, or was done here. */
  heard(): void {
    this.#heardAt = this.#options.clock.now();
    this.asOf.value = undefined;
    this.touch();
  }

  /** The connection is gone. */
  lost(): void {
    if (this.#heardAt > 0 && this.asOf.peek() === undefined) this.asOf.value = this.#heardAt;
  }

  touch(): void {
    this.#cancel ??= this.#options.clock.after(DELAY, () => {
      this.#options.whenIdle(() => {
        this.save();
        this.onSaved();
      });
    });
  }

  /** Writes what is new, at once. */
  save(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const session = this.#session;
    if (session === undefined || this.#kept === undefined) return;
    const { rooms } = this.#options;
    const fresh: { room: RoomState; tail?: KeptTail }[] = [];
    for (const room of rooms.list.peek()) {
      const written = this.#written.get(room.id);
      const signs = signsOf(room);
      const tail = written?.tail === signs.tail || signs.tail === "" ? undefined : room.tail();
      if (written?.room === signs.room && tail === undefined) continue;
      fresh.push({ room, tail });
      this.#written.set(room.id, { room: signs.room, tail: tail ? signs.tail : written?.tail });
    }
    const gone = [...this.#written.keys()].filter((id) => rooms.get(id) === undefined);
    for (const id of gone) this.#written.delete(id);
    const change = {
      user: session.user.id,
      at: this.#heardAt,
      rooms: fresh.map(({ room }) => room.snapshot()),
      tails: fresh.map(({ tail }) => tail).filter((tail) => tail !== undefined),
      gone,
    };
    // What fails is not tried again before it changes: a full disk stays full.
    this.#kept.write(change).catch(() => {});
  }

  /** Nobody is here any more, in any tab. */
  async forget(): Promise<void> {
    this.#session = undefined;
    this.#cancel?.();
    this.#cancel = this.asOf.value = undefined;
    this.#heardAt = 0;
    this.#written.clear();
    if (!this.#options.shelf()?.getItem(HINT)) return;
    try {
      await (await this.#open())?.clear();
      this.#options.shelf()?.removeItem(HINT);
    } catch {
      // The hint stays, and the next start without a session tries again.
    }
  }

  /** Whether the end of a room's log is kept as it is now. */
  hasEnd(room: RoomState): boolean {
    return this.#written.get(room.id)?.tail === tailSign(room);
  }

  /** Keeps the end of a room's log that somebody else has fetched for `user`. */
  async keepEnd(user: string, room: RoomState, tail: KeptTail): Promise<void> {
    if (this.#kept === undefined || this.#session?.user.id !== user) return;
    const signs = signsOf(room);
    await this.#kept.write({ user, at: this.#heardAt, rooms: [room.snapshot()], tails: [tail], gone: [] });
    this.#written.set(room.id, { room: signs.room, tail: `${tail.epoch} ${tail.seq}` });
  }

  /** Where it is kept; undefined where nothing is. */
  get kept(): Kept | undefined {
    return this.#kept;
  }

  /** Whose messages are kept; undefined where nothing is. */
  get user(): string | undefined {
    return this.#kept && this.#session?.user.id;
  }

  #open(): Promise<Kept | undefined> {
    return this.#opening ??= this.#options.open().then((kept) => this.#kept = kept, () => undefined);
  }
}

/** What changes when something of a room is to be written anew. */
function signsOf(room: RoomState): { room: string; tail: string } {
  const { name, topic, messages, read, log, timeline } = room;
  const { seq } = read.peek();
  return {
    room: [log.epoch, log.position, messages.peek(), seq, name.peek(), topic.peek()].join(" "),
    tail: timeline.ready.peek() ? tailSign(room) : "",
  };
}

function tailSign({ log }: RoomState): string {
  return `${log.epoch} ${log.position}`;
}

export const pageKeeper = new Keeper({
  open: openKept,
  rooms: pageRooms,
  clock: systemClock,
  whenIdle: (task) =>
    "requestIdleCallback" in globalThis ? requestIdleCallback(() => task(), { timeout: 5_000 }) : task(),
  shelf: localShelf,
});
pageRooms.recall = (room) => pageKeeper.recallTail(room);

/** As of when the page shows what it knows, milliseconds since 1970; undefined while the server is heard. */
export const knownAsOf: ReadonlySignal<number | undefined> = pageKeeper.asOf;
