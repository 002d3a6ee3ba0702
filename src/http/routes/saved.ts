import { Hono } from "hono";
import { listSaved, readSavedPlaces, saveMessage } from "../../chat/saved.ts";
import { enterSession } from "../../chat/sessions.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { readCommand } from "../read_command.ts";
import { readPage } from "../read_page.ts";
import { json } from "../respond.ts";
import { requireSession } from "../session_token.ts";
import { placeOf } from "./messages.ts";

const PATH = "/rooms/:room/messages/:seq/saved";

/** The messages that a person keeps for themselves. */
export function savedRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat } = parts;
  return new Hono<HttpEnv>()
    .get("/saved", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      return json(c, 200, await listSaved(chat, person, readCommand("saved", readPage(c))));
    })
    .get("/rooms/:room/saved", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      return json(c, 200, await readSavedPlaces(chat, person, c.req.param("room")));
    })
    .put(PATH, async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      const asked = readCommand("message.save", { ...placeOf(c), save: true });
      return json(c, 200, await saveMessage(chat, person, asked));
    })
    .delete(PATH, async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      await saveMessage(chat, person, readCommand("message.save", { ...placeOf(c), save: false }));
      return c.body(null, 204);
    })
    .all("/saved", methodNotAllowed("GET"))
    .all("/rooms/:room/saved", methodNotAllowed("GET"))
    .all(PATH, methodNotAllowed("PUT", "DELETE"));
}
