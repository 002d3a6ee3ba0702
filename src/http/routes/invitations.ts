import { Hono } from "hono";
import { endInvitation, listInvitations, makeInvitation } from "../../chat/invitations.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { numberField, readJson } from "../read_body.ts";
import { json } from "../respond.ts";
import { requireSession } from "../session_token.ts";

/** Links by which new people come in, made by owners and admins. */
export function invitationRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, options } = parts;
  return new Hono<HttpEnv>()
    .get("/", async (c) => {
      const { user } = await requireSession(parts, c);
      return json(c, 200, { invitations: await listInvitations(chat, user) });
    })
    .post("/", async (c) => {
      const { user } = await requireSession(parts, c);
      const body = await readJson(c, options);
      const draft = { uses: numberField(body, "uses", 1), days: numberField(body, "days", 7) };
      return json(c, 201, await makeInvitation(chat, user, draft));
    })
    .delete("/:invitation", async (c) => {
      const { user } = await requireSession(parts, c);
      await endInvitation(chat, user, c.req.param("invitation"));
      return c.body(null, 204);
    })
    .all("/", methodNotAllowed("GET", "POST"))
    .all("/:invitation", methodNotAllowed("DELETE"));
}
