import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { LogEvent } from "../../protocol/events.ts";
import type {
  Involvement,
  JoinedRoom,
  Restriction,
  RoomKind,
  RoomRole,
  User,
} from "../../protocol/models.ts";
import type { People } from "./people.ts";

/** What a room is, and how it stands with the person who reads. */
export class RoomFacts {
  readonly kind = signal<RoomKind>("public");
  readonly topic = signal("");
  readonly archived = signal(false);
  /** Why the person may not write; null where they may. */
  readonly muted = signal<Restriction | null>(null);
  /** Seconds between two messages of one member. */
  readonly slowMode = signal(0);
  /** When the person may write again by the slow mode (ms of the monotonic clock). */
  readonly mayWriteAt = signal(0);
  readonly role = signal<RoomRole>("member");
  readonly involvement = signal<Involvement>("everything");
  /** Place among the favourites; null for a room that is none. */
  readonly favourite = signal<number | null>(null);
  /** Whom a direct room is with. */
  readonly others = signal<User[]>([]);
  /** Its own, or the names of those whom it is with. */
  readonly name: ReadonlySignal<string>;
  readonly #ownName = signal("");
  readonly #self: () => string | undefined;

  constructor(options: { self: () => string | undefined; people: People }) {
    this.#self = options.self;
    this.name = computed(() =>
      this.kind.value === "direct"
        ? this.others.value.map((user) => options.people.nameOf(user)).join(", ")
        : this.#ownName.value
    );
  }

  /** What the server says of the room as it is now. */
  welcome(room: JoinedRoom): void {
    this.kind.value = room.kind ?? "public";
    this.#ownName.value = room.name;
    this.topic.value = room.topic;
    this.archived.value = room.archived ?? false;
    this.muted.value = room.muted ?? null;
    this.slowMode.value = room.slowMode ?? 0;
    this.#wait((room.wait ?? 0) * 1_000);
    this.role.value = room.role ?? "member";
    this.others.value = (room.people ?? []).filter(({ id }) => id !== this.#self());
    this.set({ involvement: room.involvement ?? "everything", favourite: room.favourite ?? null });
  }

  /** A message of the person was stored then (ISO 8601). */
  wrote(at: string): void {
    this.#wait(this.slowMode.peek() * 1_000 - Math.max(0, Date.now() - Date.parse(at)));
  }

  #wait(ms: number): void {
    this.mayWriteAt.value = ms > 0 ? performance.now() + ms : 0;
  }

  /** How the room stands with the person, as all their devices have it. */
  set({ involvement, favourite }: { involvement: Involvement; favourite: number | null }): void {
    this.involvement.value = involvement;
    this.favourite.value = favourite;
  }

  /** Follows the room's log. */
  follow(event: LogEvent): void {
    if (event.type === "member.changed" && event.user.id === this.#self()) this.role.value = event.role;
    if (event.type !== "room.changed") return;
    if (event.name !== undefined) this.#ownName.value = event.name;
    if (event.topic !== undefined) this.topic.value = event.topic;
    if (event.visibility !== undefined) this.kind.value = event.visibility;
    if (event.slowMode !== undefined) {
      this.slowMode.value = event.slowMode;
      if (event.slowMode === 0) this.#wait(0);
    }
    if (event.archived !== undefined) this.archived.value = event.archived;
  }
}
