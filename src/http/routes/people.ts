import { Hono } from "hono";
import { findPeople } from "../../chat/people_search.ts";
import { enterSession } from "../../chat/sessions.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { readCommand } from "../read_command.ts";
import { json } from "../respond.ts";
import { requireSession } from "../session_token.ts";

/** Whom one may write to. */
export function peopleRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat } = parts;
  return new Hono<HttpEnv>()
    .get("/", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      const { query } = readCommand("people.find", { query: c.req.query("q") });
      return json(c, 200, { users: await findPeople(chat, person, query) });
    })
    .all("/", methodNotAllowed("GET"));
}
