import { Hono } from "hono";
import { markRead, markUnread } from "../../chat/memberships.ts";
import { readMentions } from "../../chat/mentions.ts";
import { requireMember } from "../../chat/permissions.ts";
import { enterSession } from "../../chat/sessions.ts";
import { readUnreadOf } from "../../chat/unread.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { readJson } from "../read_body.ts";
import { readCommand } from "../read_command.ts";
import { readPage } from "../read_page.ts";
import { json } from "../respond.ts";
import { requireSession } from "../session_token.ts";

/** What a person has not read, and what calls them. */
export function unreadRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, options } = parts;
  return new Hono<HttpEnv>()
    .get("/mentions", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      return json(c, 200, await readMentions(chat, person, readCommand("mentions", readPage(c))));
    })
    .get("/rooms/:room/unread", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      const room = c.req.param("room");
      requireMember(person, room);
      const mark = person.reads.get(room)!;
      return json(c, 200, { room, ...mark, ...await readUnreadOf(chat, person, room) });
    })
    .post("/rooms/:room/unread", async (c) => {
      const session = await requireSession(parts, c);
      const { seq } = await readJson(c, options);
      const asked = readCommand("room.unread", { room: c.req.param("room"), seq });
      const person = await enterSession(chat, session);
      return json(c, 200, { room: asked.room, ...await markUnread(chat, person, asked) });
    })
    .post("/rooms/:room/read", async (c) => {
      const session = await requireSession(parts, c);
      const { seq } = await readJson(c, options);
      const asked = readCommand("room.read", { room: c.req.param("room"), seq });
      const person = await enterSession(chat, session);
      return json(c, 200, { room: asked.room, ...await markRead(chat, person, asked) });
    })
    .all("/mentions", methodNotAllowed("GET"))
    .all("/rooms/:room/unread", methodNotAllowed("GET", "POST"))
    .all("/rooms/:room/read", methodNotAllowed("POST"));
}
