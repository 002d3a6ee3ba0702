import { Hono } from "hono";
import { enterSession } from "../../chat/sessions.ts";
import { followThread, listThreads, markThreadRead, readThread } from "../../chat/threads.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { readPage } from "../read_page.ts";
import { readJson } from "../read_body.ts";
import { readCommand } from "../read_command.ts";
import { json } from "../respond.ts";
import { requireSession } from "../session_token.ts";
import { placeOf } from "./messages.ts";

const PATH = "/rooms/:room/messages/:seq/thread";

/** Threads of replies, and how one stands to them. */
export function threadRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, options } = parts;
  return new Hono<HttpEnv>()
    .get("/threads", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      return json(c, 200, await listThreads(chat, person));
    })
    .get(PATH, async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      const asked = readCommand("thread", { ...placeOf(c), ...readPage(c) });
      return json(c, 200, await readThread(chat, person, asked));
    })
    .post(`${PATH}/read`, async (c) => {
      const session = await requireSession(parts, c);
      const { seq } = await readJson(c, options);
      const asked = readCommand("thread.read", { ...placeOf(c), seq });
      return json(c, 200, await markThreadRead(chat, await enterSession(chat, session), asked));
    })
    .post(`${PATH}/follow`, async (c) => {
      const session = await requireSession(parts, c);
      const { follow } = await readJson(c, options);
      const asked = readCommand("thread.follow", { ...placeOf(c), follow });
      return json(c, 200, await followThread(chat, await enterSession(chat, session), asked));
    })
    .all("/threads", methodNotAllowed("GET"))
    .all(PATH, methodNotAllowed("GET"))
    .all(`${PATH}/read`, methodNotAllowed("POST"))
    .all(`${PATH}/follow`, methodNotAllowed("POST"));
}
