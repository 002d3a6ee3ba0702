import type { MiddlewareHandler } from "hono";
import { requireAdmin } from "../../chat/admin.ts";
import { ProtocolError } from "../../protocol/errors.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { requireSession } from "../session_token.ts";

/**
 * The guard of all that is for owners and admins of the server. Everyone else, signed in or not, gets the answer that
 * there is for an address where nothing is.
 */
export function adminOnly(parts: HttpParts): MiddlewareHandler<HttpEnv> {
  return async function adminOnly(c, next) {
    try {
      const { user } = await requireSession(parts, c);
      c.set("admin", requireAdmin(parts.chat, user));
    } catch (error) {
      throw error instanceof ProtocolError ? new ProtocolError("not_found") : error;
    }
    await next();
  };
}
