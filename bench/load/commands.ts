import type { DialectName } from "./dialects.ts";

/** What the generator is told, a line of JSON each, and what it answers. */
export interface Commands {
  /** Opens connections beside those that are open, `window` at a time. */
  open: { ask: OpenAsk; answer: OpenAnswer };
  /** Sends at a fixed rate over the first `senders` connections and counts what all connections get. */
  offer: { ask: { posts: number; seconds: number; senders: number }; answer: Offered };
  /** Keeps posts in flight over the first `senders` connections and waits for their acknowledgement. */
  acknowledge: {
    ask: { inFlight: number; seconds: number; senders: number; rate?: number };
    answer: Acknowledged;
  };
  /** Cuts all connections, lets `posts` be posted by one of them, and comes back with all at once. */
  resume: { ask: { posts: number; window: number }; answer: Resumed };
  /** Asks one after the other on the first connection, and times each answer. */
  ask: { ask: { frames: string[]; expect: string }; answer: { ms: number[]; bytes: number } };
  close: { ask: Record<never, never>; answer: Record<never, never> };
}

export type CommandName = keyof Commands;

export interface OpenAsk {
  port: number;
  dialect: DialectName;
  count: number;
  window: number;
}

export interface OpenAnswer {
  seconds: number;
  failed: number;
  fault?: string;
}

export interface Offered {
  sent: number;
  expected: number;
  delivered: number;
  /** Seconds from the first text to the last one that arrived. */
  seconds: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  max: number;
  /** Connections that the server closed. */
  closed: number;
  /** Share of its core that the generator used while it sent. */
  ownCpu: number;
}

export interface Acknowledged {
  acknowledged: number;
  perSecond: number;
  p50: number;
  p99: number;
  ownCpu: number;
}

export interface Resumed {
  connections: number;
  seconds: number;
  failed: number;
  fault?: string;
  /** Texts that were missed and came, all in all. */
  delivered: number;
}
