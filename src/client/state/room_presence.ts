import { type Signal, signal } from "@preact/signals";
import type { User } from "../../protocol/models.ts";
import type { Clock } from "./clock.ts";
import type { Connection } from "./connection.ts";
import type { People } from "./people.ts";
import { Spaced } from "./spaced.ts";

export interface RoomPresenceOptions {
  /** The room's id. */
  room: string;
  connection: Connection;
  people: People;
  clock: Clock;
}

const SPACING = 10_000;

/** Who is in a room now. */
export class RoomPresence {
  readonly online = signal(0);
  /** Known of the open room. */
  readonly present: Signal<User[]> = signal([]);
  /** Whether others may be here by now: a big room hears only how many there are. */
  readonly old = signal(false);
  readonly #options: RoomPresenceOptions;
  readonly #asking: Spaced;

  constructor(options: RoomPresenceOptions) {
    this.#options = options;
    this.#asking = new Spaced(options.clock, SPACING, () => this.#ask());
  }

  /** A big room hears how many are here. */
  counted(online: number): void {
    this.online.value = online;
    this.old.value = true;
  }

  /** Somebody came or went. */
  changed(user: User, { here, online }: { here: boolean; online: number }): void {
    this.online.value = online;
    const others = this.present.peek().filter(({ id }) => id !== user.id);
    this.present.value = here ? [...others, user] : others;
  }

  /** Asks who is here, at once or in a while. */
  ask(): void {
    this.#asking.ask();
  }

  askNow(): void {
    this.#asking.now();
  }

  /** The connection is gone: nobody is known to be here. */
  lost(): void {
    this.present.value = [];
    this.#asking.cancel();
  }

  #ask(): void {
    const { connection, people, room } = this.#options;
    this.old.value = false;
    connection.ask("room.presence", { room }, {
      ok: ({ online, users }) => {
        this.online.value = online;
        this.present.value = users;
        users.forEach((user) => people.learn(user));
      },
    });
  }
}
