import { type Context, Hono } from "hono";
import { enterSession, type Session, signIn } from "../../chat/sessions.ts";
import { ProtocolError } from "../../protocol/errors.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { requireSession } from "../session_token.ts";

/** The way in for sockets: who one is must be clear before the upgrade, so that a refusal is an ordinary answer. */
export function websocketRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, realtime } = parts;
  return new Hono<HttpEnv>().all("/ws", async (c) => {
    const address = c.get("address");
    const request = c.req.raw;
    realtime.checkUpgrade(request, address);
    const { session, token } = await identify(c, new URL(c.req.url).searchParams);
    c.set("session", session);
    const person = await enterSession(chat, session, { connects: true });
    return realtime.upgrade(request, { person, tokenHash: session.tokenHash, token, address });
  });

  async function identify(
    c: Context<HttpEnv>,
    query: URLSearchParams,
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
    if (usernames.length === 1 && c.req.header("Authorization") === undefined) {
      const made = await signIn(chat, usernames[0]!, c.get("address"));
      return { session: made, token: made.token };
    }
    return { session: await requireSession(parts, c) };
  }
}
