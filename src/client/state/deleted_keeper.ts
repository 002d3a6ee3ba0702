import { MAX_RESUME_ROOMS } from "../../protocol/limits.ts";
import type { LogEvent } from "../../protocol/events.ts";
import type { KeptTail } from "../kept.ts";
import { withoutText } from "./change.ts";
import type { Connection } from "./connection.ts";
import type { Keeper } from "./keeper.ts";
import type { Rooms } from "./rooms.ts";

export interface DeletedKeeperOptions {
  keeper: Keeper;
  rooms: Rooms;
  connection: Connection;
}

/**
 * Takes the texts of deleted messages out of what this browser keeps, also of rooms that nobody has opened here since:
 * the ends of those would stay as they were until somebody does.
 */
export class DeletedKeeper {
  readonly #options: DeletedKeeperOptions;

  constructor(options: DeletedKeeperOptions) {
    this.#options = options;
  }

  /** Asks what was deleted of what is kept; to be called when a connection has begun. */
  async run(): Promise<void> {
    const { keeper, connection } = this.#options;
    const { kept, user } = keeper;
    if (kept === undefined || user === undefined) return;
    try {
      const tails = (await kept.allTails()).filter((tail) => this.#isBehind(tail));
      for (let start = 0; start < tails.length; start += MAX_RESUME_ROOMS) {
        const asked = tails.slice(start, start + MAX_RESUME_ROOMS);
        const points = asked.map(({ room, epoch, seq }) => ({ room, epoch, seq }));
        const { rooms } = await connection.request("deletions", { rooms: points });
        const deleted = new Map(rooms.map(({ room, messages }) => [room, messages]));
        await kept.amend(user, asked.map(({ room }) => room), (tail) => {
          const messages = deleted.get(tail.room);
          if (messages !== undefined) return blank(tail, messages);
          const { epoch, seq } = asked.find(({ room }) => room === tail.room)!;
          // What is of another log, or of a room that one is not in, is not kept; what is newer is of this one.
          return tail.epoch === epoch && tail.seq === seq ? undefined : tail;
        });
      }
    } catch {
      // Lost or refused: the next connection asks again.
    }
  }

  /** A message was deleted just now, or while this page was away. */
  async heard(event: Extract<LogEvent, { type: "message.deleted" }>): Promise<void> {
    const { kept, user } = this.#options.keeper;
    if (kept === undefined || user === undefined) return;
    await kept.amend(user, [event.room], (tail) => blank(tail, [event.message], event)).catch(() => {});
  }

  #isBehind({ room: id, epoch, seq }: KeptTail): boolean {
    const room = this.#options.rooms.get(id);
    return room === undefined || room.log.epoch !== epoch || room.log.head > seq;
  }
}

function blank(tail: KeptTail, messages: readonly number[], by: { author?: string } = {}): KeptTail {
  const deleted = new Set(messages);
  const entries = tail.entries.map((entry) =>
    entry.kind === "message" && deleted.has(entry.seq)
      ? { ...entry, message: withoutText(entry.message, by) }
      : entry
  );
  return { ...tail, entries };
}
