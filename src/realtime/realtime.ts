import type { Chat } from "../chat/chat.ts";
import type { Logs } from "../log/setup.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { SlowReaderLimit } from "./connection.ts";
import { drainConnections } from "./drain.ts";
import { checkCapacity } from "./capacity.ts";
import { checkHandshake } from "./handshake.ts";
import { FairTurns } from "./fair_turns.ts";
import { isBehind } from "./flush.ts";
import { endBanned } from "./end_banned.ts";
import { endExpired } from "./recheck.ts";
import { Registry } from "./registry.ts";
import { createRecentEvents } from "./resume.ts";
import { type Arrival, createUpgrade } from "./upgrade.ts";

/** Milliseconds that frames may take in one turn of the event loop. */
const TURN = 10;
/** The same while more comes in than can go out. */
const TURN_BEHIND = 2;
/** Characters of frames that may wait for their turn. */
const MOST_WAITING = 16 * 1024 * 1024;

export interface RealtimeOptions {
  /** Names the page that this server sends. */
  build: string;
  maxConnections: number;
  maxConnectionsPerUser: number;
  maxConnectionsPerAddress: number;
  slowReader: SlowReaderLimit;
}

/** The sockets of this instance, as the rest of the server sees them. */
export interface Realtime {
  registry: Registry;
  /** Refuses a request that cannot be upgraded, before anyone asks who it is. Throws ProtocolError. */
  checkUpgrade(request: Request, address: string): void;
  /** Turns a request into a connection. Throws ProtocolError. */
  upgrade(request: Request, arrival: Arrival): Response;
  /** Closes the connections whose session is no more. */
  endExpired(): Promise<number>;
  /** Closes the connections of those who are banned from the server. */
  endBanned(): number;
  /** Where somebody is connected from. */
  addressesOf(userId: string): string[];
  /** Closes all connections with 1012 and a moment to come back; resolves when they are gone, or after `timeout` ms. */
  drain(timeout: number): Promise<void>;
}

export function createRealtime(
  parts: { chat: Chat; logs: Logs; metrics: Metrics },
  options: RealtimeOptions,
): Realtime {
  const { chat, logs } = parts;
  const recent = createRecentEvents(chat);
  const registry = new Registry({
    pubsub: chat.pubsub,
    recent,
    big: chat.limits.presence,
    onError: (error, doing) => logs.error(doing, error),
  });
  const turns = new FairTurns({ budget: () => isBehind() ? TURN_BEHIND : TURN, most: MOST_WAITING });
  const upgrade = createUpgrade({
    ...parts,
    registry,
    recent,
    turns,
    slowReader: options.slowReader,
    build: options.build,
  });
  let draining = false;
  return {
    registry,
    checkUpgrade(request, address) {
      checkHandshake(request);
      checkCapacity(registry, { ...options, draining, address });
    },
    upgrade(request, arrival) {
      checkCapacity(registry, {
        ...options,
        draining,
        address: arrival.address,
        userId: arrival.person.user.id,
      });
      return upgrade(request, arrival);
    },
    endExpired: () => endExpired(chat, registry),
    endBanned: () => endBanned(chat, registry),
    addressesOf: (userId) =>
      registry.connections().filter(({ person }) => person.user.id === userId).map(({ address }) => address),
    drain(timeout) {
      draining = true;
      return drainConnections(registry, timeout);
    },
  };
}
