import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import type { ResumedRoom } from "../../protocol/commands.ts";
import { LAST_ROOM_COOKIE } from "../../protocol/first_sight.ts";
import { MAX_RESUME_ROOMS } from "../../protocol/limits.ts";
import type { JoinedRoom } from "../../protocol/models.ts";
import type { KeptTail } from "../kept.ts";
import { type Clock, systemClock } from "./clock.ts";
import { pageConnection } from "./connection.ts";
import { localShelf } from "./drafts.ts";
import { people } from "./people.ts";
import { pageOutbox } from "./pending.ts";
import { type RoomModel, type RoomOptions, RoomState } from "./room.ts";
import { pageSession } from "./session.ts";

export type { RoomModel } from "./room.ts";

export interface RoomsOptions extends Omit<RoomOptions, "behind" | "recall"> {
  clock: Clock;
  shelf: () => Pick<Storage, "getItem" | "setItem"> | undefined;
  /** Told which room was opened, for the server to begin with it the next time. */
  tellLast?: (id: string) => void;
}

const LAST_ROOM = "parley:room";
const LOBBY = "lobby";
const ASK_AGAIN = 2_000;
/** Rooms whose messages are in memory, at most. */
const MAX_LOADED = 20;

/** The rooms that the person is in, and which of them is open. */
export class Rooms {
  readonly list: ReadonlySignal<RoomState[]>;
  readonly current: ReadonlySignal<RoomState | undefined>;
  /** Unread messages of all rooms, of those that the person wants to be told of. */
  readonly unread: ReadonlySignal<number>;
  /** What this browser kept of a room's end. */
  recall: RoomOptions["recall"];
  /** Unread messages that call the person. */
  readonly mentions: ReadonlySignal<number>;
  readonly #options: RoomsOptions;
  readonly #rooms = signal<ReadonlyMap<string, RoomState>>(new Map());
  readonly #open = signal<string | undefined>(undefined);
  /** Rooms that were open, the last one last. */
  readonly #visited = new Set<string>();
  #hidden = false;

  constructor(options: RoomsOptions) {
    this.#options = options;
    this.list = computed(() => [...this.#rooms.value.values()].sort(byName));
    this.current = computed(() => this.#rooms.value.get(this.#open.value ?? ""));
    this.unread = computed(() => this.list.value.reduce((sum, room) => sum + room.badge.value, 0));
    this.mentions = computed(() => this.list.value.reduce((sum, room) => sum + room.calls.value, 0));
  }

  get(id: string): RoomState | undefined {
    return this.#rooms.peek().get(id);
  }

  /** Before the first welcome, or for a room that one is not in: a wish. */
  open(id: string): void {
    if (this.#open.peek() === id) return;
    batch(() => {
      this.#open.value = id;
      this.get(id)?.open();
      this.#visit(id);
    });
    this.#remember(id);
  }

  /** A connection begins: these are all rooms, and where their logs are. */
  welcome(joined: JoinedRoom[]): void {
    const ids = new Set(joined.map(({ id }) => id));
    for (const id of this.#rooms.peek().keys()) if (!ids.has(id)) this.remove(id);
    for (const room of joined) this.add(room);
    this.#askThreads();
    this.#catchUp(this.list.peek().filter((room) => room.log.behind));
    const current = this.current.peek();
    if (current !== undefined) return current.refresh();
    this.#openLast();
  }

  /** Shows the rooms that this browser kept, before there is a connection. */
  restore(kept: JoinedRoom[], tail?: KeptTail): void {
    batch(() => {
      this.#rooms.value = new Map(kept.map((room) => [room.id, this.#make(room)]));
      if (tail) this.get(tail.room)?.restore(tail);
      this.#openLast(tail?.room);
    });
  }

  /** The room that is open, or is wished for, or was open last. */
  get last(): string {
    return this.#open.peek() ?? this.#options.shelf()?.getItem(LAST_ROOM) ?? "";
  }

  #openLast(shown = ""): void {
    const room = this.get(this.last) ?? this.get(shown) ?? this.list.peek()[0];
    if (room === undefined) return;
    this.#open.value = room.id;
    room.open();
  }

  /** The connection is gone. */
  lost(): void {
    for (const room of this.list.peek()) room.lost();
  }

  /** A room that the person is in now; that it is known already does no harm. */
  add(joined: JoinedRoom): RoomState {
    const known = this.get(joined.id);
    if (known !== undefined) {
      known.welcome(joined);
      return known;
    }
    const room = this.#make(joined);
    this.#rooms.value = new Map(this.#rooms.peek()).set(joined.id, room);
    if (this.#open.peek() === joined.id) room.open();
    return room;
  }

  #make(joined: JoinedRoom): RoomState {
    return new RoomState(joined, {
      ...this.#options,
      recall: this.recall,
      behind: (room) => this.#catchUp([room]),
    });
  }

  /** The person is not in this room any more. */
  remove(id: string): void {
    const rooms = new Map(this.#rooms.peek());
    rooms.get(id)?.lost();
    if (!rooms.delete(id)) return;
    this.#rooms.value = rooms;
    if (this.#open.peek() !== id) return;
    this.#open.value = undefined;
    const next = this.list.peek()[0];
    if (next !== undefined) this.open(next.id);
  }

  /** Another person is here: nothing stays. */
  clear(): void {
    this.lost();
    this.#rooms.value = new Map();
    this.#open.value = undefined;
  }

  heads(heads: Record<string, number>): void {
    for (const [id, seq] of Object.entries(heads)) this.get(id)?.log.heardOf(seq);
    this.#catchUp(this.list.peek().filter((room) => room.log.behind && !room.catchingUp));
  }

  setHidden(hidden: boolean): void {
    if (hidden === this.#hidden) return;
    this.#hidden = hidden;
    if (hidden) this.current.peek()?.hidden();
    else this.current.peek()?.shown();
  }

  async join(id: string): Promise<RoomState> {
    const { room } = await this.#options.connection.request("room.join", { room: id });
    return batch(() => this.add(room));
  }

  async leave(id: string): Promise<void> {
    await this.#options.connection.request("room.leave", { room: id });
    batch(() => this.remove(id));
  }

  /** Asks which threads the person follows, and what is unread there. */
  #askThreads(): void {
    this.#options.connection.ask("threads", {}, {
      ok: ({ threads }) => {
        for (const thread of threads) this.get(thread.room)?.threads.marked(thread);
      },
    });
  }

  /** Asks for what these rooms miss, in as few questions as may be. */
  #catchUp(rooms: RoomState[]): void {
    for (let start = 0; start < rooms.length; start += MAX_RESUME_ROOMS) {
      this.#resume(rooms.slice(start, start + MAX_RESUME_ROOMS));
    }
  }

  #resume(rooms: RoomState[]): void {
    const points = rooms.map(({ id, log }) => ({ room: id, epoch: log.epoch, seq: log.position }));
    for (const room of rooms) room.catchingUp = true;
    this.#options.connection.ask("resume", { rooms: points }, {
      ok: (answer) => {
        release(rooms);
        for (const outcome of answer.rooms) {
          this.#resumed(outcome, points.find(({ room }) => room === outcome.room)?.seq ?? 0);
        }
      },
      failed: ({ code, retryAfter }) => {
        if (code === "lost") return release(rooms);
        this.#options.clock.after(retryAfter ? retryAfter * 1_000 : ASK_AGAIN, () => release(rooms));
      },
    });
  }

