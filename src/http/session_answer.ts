import type { Context } from "hono";
import { getAccount } from "../chat/accounts.ts";
import type { Session } from "../chat/sessions.ts";
import { ProtocolError } from "../protocol/errors.ts";
import type { HttpEnv, HttpParts } from "./context.ts";
import { json } from "./respond.ts";
import { giveCookie } from "./session_token.ts";

/** The answer to who has just come in: who they are now, and their cookie. */
export async function answerSignedIn(
  parts: HttpParts,
  c: Context<HttpEnv>,
  session: Session & { token: string },
): Promise<Response> {
  c.set("session", session);
  giveCookie(parts, c, session.token);
  // Pages hold the token in their cookie alone; programs, which send no Origin, get it to use as Bearer.
  const shown = c.req.header("Origin") === undefined ? { session: session.token } : {};
  const account = await getAccount(parts.chat, session.user);
  return json(c, 201, { user: session.user, account, limits: parts.chat.limits, ...shown });
}

/** The refusal of somebody who is signed in already, and asks to be so as another. */
export function signedIn(): ProtocolError {
  return new ProtocolError("bad_request", "You are signed in: sign out first");
}
