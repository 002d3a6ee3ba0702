import { Hono } from "hono";
import { enterSession, findSession, type Session, signIn } from "../../chat/sessions.ts";
import { ProtocolError } from "../../protocol/errors.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { readToken } from "../session_token.ts";

/** The way in for sockets: who one is must be clear before the upgrade, so that a refusal is an ordinary answer. */
export function websocketRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, realtime } = parts;
  return new Hono<HttpEnv>().all("/ws", async (c) => {
    const address = c.get("address");
    const request = c.req.raw;
    realtime.checkUpgrade(request, address);
    const { session, token } = await identify(request, new URL(c.req.url).searchParams, address);
    c.set("session", session);
    const person = await enterSession(chat, session, { connects: true });
    return realtime.upgrade(request, { person, tokenHash: session.tokenHash, token, address });
  });

  async function identify(
    request: Request,
    query: URLSearchParams,
    address: string,
  ): Promise<{ session: Session; token?: string }> {
    for (const name of query.keys()) {
      if (name !== "username") {
        throw new ProtocolError(
          "bad_request",
          `There is no parameter '${name.slice(0, 20)}': send a token as 'Authorization: Bearer'`,
        );
      }
    }
    const usernames = query.getAll("username");
    if (usernames.length > 1) throw new ProtocolError("bad_request", "Give one username");
    const token = readToken(request);
    const bearer = request.headers.has("Authorization");
    if (usernames.length === 1 && !bearer) {
      const made = await signIn(chat, usernames[0]!, address);
      return { session: made, token: made.token };
    }
    const session = token === undefined ? undefined : await findSession(chat, token);
    if (session === undefined) throw new ProtocolError("unauthenticated");
    return { session };
  }
}
