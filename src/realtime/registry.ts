import { networkOf } from "../chat/network.ts";
import { topicOfRoom } from "../chat/topics.ts";
import { encode } from "../protocol/codec.ts";
import type { ServerEvent } from "../protocol/events.ts";
import type { Listener, PubSub } from "../pubsub/pubsub.ts";
import type { Connection } from "./connection.ts";
import { hear } from "./hear.ts";
import type { RecentEvents } from "./recent.ts";
import { Topic } from "./topic.ts";

interface Subscription {
  topic: Topic;
  listener: Listener;
}

interface Parts {
  pubsub: PubSub;
  recent: RecentEvents;
  onError(error: unknown, doing: string): void;
}

/** The connections of this instance, by topic: encodes each event once, and hands it to everyone who listens. */
export class Registry {
  readonly #parts: Parts;
  readonly #subscriptions = new Map<string, Subscription>();
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
    connection.gone.then(() => this.#release(connection));
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
      if (!this.#connections.has(connection) && since > ms) this.#release(connection);
    }
  }

  #release(connection: Connection): void {
    if (this.#held.delete(connection)) count(this.#byAddress, networkOf(connection.address), -1);
  }

  subscribe(connection: Connection, name: string): void {
    if (connection.topics.has(name)) return;
    connection.topics.add(name);
    let subscription = this.#subscriptions.get(name);
    if (subscription === undefined) {
      const topic = new Topic();
      subscription = { topic, listener: (events) => this.#deliver(name, topic, events) };
      this.#subscriptions.set(name, subscription);
      this.#parts.pubsub.subscribe(name, subscription.listener)
        .catch((error) => this.#parts.onError(error, `subscribing to ${name}`));
    }
    subscription.topic.connections.add(connection);
  }

  unsubscribe(connection: Connection, name: string): void {
    if (!connection.topics.delete(name)) return;
    const subscription = this.#subscriptions.get(name);
    if (subscription === undefined) return;
    const { topic, listener } = subscription;
    if (!topic.connections.delete(connection) || topic.connections.size > 0) return;
    topic.close();
    this.#subscriptions.delete(name);
    // Nobody here hears the room any more, so what is kept of it would go stale.
    if (name.startsWith("room:")) this.#parts.recent.forget(name.slice("room:".length));
    this.#parts.pubsub.unsubscribe(name, listener)
      .catch((error) => this.#parts.onError(error, `unsubscribing from ${name}`));
  }

  subscribeRoom(connection: Connection, room: string): void {
    this.subscribe(connection, topicOfRoom(room));
  }

  unsubscribeRoom(connection: Connection, room: string): void {
    this.unsubscribe(connection, topicOfRoom(room));
  }

  #deliver(name: string, topic: Topic, events: readonly ServerEvent[]): void {
    const encoded = events.map(encode);
    if (name.startsWith("room:")) {
      this.#parts.recent.push(events, encoded);
      return topic.deliver(events, encoded);
    }
    // An end is said by the connection itself.
    if (!name.startsWith("session:")) topic.deliver(events, encoded);
    for (const event of events) {
      for (const connection of [...topic.connections]) hear(this, connection, event);
    }
  }
}

function count(counts: Map<string, number>, key: string, by: number): void {
  const next = (counts.get(key) ?? 0) + by;
  if (next === 0) counts.delete(key);
  else counts.set(key, next);
}
