import { createHash } from "node:crypto";

/** What is kept of a token: from it nobody gets the token back. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
