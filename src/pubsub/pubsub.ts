import type { ServerEvent } from "../protocol/events.ts";

export type Listener = (events: readonly ServerEvent[]) => void;

/**
 * The bus between instances. It is a hint, not a log: at most once, and in order from one publisher.
 * - The publisher's own subscribers get the batch before publish() returns, and never a second time.
 * - A failing bus never breaks local delivery: publish() then still resolves, and the failure is told to `onError`.
 * - A listener that throws is reported as an uncaught error, and keeps nobody from hearing.
 * - Nothing is kept for who subscribes later.
 */
export interface PubSub {
  /** Tells everyone subscribed to the topic. */
  publish(topic: string, events: readonly ServerEvent[]): Promise<void>;
  /** Resolves when batches published from now on will arrive. */
  subscribe(topic: string, listener: Listener): Promise<void>;
  unsubscribe(topic: string, listener: Listener): Promise<void>;
  close(): Promise<void>;
}
