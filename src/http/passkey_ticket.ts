import type { Context } from "hono";
import { CHALLENGE_LIFE } from "../chat/passkeys/challenges.ts";
import type { HttpEnv, HttpParts } from "./context.ts";
import { giveNamedCookie, readNamedCookie } from "./session_token.ts";

const TICKET = "parley_passkey";

/** What this browser was given with a challenge: nobody else's answer to it counts. */
export function passkeyTicket(parts: HttpParts, c: Context<HttpEnv>): string | undefined {
  const ticket = readNamedCookie(parts, c, TICKET);
  return ticket !== undefined && /^[\w-]{22}$/.test(ticket) ? ticket : undefined;
}

export function givePasskeyTicket(parts: HttpParts, c: Context<HttpEnv>, ticket: string): void {
  giveNamedCookie(parts, c, { name: TICKET, value: ticket, seconds: CHALLENGE_LIFE / 1000 });
}
