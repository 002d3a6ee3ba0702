import type { DialectName } from "./dialects.ts";

/** What the generator is told, a line of JSON each, and what it answers. */
export interface Commands {
  /** Opens connections until there are `to`; those that the server closed are replaced. */
  open: { ask: OpenAsk; answer: Opened };
  /** Sends at a fixed rate and counts what all connections get. */
  offer: { ask: OfferAsk; answer: Offered };
  /** Waits for the acknowledgement of each post: either so many in flight, or so many a second. */
  acknowledge: { ask: AcknowledgeAsk; answer: Acknowledged };
  /** Closes all connections, and remembers who they were and where the lobby's log stood. */
  leave: { ask: Record<never, never>; answer: Record<never, never> };
  /** Comes back with all that left, each of them `behind` events short of where they were. */
  resume: { ask: { port: number; behind: number; window: number }; answer: Resumed };
  /** Asks one after the other on the first connection, and times each answer. `#` stands for the question's number. */
  ask: { ask: { frames: string[] }; answer: { ms: number[]; bytes: number } };
  /** The last `count` connections stay, and read no more. */
  pause: { ask: { count: number }; answer: Record<never, never> };
}

export type CommandName = keyof Commands;

export interface OpenAsk {
  port: number;
  dialect: DialectName;
  to: number;
  /** How many handshakes are under way at once. */
  window: number;
  /** Sessions of those who come; guests with new names where there are none. */
  tokens?: string[];
}

export interface Opened {
  opened: number;
  seconds: number;
  failed: number;
  fault?: string;
}

export interface OfferAsk {
  posts: number;
  seconds: number;
  /** Where posts go, in turn: ten people in the lobby by default. */
  targets?: Target[];
  /** How many get each post; everyone by default. */
  receivers?: number;
}

export interface Target {
  /** Number of the connection that sends. */
  sender: number;
  room: string;
}

export interface Offered {
  sent: number;
  expected: number;
  delivered: number;
  /** From the first text to the last one that arrived. */
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

export interface AcknowledgeAsk {
  seconds: number;
  senders: number;
  room: string;
  inFlight?: number;
  rate?: number;
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
}
