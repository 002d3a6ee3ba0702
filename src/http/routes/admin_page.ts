import { type Context, Hono } from "hono";
import { listPeople, signOutEverywhere } from "../../chat/admin_people.ts";
import { archiveRoom, listPublicRooms } from "../../chat/admin_rooms.ts";
import { changeSettings, readSettings } from "../../chat/admin_settings.ts";
import { closeReport, listReports } from "../../chat/reports.ts";
import { ProtocolError } from "../../protocol/errors.ts";
import { REPORT_PAGE } from "../../protocol/limits.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { readJson, stringField } from "../read_body.ts";
import { readCommand, readNumber } from "../read_command.ts";
import { json } from "../respond.ts";

/** What the admin page shows and does. Who comes here has passed adminOnly(). */
export function adminPageRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, options } = parts;
  return new Hono<HttpEnv>()
    .get("/people", async (c) => {
      const { q: query = "", role } = c.req.query();
      return json(c, 200, await listPeople(chat, { query, role, before: readPlace(c, "before") }));
    })
    .delete("/people/:user/sessions", async (c) => {
      const { tokenHash } = c.get("session");
      const ended = await signOutEverywhere(chat, c.get("admin"), { user: c.req.param("user"), tokenHash });
      return json(c, 200, { ended });
    })
    .get("/rooms", async (c) => {
      const words = c.req.query("q") ?? "";
      return json(c, 200, await listPublicRooms(chat, { words, from: readPlace(c, "from") ?? 0 }));
    })
    .patch("/rooms/:room", async (c) => {
      const { archived } = await readJson(c, options);
      if (typeof archived !== "boolean") {
        throw new ProtocolError("bad_request", "'archived' must be true or false");
      }
      const room = await archiveRoom(chat, c.get("admin"), { room: c.req.param("room"), archived });
      return json(c, 200, { room });
    })
    .get("/reports", async (c) => {
      const open = c.req.query("closed") !== "1";
      const page = await listReports(chat, { open, before: readPlace(c, "before"), limit: REPORT_PAGE });
      return json(c, 200, { ...page, open: await chat.store.reports.countOpen() });
    })
    .patch("/reports/:report", async (c) => {
      const { outcome } = await readJson(c, options);
      const closing = readCommand("report.close", { report: c.req.param("report"), outcome });
      return json(c, 200, { report: await closeReport(chat, c.get("admin").user, closing) });
    })
    .get("/settings", async (c) => json(c, 200, await readSettings(chat, parts.settings)))
    .patch("/settings", async (c) => {
      const access = stringField(await readJson(c, options), "access");
      await changeSettings(chat, c.get("admin"), { access });
      return json(c, 200, await readSettings(chat, parts.settings));
    })
    .all("/people", methodNotAllowed("GET"))
    .all("/people/:user/sessions", methodNotAllowed("DELETE"))
    .all("/rooms", methodNotAllowed("GET"))
    .all("/rooms/:room", methodNotAllowed("PATCH"))
    .all("/reports", methodNotAllowed("GET"))
    .all("/reports/:report", methodNotAllowed("PATCH"))
    .all("/settings", methodNotAllowed("GET", "PATCH"));
}

function readPlace(c: Context<HttpEnv>, name: string): number | undefined {
  const text = c.req.query(name);
  if (text === undefined) return undefined;
  const place = readNumber(text);
  if (!Number.isSafeInteger(place)) throw new ProtocolError("bad_range", `'${name}' must be a whole number`);
  return place;
}
