import type { ServerEvent } from "../protocol/events.ts";
import { Few } from "./few.ts";
import type { Listener, PubSub } from "./pubsub.ts";

/** One process alone: a map from topic to listeners. */
export class MemoryPubSub implements PubSub {
  readonly #listeners = new Map<string, Few<Listener>>();

  publish(topic: string, events: readonly ServerEvent[]): Promise<void> {
    for (const listener of this.#listeners.get(topic)?.all() ?? []) {
      try {
        listener(events);
      } catch (error) {
        reportError(error);
      }
    }
    return Promise.resolve();
  }

  subscribe(topic: string, listener: Listener): Promise<void> {
    let listeners = this.#listeners.get(topic);
    if (listeners === undefined) this.#listeners.set(topic, listeners = new Few());
    listeners.add(listener);
    return Promise.resolve();
  }

  unsubscribe(topic: string, listener: Listener): Promise<void> {
    const listeners = this.#listeners.get(topic);
    if (listeners?.delete(listener) && listeners.size === 0) this.#listeners.delete(topic);
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#listeners.clear();
    return Promise.resolve();
  }
}
