import type { LogEvent, PassingEvent } from "../protocol/events.ts";
import type { JoinedRoom, ReadMark, Room, Unread, User } from "../protocol/models.ts";
import type { PubSub } from "../pubsub/pubsub.ts";
import type { Store } from "../store/store.ts";
import { Deadlines } from "./deadlines.ts";
import { type ChatOptions, LOBBY } from "./options.ts";
import { createPerson, type Person } from "./person.ts";
import { Presence } from "./presence.ts";
import { toRestriction } from "./restriction_words.ts";
import type { Restraints } from "./restraints.ts";
import type { RoomHeads } from "./room_heads.ts";
import { readUsername } from "./usernames/username.ts";

interface Parts {
  store: Store;
  pubsub: PubSub;
  rooms: RoomHeads;
  restraints: Restraints;
  options: ChatOptions;
  onError(error: unknown, doing: string): void;
  onPresence?(type: PassingEvent["type"], room: string, user: User): void;
}

/**
 * Everyone who is here. A person comes with the first connection, stays through any number of them, and goes a grace
 * time after the last, so that a reload or a restart is neither a leave nor a join.
 */
export class People {
  readonly presence: Presence;
  readonly #parts: Parts;
  readonly #people = new Map<string, Person>();
  readonly #entering = new Map<string, Promise<Person>>();
  /** Users who are being let in, with how many times at once. */
  readonly #comingIn = new Map<string, number>();
  readonly #leaving: Deadlines<Person>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#leaving = new Deadlines(parts.options.grace, (person) => this.#leave(person));
    this.presence = new Presence(parts, parts.options.limits.presence);
  }

  get(userId: string): Person | undefined {
    return this.#people.get(userId);
  }

  get size(): number {
    return this.#people.size;
  }

  /** The person of a user, loaded where need be; who is in no room yet comes into the lobby. */
  enter(user: User): Promise<Person> {
    const person = this.#people.get(user.id);
    if (person !== undefined) return Promise.resolve(person);
    let entering = this.#entering.get(user.id);
    if (entering === undefined) {
      entering = this.#load(user).finally(() => this.#entering.delete(user.id));
      this.#entering.set(user.id, entering);
    }
    return entering;
  }

  /** The person of a user who was made with their first membership, and whom the store knows nothing else of. */
  enterNew(user: User, { room, read }: { room: Readonly<Room>; read: ReadMark }): Person {
    const known = this.#people.get(user.id);
    if (known !== undefined) return known;
    const settings = { involvement: "everything", favourite: null } as const;
    const person = createPerson(user, [{ room, read, role: "member", settings }], this.#parts.options);
    this.#add(person);
    return person;
  }

  /** Does what lets a user in; meanwhile their grace time does not run out. */
  async letIn<T>(user: User, work: () => Promise<T>): Promise<T> {
    this.#comingIn.set(user.id, (this.#comingIn.get(user.id) ?? 0) + 1);
    try {
      return await work();
    } finally {
      const others = this.#comingIn.get(user.id)! - 1;
      if (others > 0) this.#comingIn.set(user.id, others);
      else this.#comingIn.delete(user.id);
    }
  }

  /** A connection of theirs begins. */
  arrive(person: Person): void {
    person.connections++;
    this.#leaving.end(person);
    if (person.present) return;
    person.present = true;
    this.presence.join(person);
  }

  /** A connection of theirs has ended. */
  depart(person: Person): void {
    person.connections--;
    if (person.connections === 0 && this.#people.get(person.user.id) === person) this.#leaving.begin(person);
  }

  /** They are known to have been here before a restart, and are given the time to come back. */
  async expect(user: User): Promise<void> {
    const person = await this.enter(user);
    person.present = true;
    person.holdsName = true;
    this.presence.join(person, { quietly: true });
  }

  /** They are gone at once: logged out or sent away. */
  dismiss(person: Person): void {
    this.#leaving.end(person);
    this.#people.delete(person.user.id);
    if (person.present) this.presence.leave(person);
    person.present = false;
  }

  /** Their rooms, as a member sees them, with what is unread there. */
  joinedRooms(person: Person, unread: ReadonlyMap<string, Unread>): JoinedRoom[] {
    return [...person.rooms].map((id) => this.joinedRoom(person, id, unread));
  }

  joinedRoom(person: Person, id: string, unread: ReadonlyMap<string, Unread> = new Map()): JoinedRoom {
    const room: JoinedRoom = {
      ...this.#parts.rooms.get(id)!,
      read: person.reads.get(id)!,
      online: this.presence.count(id),
    };
    const role = person.roles.get(id);
    if (role !== undefined && role !== "member") room.role = role;
    const restraint = this.#parts.restraints.get(id);
    if (restraint !== undefined) {
      const mute = restraint.muteOf(person.user.id);
      if (mute !== undefined) room.muted = toRestriction(mute);
      const wait = restraint.waitOf(person.user.id, performance.now());
      if (wait > 0) room.wait = wait;
    }
    const { involvement, favourite } = person.settings.get(id) ?? {};
    if (involvement !== undefined && involvement !== "everything") room.involvement = involvement;
    if (typeof favourite === "number") room.favourite = favourite;
    const counts = unread.get(id);
    if (counts !== undefined && counts.unread > 0) room.unread = counts.unread;
    if (counts?.mentioned !== undefined) {
      room.mentions = counts.mentions;
      room.mentioned = counts.mentioned;
    }
    return room;
  }

  /** Follows what a log says of what somebody may do. */
  follow(event: LogEvent): void {
    if (event.type === "member.changed") this.get(event.user.id)?.roles.set(event.room, event.role);
  }

  /** Ends all timers; nobody is told. */
  close(): void {
    this.#leaving.close();
    this.presence.close();
  }

  async #load(user: User): Promise<Person> {
    const { store, rooms, options } = this.#parts;
    let memberships = await store.memberships.ofUser(user);
    if (memberships.length === 0) {
      // Known before it is joined, so that no commit in between is missed.
      await rooms.load(LOBBY);
      const joined = await store.memberships.join(LOBBY, user, options.limits.rooms);
      // Somebody may have brought them into another one meanwhile.
      if ("membership" in joined) memberships = await store.memberships.ofUser(user);
    }
    const blocked = await store.blocks.ofUser(user);
    for (const { room } of memberships) rooms.learn(room);
    const person = createPerson(user, memberships, options);
    for (const one of blocked) person.blocked.set(one.id, one);
    this.#add(person);
    return person;
  }

  #add(person: Person): void {
    this.#people.set(person.user.id, person);
    this.#leaving.begin(person);
  }

  /** The grace time is over: the name may be taken by others from now on. */
  #leave(person: Person): void {
    if (this.#comingIn.has(person.user.id)) return this.#leaving.begin(person);
    this.dismiss(person);
    const now = Date.now();
    const { skeleton } = readUsername(person.user.name, this.#parts.options.limits.username);
    this.#parts.store.usernames.hold(person.user, { skeleton, now, heldUntil: now })
      .catch((error) => this.#parts.onError(error, "freeing a name"));
  }
}
