import { networkOf } from "../chat/network.ts";
import { topicOfRoom } from "../chat/topics.ts";
import { encode } from "../protocol/codec.ts";
import type { ServerEvent } from "../protocol/events.ts";
import { Few } from "../pubsub/few.ts";
import type { Listener, PubSub } from "../pubsub/pubsub.ts";
import { toBatch } from "./batch.ts";
import type { Connection } from "./connection.ts";
import { hear } from "./hear.ts";
import { HeldEvents } from "./held_events.ts";
import type { RecentEvents } from "./recent.ts";

interface Topic {
  connections: Few<Connection>;
  listener: Listener;
  /** Of rooms only. */
  held?: HeldEvents;
}

interface Parts {
  pubsub: PubSub;
  recent: RecentEvents;
  /** Connections above which a room is big: it hears of those who become members a little later, together. */
  big: number;
  onError(error: unknown, doing: string): void;
}

/** The connections of this instance, by topic: encodes each event once, and hands it to everyone who listens. */
export class Registry {
  readonly #parts: Parts;
  readonly #topics = new Map<string, Topic>();
  readonly #connections = new Set<Connection>();
  /** Connections whose socket is not known to be gone: the open ones, and those that the other end keeps. */
  readonly #held = new Set<Connection>();
  readonly #byUser = new Map<string, number>();
  readonly #byAddress = new Map<string, number>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#connections.size;
  }

  /** How many sockets take memory and a descriptor, also where nobody is served through them any more. */
  get held(): number {
    return this.#held.size;
  }

  /** All connections, in the order in which they came. */
  connections(): Connection[] {
    return [...this.#connections];
  }

  countOfUser(userId: string): number {
    return this.#byUser.get(userId) ?? 0;
  }

  /** How many sockets an address holds, as `held` counts them. */
  countOfAddress(address: string): number {
    return this.#byAddress.get(networkOf(address)) ?? 0;
  }

  add(connection: Connection): void {
    this.#connections.add(connection);
    this.#held.add(connection);
    count(this.#byUser, connection.person.user.id, 1);
    count(this.#byAddress, networkOf(connection.address), 1);
  }

  remove(connection: Connection): void {
    if (!this.#connections.delete(connection)) return;
    count(this.#byUser, connection.person.user.id, -1);
    for (const topic of [...connection.topics]) this.unsubscribe(connection, topic);
  }

  /** Counts sockets no more that should have been gone for so many milliseconds: the runtime may have told nothing. */
  forgetHeld(ms: number): void {
    for (const connection of this.#held) {
      const since = performance.now() - connection.openedAt;
      if (!this.#connections.has(connection) && since > ms) this.release(connection);
    }
  }

  /** The socket under a connection is gone. */
  release(connection: Connection): void {
    if (this.#held.delete(connection)) count(this.#byAddress, networkOf(connection.address), -1);
  }

  subscribe(connection: Connection, name: string): void {
    if (connection.topics.has(name)) return;
    connection.topics.add(name);
    let topic = this.#topics.get(name);
    if (topic === undefined) {
      topic = this.#createTopic(name);
      this.#topics.set(name, topic);
      this.#parts.pubsub.subscribe(name, topic.listener)
        .catch((error) => this.#parts.onError(error, `subscribing to ${name}`));
    }
    topic.connections.add(connection);
  }

  unsubscribe(connection: Connection, name: string): void {
    if (!connection.topics.delete(name)) return;
    const topic = this.#topics.get(name);
    if (!topic?.connections.delete(connection) || topic.connections.size > 0) return;
    this.#topics.delete(name);
    topic.held?.clear();
    // Nobody here hears the room any more, so what is kept of it would go stale.
    if (name.startsWith("room:")) this.#parts.recent.forget(name.slice("room:".length));
    this.#parts.pubsub.unsubscribe(name, topic.listener)
      .catch((error) => this.#parts.onError(error, `unsubscribing from ${name}`));
  }

  subscribeRoom(connection: Connection, room: string): void {
    this.subscribe(connection, topicOfRoom(room));
  }

  unsubscribeRoom(connection: Connection, room: string): void {
    this.unsubscribe(connection, topicOfRoom(room));
  }

  #createTopic(name: string): Topic {
    const connections = new Few<Connection>();
    if (!name.startsWith("room:")) {
      return { connections, listener: (events) => this.#deliver(name, connections, events) };
    }
    const held = new HeldEvents((encoded) => pushAll(connections, encoded));
    return {
      connections,
      held,
      listener: (events) => {
        const encoded = events.map(encode);
        this.#parts.recent.push(events, encoded);
        held.take(events, encoded, connections.size > this.#parts.big);
      },
    };
  }

  /** What a person's own connections are told, and what it means for them. */
  #deliver(name: string, connections: Few<Connection>, events: readonly ServerEvent[]): void {
    // An end is said by the connection itself.
    if (!name.startsWith("session:")) pushAll(connections, events.map(encode));
    for (const event of events) for (const connection of connections.all()) hear(this, connection, event);
  }
}

function pushAll(connections: Few<Connection>, encoded: readonly string[]): void {
  const batch = toBatch(encoded);
  for (const connection of connections.all()) connection.push(batch);
}

function count(counts: Map<string, number>, key: string, by: number): void {
  const next = (counts.get(key) ?? 0) + by;
  if (next === 0) counts.delete(key);
  else counts.set(key, next);
}
