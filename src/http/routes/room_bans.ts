import { type Context, Hono } from "hono";
import { purgeMember } from "../../chat/purge.ts";
import { banMember, listRestricted, muteMember, unbanMember, unmuteMember } from "../../chat/room_bans.ts";
import { enterSession } from "../../chat/sessions.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { readJson } from "../read_body.ts";
import { readCommand } from "../read_command.ts";
import { json } from "../respond.ts";
import { requireSession } from "../session_token.ts";

type Act = typeof banMember;

/** Order in a room: who may not come into it or not write to it, and all that somebody wrote. */
export function roomBanRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, options } = parts;
  return new Hono<HttpEnv>()
    .get("/:room/bans", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      return json(c, 200, await listRestricted(chat, person, c.req.param("room")));
    })
    .put("/:room/bans/:user", (c) => restrict(c, banMember))
    .delete("/:room/bans/:user", (c) => lift(c, unbanMember))
    .put("/:room/mutes/:user", (c) => restrict(c, muteMember))
    .delete("/:room/mutes/:user", (c) => lift(c, unmuteMember))
    .delete("/:room/members/:user/messages", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      return json(c, 200, {
        deleted: await purgeMember(chat, person, readCommand("room.purge", c.req.param())),
      });
    })
    .all("/:room/bans", methodNotAllowed("GET"))
    .all("/:room/bans/:user", methodNotAllowed("PUT", "DELETE"))
    .all("/:room/mutes/:user", methodNotAllowed("PUT", "DELETE"))
    .all("/:room/members/:user/messages", methodNotAllowed("DELETE"));

  async function restrict(c: Context<HttpEnv>, act: Act): Promise<Response> {
    const session = await requireSession(parts, c);
    const { seconds, reason } = await readJson(c, options);
    const asked = readCommand("room.ban", { ...c.req.param(), seconds, reason });
    await act(chat, await enterSession(chat, session), asked);
    return c.body(null, 204);
  }

  async function lift(c: Context<HttpEnv>, act: Act): Promise<Response> {
    const person = await enterSession(chat, await requireSession(parts, c));
    await act(chat, person, readCommand("room.unban", c.req.param()));
    return c.body(null, 204);
  }
}
