import { Hono } from "hono";
import { listSessions, revokeOthers, revokeSession } from "../../chat/session_list.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { json } from "../respond.ts";
import { requireSession } from "../session_token.ts";

/** Where one is signed in, and signing out there. */
export function sessionListRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat } = parts;
  return new Hono<HttpEnv>()
    .get("/", async (c) => {
      return json(c, 200, { sessions: await listSessions(chat, await requireSession(parts, c)) });
    })
    .delete("/", async (c) => {
      return json(c, 200, { ended: await revokeOthers(chat, await requireSession(parts, c)) });
    })
    .delete("/:session", async (c) => {
      await revokeSession(chat, await requireSession(parts, c), c.req.param("session"));
      return c.body(null, 204);
    })
    .all("/", methodNotAllowed("GET", "DELETE"))
    .all("/:session", methodNotAllowed("DELETE"));
}
