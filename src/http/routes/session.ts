import { Hono } from "hono";
import { checkName, findSession, rename, signIn, signOut } from "../../chat/sessions.ts";
import { ProtocolError } from "../../protocol/errors.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { readJson, stringField } from "../read_body.ts";
import { json } from "../respond.ts";
import { giveCookie, requestToken, requireSession, takeCookie } from "../session_token.ts";

/** Who one is: sign in by a name, change it, sign out. */
export function sessionRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, options } = parts;
  return new Hono<HttpEnv>()
    .get("/", async (c) => {
      // Who brings nothing is told so without an error, which a browser would write to its console at every first visit.
      if (requestToken(parts, c) === undefined) return json(c, 200, { user: null, limits: chat.limits });
      const session = await requireSession(parts, c);
      await checkName(chat, session);
      return json(c, 200, { user: session.user, limits: chat.limits });
    })
    .post("/", async (c) => {
      const body = await readJson(c, options);
      const username = stringField(body, "username");
      if (parts.notReady() !== undefined) {
        throw new ProtocolError("unavailable", undefined, { retryAfter: 2 });
      }
      const token = requestToken(parts, c);
      const session = token === undefined ? undefined : await findSession(chat, token);
      if (session !== undefined) {
        const user = await rename(chat, session, username);
        c.set("session", { ...session, user });
        return json(c, 200, { user, limits: chat.limits });
      }
      const made = await signIn(chat, username, c.get("address"));
      c.set("session", made);
      giveCookie(parts, c, made.token);
      // Pages hold the token in their cookie alone; programs, which send no Origin, get it to use as Bearer.
      const shown = c.req.header("Origin") === undefined ? { session: made.token } : {};
      return json(c, 201, { user: made.user, limits: chat.limits, ...shown });
    })
    .delete("/", async (c) => {
      await signOut(chat, await requireSession(parts, c));
      takeCookie(parts, c);
      return c.body(null, 204);
    })
    .all("/", methodNotAllowed("GET", "POST", "DELETE"));
}
