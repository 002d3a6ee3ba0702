import { Hono } from "hono";
import { changeAccess, readAccess, requireOwner } from "../../chat/access.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { readJson, stringField } from "../read_body.ts";
import { json } from "../respond.ts";
import { requireSession } from "../session_token.ts";

/** What the owner sets while the server runs. */
export function settingRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, options } = parts;
  return new Hono<HttpEnv>()
    .get("/", async (c) => {
      const { user } = await requireSession(parts, c);
      await requireOwner(chat, user);
      return json(c, 200, { access: await readAccess(chat), fixed: chat.access !== undefined });
    })
    .put("/", async (c) => {
      const { user } = await requireSession(parts, c);
      const body = await readJson(c, options);
      return json(c, 200, {
        access: await changeAccess(chat, user, stringField(body, "access")),
        fixed: false,
      });
    })
    .all("/", methodNotAllowed("GET", "PUT"));
}
