import { Hono } from "hono";
import { ProtocolError } from "../protocol/errors.ts";
import type { HttpEnv, HttpParts } from "./context.ts";
import { answerError } from "./errors.ts";
import { accessLog } from "./middleware/access_log.ts";
import { adminOnly } from "./middleware/admin_only.ts";
import { hostAndOrigin } from "./middleware/host_and_origin.ts";
import { requestId } from "./middleware/request_id.ts";
import { requestRate } from "./middleware/request_rate.ts";
import { CSP_REPORTS, securityHeaders } from "./middleware/security_headers.ts";
import { accountRoutes } from "./routes/account.ts";
import { adminRoutes } from "./routes/admin.ts";
import { adminPageRoutes } from "./routes/admin_page.ts";
import { blockRoutes } from "./routes/blocks.ts";
import { cspReportRoutes } from "./routes/csp_reports.ts";
import { healthRoutes } from "./routes/health.ts";
import { invitationRoutes } from "./routes/invitations.ts";
import { directRoomRoutes } from "./routes/direct_rooms.ts";
import { memberRoutes } from "./routes/members.ts";
import { messageRoutes } from "./routes/messages.ts";
import { pageRoutes } from "./routes/page.ts";
import { reactionRoutes } from "./routes/reactions.ts";
import { passkeyRoutes } from "./routes/passkeys.ts";
import { passwordResetRoutes } from "./routes/password_reset.ts";
import { peopleRoutes } from "./routes/people.ts";
import { roomBanRoutes } from "./routes/room_bans.ts";
import { reportRoutes } from "./routes/reports.ts";
import { roomRoutes } from "./routes/rooms.ts";
import { savedRoutes } from "./routes/saved.ts";
import { searchRoutes } from "./routes/search.ts";
import { sessionRoutes } from "./routes/session.ts";
import { sessionListRoutes } from "./routes/session_list.ts";
import { settingRoutes } from "./routes/settings.ts";
import { threadRoutes } from "./routes/threads.ts";
import { transferRoutes } from "./routes/transfers.ts";
import { unreadRoutes } from "./routes/unread.ts";
import { websocketRoutes } from "./routes/websocket.ts";

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);

/** The map of the site: what every request passes, then who answers it. */
export function createApp(parts: HttpParts): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.onError((error, c) => answerError(parts, c, error));
  app.notFound((c) =>
    answerError(parts, c, new ProtocolError(METHODS.has(c.req.method) ? "not_found" : "method_not_allowed"))
  );

  app.use(
    requestId(parts.options),
    accessLog(parts),
    securityHeaders(parts.options),
    requestRate(parts.options),
  );
  app.route("/", healthRoutes(parts));
  app.use("/ws", hostAndOrigin(parts.options));
  app.route("/", websocketRoutes(parts));
  app.use(hostAndOrigin(parts.options));
  app.route("/api/session", sessionRoutes(parts));
  app.route("/api/account", accountRoutes(parts));
  app.route("/api", passwordResetRoutes(parts));
  app.route("/api/passkeys", passkeyRoutes(parts));
  app.route("/api/sessions", sessionListRoutes(parts));
  app.route("/api/transfers", transferRoutes(parts));
  app.route("/api/invitations", invitationRoutes(parts));
  app.route("/api/settings", settingRoutes(parts));
  app.route("/api/rooms", roomRoutes(parts));
  app.route("/api/rooms", messageRoutes(parts));
  app.route("/api/rooms", reactionRoutes(parts));
  app.route("/api", threadRoutes(parts));
  app.route("/api", unreadRoutes(parts));
  app.route("/api", savedRoutes(parts));
  app.route("/api/search", searchRoutes(parts));
  app.route("/api/rooms", memberRoutes(parts));
  app.route("/api/rooms", roomBanRoutes(parts));
  app.route("/api", reportRoutes(parts));
  app.route("/api/blocks", blockRoutes(parts));
  app.use("/api/admin/*", adminOnly(parts));
  app.route("/api/admin", adminRoutes(parts));
  app.route("/api/admin", adminPageRoutes(parts));
  app.route("/api/direct-rooms", directRoomRoutes(parts));
  app.route("/api/people", peopleRoutes(parts));
  app.route(CSP_REPORTS, cspReportRoutes(parts));
  app.all("/api/*", () => {
    throw new ProtocolError("not_found");
  });
  app.route("/", pageRoutes(parts));
  return app;
}
