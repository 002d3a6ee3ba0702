import { Hono } from "hono";
import { closeRoomReport, listRoomReports, reportMessage } from "../../chat/reports.ts";
import { enterSession } from "../../chat/sessions.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { readJson } from "../read_body.ts";
import { readCommand, readNumber } from "../read_command.ts";
import { json } from "../respond.ts";
import { requireSession } from "../session_token.ts";

/** Reports of a room's messages. */
export function reportRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, options } = parts;
  return new Hono<HttpEnv>()
    .post("/rooms/:room/messages/:seq/reports", async (c) => {
      const session = await requireSession(parts, c);
      const { reason } = await readJson(c, options);
      const place = { room: c.req.param("room"), message: readNumber(c.req.param("seq")) };
      const asked = readCommand("message.report", { ...place, reason });
      await reportMessage(chat, await enterSession(chat, session), asked);
      return c.body(null, 204);
    })
    .get("/rooms/:room/reports", async (c) => {
      const person = await enterSession(chat, await requireSession(parts, c));
      const { reports, more } = await listRoomReports(chat, person, c.req.param("room"));
      return json(c, 200, { reports, more });
    })
    .patch("/reports/:report", async (c) => {
      const session = await requireSession(parts, c);
      const { outcome } = await readJson(c, options);
      const closing = readCommand("report.close", { report: c.req.param("report"), outcome });
      return json(c, 200, {
        report: await closeRoomReport(chat, await enterSession(chat, session), closing),
      });
    })
    .all("/rooms/:room/messages/:seq/reports", methodNotAllowed("POST"))
    .all("/rooms/:room/reports", methodNotAllowed("GET"))
    .all("/reports/:report", methodNotAllowed("PATCH"));
}
