import { Hono } from "hono";
import type { Person } from "../../chat/person.ts";
import { arriveByName, enterSession, findSession, type Session } from "../../chat/sessions.ts";
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
    const { session, token, person } = await letIn(request, new URL(c.req.url).searchParams, address);
    c.set("session", session);
    return realtime.upgrade(request, { person, tokenHash: session.tokenHash, token, address });
  });

  async function letIn(
    request: Request,
    query: URLSearchParams,
    address: string,
  ): Promise<{ session: Session; token?: string; person: Person }> {
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
    if (usernames.length === 1 && !bearer) return await arriveByName(chat, usernames[0]!, address);
    const session = token === undefined ? undefined : await findSession(chat, token);
    if (session === undefined) throw new ProtocolError("unauthenticated");
    return { session, person: await enterSession(chat, session, { connects: true }) };
  }
}
