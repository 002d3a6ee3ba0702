import type { User } from "../protocol/models.ts";

/** A person's signed-in identity, shared by all connections that carry its token. */
export interface Session {
  user: User;
  tokenHash: string;
}
