import { Hono } from "hono";
import { joinRoom, leaveRoom, setRoom } from "../../chat/memberships.ts";
import { changeRoom, createRoom, listRooms } from "../../chat/rooms.ts";
import { enterSession } from "../../chat/sessions.ts";
import { ProtocolError } from "../../protocol/errors.ts";
import { MAX_NAME_QUERY } from "../../protocol/limits.ts";
import { readVisibility } from "../../protocol/room_readers.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { readJson, stringField } from "../read_body.ts";
import { readCommand } from "../read_command.ts";
import { encodedJson, json } from "../respond.ts";
import { requireSession } from "../session_token.ts";

/** The directory of rooms, and being in one. */
export function roomRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, options } = parts;
  return new Hono<HttpEnv>()
    .get("/", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      const { rooms, more } = await listRooms(chat, person, readDirectoryQuery(c.req.query()));
      return encodedJson(c, 200, `{"rooms":${rooms}${more ? ',"more":true' : ""}}`);
    })
    .post("/", async (c) => {
      const session = await requireSession(parts, c);
      const body = await readJson(c, options);
      const draft = {
        name: stringField(body, "name"),
        topic: stringField(body, "topic", ""),
        visibility: readVisibility(body, "http"),
      };
      const room = await createRoom(chat, await enterSession(chat, session), draft);
      return json(c, 201, { room });
    })
    .patch("/:room", async (c) => {
      const session = await requireSession(parts, c);
      const { name, topic, visibility, archived, slowMode } = await readJson(c, options);
      const change = readCommand("room.change", {
        ...{ name, topic, visibility, archived, slowMode },
        room: c.req.param("room"),
      });
      const { type: _type, id: _id, ...asked } = change;
      return json(c, 200, { room: await changeRoom(chat, await enterSession(chat, session), asked) });
    })
    .patch("/:room/settings", async (c) => {
      const session = await requireSession(parts, c);
      const { involvement, favourite } = await readJson(c, options);
      const change = readCommand("room.settings", { involvement, favourite, room: c.req.param("room") });
      const { type: _type, id: _id, ...asked } = change;
      return json(c, 200, await setRoom(chat, await enterSession(chat, session), asked));
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
    .all("/:room", methodNotAllowed("PATCH"))
    .all("/:room/settings", methodNotAllowed("PATCH"))
    .all("/:room/membership", methodNotAllowed("PUT", "DELETE"));
}

function readDirectoryQuery({ q = "", archived, limit }: Record<string, string>) {
  if (q.length > MAX_NAME_QUERY) {
    throw new ProtocolError("bad_request", `A search has at most ${MAX_NAME_QUERY} characters`);
  }
  if (limit !== undefined && !/^[1-9]\d{0,5}$/.test(limit)) {
    throw new ProtocolError("bad_range", "'limit' must be 1 or more");
  }
  return { words: q, archived: archived === "1", limit: limit === undefined ? Infinity : Number(limit) };
}
