import { ProtocolError } from "../protocol/errors.ts";

interface Counts {
  readonly held: number;
  countOfUser(userId: string): number;
  countOfAddress(address: string): number;
}

interface Limits {
  maxConnections: number;
  maxConnectionsPerUser: number;
  maxConnectionsPerAddress: number;
  draining: boolean;
  address: string;
  /** Absent while it is not known who comes. */
  userId?: string;
}

/**
 * Refuses a connection that is one too many.
 * @throws ProtocolError `unavailable` with a random wait where the server is full or stops, `too_many`
 */
export function checkCapacity(counts: Counts, limits: Limits): void {
  if (limits.draining || counts.held >= limits.maxConnections) {
    throw new ProtocolError("unavailable", undefined, {
      retryAfter: 1 + Math.floor(Math.random() * 5),
      limit: limits.draining ? "" : "connections",
    });
  }
  if (counts.countOfAddress(limits.address) >= limits.maxConnectionsPerAddress) {
    throw new ProtocolError("too_many", "Too many connections from your address", {
      retryAfter: 30,
      limit: "connections_of_address",
    });
  }
  if (limits.userId !== undefined && counts.countOfUser(limits.userId) >= limits.maxConnectionsPerUser) {
    throw new ProtocolError("too_many", `You have ${limits.maxConnectionsPerUser} connections: close one`, {
      retryAfter: 30,
      limit: "connections_of_person",
    });
  }
}
