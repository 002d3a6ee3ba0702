import { Hono } from "hono";
import { openDirect } from "../../chat/direct_rooms.ts";
import { enterSession } from "../../chat/sessions.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { readJson } from "../read_body.ts";
import { readCommand } from "../read_command.ts";
import { json } from "../respond.ts";
import { requireSession } from "../session_token.ts";

/** Rooms of the same few people, for good. */
export function directRoomRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, options } = parts;
  return new Hono<HttpEnv>()
    .post("/", async (c) => {
      const session = await requireSession(parts, c);
      const { users, names } = await readJson(c, options);
      const asked = readCommand("direct.open", { users, names });
      return json(c, 200, { room: await openDirect(chat, await enterSession(chat, session), asked) });
    })
    .all("/", methodNotAllowed("POST"));
}
