import { type Context, Hono } from "hono";
import { readHistory } from "../../chat/history.ts";
import { deleteMessage, editMessage, postMessage, readVersions } from "../../chat/messages.ts";
import { pinMessage, readPins, unpinMessage } from "../../chat/pins.ts";
import { removePreview } from "../../chat/previews/remove.ts";
import { enterSession } from "../../chat/sessions.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { readJson } from "../read_body.ts";
import { readCommand, readNumber } from "../read_command.ts";
import { json } from "../respond.ts";
import { requireSession } from "../session_token.ts";

const ANCHORS = ["before", "after", "around", "limit"] as const;

/** Messages of a room: the same commands as on the socket, in HTTP's clothes. */
export function messageRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, options, metrics } = parts;
  return new Hono<HttpEnv>()
    .get("/:room/messages", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      const anchors = ANCHORS.flatMap((name) => {
        const text = c.req.query(name);
        return text === undefined ? [] : [[name, readNumber(text)]];
      });
      const query = readCommand("history", {
        ...Object.fromEntries(anchors),
        id: "http",
        room: c.req.param("room"),
      });
      return json(c, 200, await readHistory(chat, person, query));
    })
    .post("/:room/messages", async (c) => {
      const session = await requireSession(parts, c);
      const { id, text, replyTo, thread, me, forwarded } = await readJson(c, options);
      const draft = readCommand("message.post", {
        ...{ id, text, replyTo, thread, me, forwarded },
        room: c.req.param("room"),
      });
      const posted = await postMessage(chat, await enterSession(chat, session), draft);
      metrics.messages.inc(posted.repeated ? 0 : 1);
      return json(c, posted.repeated ? 200 : 201, { id: draft.id, room: draft.room, seq: posted.seq });
    })
    .patch("/:room/messages/:seq", async (c) => {
      const session = await requireSession(parts, c);
      const { text } = await readJson(c, options);
      const change = readCommand("message.edit", { ...placeOf(c), text });
      return json(c, 200, await editMessage(chat, await enterSession(chat, session), change));
    })
    .delete("/:room/messages/:seq", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      await deleteMessage(chat, person, readCommand("message.delete", placeOf(c)));
      return c.body(null, 204);
    })
    .get("/:room/messages/:seq/versions", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      const versions = await readVersions(chat, person, readCommand("message.history", placeOf(c)));
      return json(c, 200, { versions });
    })
    .delete("/:room/messages/:seq/preview", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      await removePreview(chat, person, readCommand("message.preview.remove", placeOf(c)));
      return c.body(null, 204);
    })
    .get("/:room/pins", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      return json(c, 200, await readPins(chat, person, c.req.param("room")));
    })
    .put("/:room/pins/:seq", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      return json(c, 200, await pinMessage(chat, person, readCommand("message.pin", placeOf(c))));
    })
    .delete("/:room/pins/:seq", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      await unpinMessage(chat, person, readCommand("message.unpin", placeOf(c)));
      return c.body(null, 204);
    })
    .all("/:room/pins", methodNotAllowed("GET"))
    .all("/:room/pins/:seq", methodNotAllowed("PUT", "DELETE"))
    .all("/:room/messages", methodNotAllowed("GET", "POST"))
    .all("/:room/messages/:seq", methodNotAllowed("PATCH", "DELETE"))
    .all("/:room/messages/:seq/preview", methodNotAllowed("DELETE"))
    .all("/:room/messages/:seq/versions", methodNotAllowed("GET"));
}

/** The message that an address names. */
export function placeOf(c: Context): { id: string; room: string; message: number } {
  return { id: "http", room: c.req.param("room")!, message: readNumber(c.req.param("seq")!) };
}
