import { Hono } from "hono";
import { searchMessages } from "../../chat/search/search.ts";
import { enterSession } from "../../chat/sessions.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { readCommand, readNumber } from "../read_command.ts";
import { json } from "../respond.ts";
import { requireSession } from "../session_token.ts";

/** Search, as the command on the socket. */
export function searchRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat } = parts;
  return new Hono<HttpEnv>()
    .get("/", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      const limit = c.req.query("limit");
      const command = readCommand("search", {
        id: "http",
        query: c.req.query("q") ?? "",
        room: c.req.query("room"),
        cursor: c.req.query("cursor"),
        limit: limit === undefined ? undefined : readNumber(limit),
      });
      return json(c, 200, await searchMessages(chat, person, command));
    })
    .all("/", methodNotAllowed("GET"));
}
