import { Hono } from "hono";
import { readHistory } from "../../chat/history.ts";
import { postMessage } from "../../chat/messages.ts";
import { enterSession } from "../../chat/sessions.ts";
import { decodeCommand } from "../../protocol/codec.ts";
import type { Command, CommandType } from "../../protocol/commands.ts";
import { ProtocolError } from "../../protocol/errors.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { readJson } from "../read_body.ts";
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
        return text === undefined ? [] : [[name, /^\d{1,16}$/.test(text) ? Number(text) : NaN]];
      });
      const query = read("history", {
        ...Object.fromEntries(anchors),
        id: "http",
        room: c.req.param("room"),
      });
      return json(c, 200, await readHistory(chat, person, query));
    })
    .post("/:room/messages", async (c) => {
      const session = await requireSession(parts, c);
      const { id, text } = await readJson(c, options);
      const draft = read("message.post", { id, text, room: c.req.param("room") });
      const posted = await postMessage(chat, await enterSession(chat, session), draft);
      metrics.messages.inc(posted.repeated ? 0 : 1);
      return json(c, posted.repeated ? 200 : 201, { id: draft.id, room: draft.room, seq: posted.seq });
    })
    .all("/:room/messages", methodNotAllowed("GET", "POST"));
}

function read<T extends CommandType>(
  type: T,
  fields: Record<string, unknown>,
): Extract<Command, { type: T }> {
  const command = decodeCommand({ ...fields, type });
  if (command instanceof ProtocolError) throw command;
  return command as Extract<Command, { type: T }>;
}
