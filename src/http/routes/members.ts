import { Hono } from "hono";
import { invite, listMembers, removeMember, setRole } from "../../chat/members.ts";
import { enterSession } from "../../chat/sessions.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { readJson } from "../read_body.ts";
import { readCommand } from "../read_command.ts";
import { json } from "../respond.ts";
import { requireSession } from "../session_token.ts";

/** Who is in a room, and what they may do there. */
export function memberRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, options } = parts;
  return new Hono<HttpEnv>()
    .get("/:room/members", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      const query = readCommand("room.members", { room: c.req.param("room"), query: c.req.query("q") });
      return json(c, 200, await listMembers(chat, person, query));
    })
    .post("/:room/members", async (c) => {
      const session = await requireSession(parts, c);
      const { user, name } = await readJson(c, options);
      const asked = readCommand("room.invite", { room: c.req.param("room"), user, name });
      return json(c, 201, { user: await invite(chat, await enterSession(chat, session), asked) });
    })
    .patch("/:room/members/:user", async (c) => {
      const session = await requireSession(parts, c);
      const { role } = await readJson(c, options);
      const asked = readCommand("member.role", { ...c.req.param(), role });
      await setRole(chat, await enterSession(chat, session), asked);
      return c.body(null, 204);
    })
    .delete("/:room/members/:user", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      await removeMember(chat, person, readCommand("room.kick", c.req.param()));
      return c.body(null, 204);
    })
    .all("/:room/members", methodNotAllowed("GET", "POST"))
    .all("/:room/members/:user", methodNotAllowed("PATCH", "DELETE"));
}
