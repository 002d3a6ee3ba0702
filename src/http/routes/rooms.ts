import { Hono } from "hono";
import { joinRoom, leaveRoom } from "../../chat/memberships.ts";
import { createRoom, listRooms } from "../../chat/rooms.ts";
import { enterSession } from "../../chat/sessions.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { readJson, stringField } from "../read_body.ts";
import { json } from "../respond.ts";
import { requireSession } from "../session_token.ts";

/** The directory of rooms, and being in one. */
export function roomRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, options } = parts;
  return new Hono<HttpEnv>()
    .get("/", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      return json(c, 200, { rooms: await listRooms(chat, person) });
    })
    .post("/", async (c) => {
      const session = await requireSession(parts, c);
      const body = await readJson(c, options);
      const draft = { name: stringField(body, "name"), topic: stringField(body, "topic", "") };
      const room = await createRoom(chat, await enterSession(chat, session), draft);
      return json(c, 201, { room });
    })
    .put("/:room/membership", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      return json(c, 200, { room: await joinRoom(chat, person, c.req.param("room")) });
    })
    .delete("/:room/membership", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      await leaveRoom(chat, person, c.req.param("room"));
      return c.body(null, 204);
    })
    .all("/", methodNotAllowed("GET", "POST"))
    .all("/:room/membership", methodNotAllowed("PUT", "DELETE"));
}