  #resumed(outcome: ResumedRoom, asked: number): void {
    if (outcome.outcome === "gone") this.remove(outcome.room);
    else if (outcome.outcome === "reset") this.#beginAnew(outcome.room);
    else this.get(outcome.room)?.resumed(outcome, asked);
  }

  /** Joining again tells all about the room as it is now. */
  async #beginAnew(id: string): Promise<void> {
    const room = this.get(id);
    if (room === undefined) return;
    room.log.epoch = "";
    await this.join(id).catch(() => {});
    if (this.current.peek() === room) room.refresh();
  }

  /** Keeps the logs of the rooms that were open last in memory; what is not kept is read or fetched again. */
  #visit(id: string): void {
    this.#visited.delete(id);
    this.#visited.add(id);
    for (const oldest of this.#visited) {
      if (this.#visited.size <= MAX_LOADED) return;
      this.#visited.delete(oldest);
      this.get(oldest)?.timeline.clear();
    }
  }

  #remember(id: string): void {
    this.#options.tellLast?.(id);
    try {
      this.#options.shelf()?.setItem(LAST_ROOM, id);
    } catch {
      // No space: the next visit begins in the lobby.
    }
  }
}

/** The next sign of a gap asks again. */
function release(rooms: RoomState[]): void {
  for (const room of rooms) room.catchingUp = false;
}

function byName(a: RoomState, b: RoomState): number {
  if (a.id === LOBBY || b.id === LOBBY) return a.id === LOBBY ? -1 : 1;
  return a.name.value.localeCompare(b.name.value);
}

export const pageRooms = new Rooms({
  self: () => pageSession.user?.id,
  connection: pageConnection,
  outbox: pageOutbox,
  people,
  clock: systemClock,
  shelf: localShelf,
  tellLast: (id) =>
    document.cookie = `${LAST_ROOM_COOKIE}=${encodeURIComponent(id)}; path=/; max-age=31536000; samesite=lax`,
});

/** Joined rooms: the lobby first, then by name. */
export const rooms: ReadonlySignal<RoomModel[]> = pageRooms.list;
export const currentRoom: ReadonlySignal<RoomModel | undefined> = pageRooms.current;
export const totalUnread: ReadonlySignal<number> = pageRooms.unread;
export const totalMentions: ReadonlySignal<number> = pageRooms.mentions;

export function openRoom(id: string): void {
  pageRooms.open(id);
}

/** @throws CommandError */
export function joinRoom(id: string): Promise<RoomModel> {
  return pageRooms.join(id);
}

/** @throws CommandError */
export function leaveRoom(id: string): Promise<void> {
  return pageRooms.leave(id);
}
