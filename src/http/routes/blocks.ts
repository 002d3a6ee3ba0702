import { Hono } from "hono";
import { blockPerson, unblockPerson } from "../../chat/blocks.ts";
import { enterSession } from "../../chat/sessions.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { json } from "../respond.ts";
import { requireSession } from "../session_token.ts";

/** Whom one has blocked. */
export function blockRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat } = parts;
  return new Hono<HttpEnv>()
    .get("/", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      return json(c, 200, { users: [...person.blocked.values()] });
    })
    .put("/:user", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      return json(c, 200, { user: await blockPerson(chat, person, c.req.param("user")) });
    })
    .delete("/:user", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      await unblockPerson(chat, person, c.req.param("user"));
      return c.body(null, 204);
    })
    .all("/", methodNotAllowed("GET"))
    .all("/:user", methodNotAllowed("PUT", "DELETE"));
}
