import { Hono } from "hono";
import { addReaction, removeReaction } from "../../chat/reactions.ts";
import { enterSession } from "../../chat/sessions.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { readCommand } from "../read_command.ts";
import { json } from "../respond.ts";
import { requireSession } from "../session_token.ts";
import { placeOf } from "./messages.ts";

const PATH = "/:room/messages/:seq/reactions/:emoji";

/** A person's own reactions to a message. */
export function reactionRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat } = parts;
  return new Hono<HttpEnv>()
    .put(PATH, async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      const change = readCommand("reaction.add", { ...placeOf(c), emoji: c.req.param("emoji") });
      return json(c, 200, await addReaction(chat, person, change));
    })
    .delete(PATH, async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      const change = readCommand("reaction.remove", { ...placeOf(c), emoji: c.req.param("emoji") });
      await removeReaction(chat, person, change);
      return c.body(null, 204);
    })
    .all(PATH, methodNotAllowed("PUT", "DELETE"));
}
