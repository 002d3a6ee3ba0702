import type { Clock } from "./clock.ts";
import type { Connection } from "./connection.ts";
import type { Keeper } from "./keeper.ts";
import { tailOfPage } from "./page_tail.ts";
import type { RoomState } from "./room.ts";
import type { Rooms } from "./rooms.ts";

export interface EndFetcherOptions {
  keeper: Keeper;
  rooms: Rooms;
  connection: Connection;
  clock: Clock;
  /** Whether this browser may load what nobody has asked for. */
  mayFetch: () => boolean;
}

/** Messages of a room that are fetched. */
const PAGE = 100;
/** Milliseconds between two rooms, and before the same one is fetched again. */
const SPACING = 300;
const AGAIN = 300_000;
/** Rooms that are fetched a connection. */
const MAX_FETCHED = 100;

/** Fetches the ends of rooms that nobody has opened here, so that they are kept for times without a network. */
export class EndFetcher {
  readonly #options: EndFetcherOptions;
  readonly #fetchedAt = new Map<string, number>();
  #count = 0;
  #running = false;

  constructor(options: EndFetcherOptions) {
    this.#options = options;
    const { keeper } = options;
    keeper.onBegun = () => {
      this.#count = 0;
      this.run();
    };
    keeper.onSaved = () => this.run();
  }

  /** One room after the other, those with something unread first; nothing where that goes on already. */
  async run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    const { clock } = this.#options;
    try {
      for (let room = this.#next(); room !== undefined; room = this.#next()) {
        this.#fetchedAt.set(room.id, clock.now());
        this.#count++;
        await this.#fetch(room);
        await new Promise<void>((resolve) => clock.after(SPACING, resolve));
      }
    } catch {
      // Lost or refused: the next connection goes on.
    } finally {
      this.#running = false;
    }
  }

  #next(): RoomState | undefined {
    const { keeper, rooms, connection, clock, mayFetch } = this.#options;
    if (keeper.user === undefined || this.#count >= MAX_FETCHED || !mayFetch()) return undefined;
    if (connection.state.peek().status !== "open") return undefined;
    const now = clock.now();
    const missing = rooms.list.peek().filter((room) => {
      const { ready, loading } = room.timeline;
      if (ready.peek() || loading.peek() || keeper.hasEnd(room)) return false;
      return now - (this.#fetchedAt.get(room.id) ?? -Infinity) >= AGAIN;
    });
    return missing.find((room) => room.unread.peek() > 0) ?? missing[0];
  }

  async #fetch(room: RoomState): Promise<void> {
    const { keeper, connection } = this.#options;
    const user = keeper.user!;
    const { epoch } = room.log;
    const page = await connection.request("history", { room: room.id, limit: PAGE });
    const tail = tailOfPage(page, user, { id: room.id, epoch, messages: room.messages.peek() });
    if (tail === undefined || room.log.epoch !== epoch) return;
    await keeper.keepEnd(user, room, tail);
  }
}
