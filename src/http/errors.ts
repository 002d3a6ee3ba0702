import type { Context } from "hono";
import { type ErrorBody, ERRORS, ProtocolError } from "../protocol/errors.ts";
import { StoreError } from "../store/store.ts";
import type { HttpEnv, HttpParts } from "./context.ts";
import { json } from "./respond.ts";

/** The answer to anything that a route throws; what is not a refusal is logged, and the asker learns nothing of it. */
export function answerError(parts: HttpParts, c: Context<HttpEnv>, error: unknown): Response {
  const refusal = toProtocolError(error);
  parts.metrics.refused.inc({ code: refusal.code, limit: refusal.limit ?? "" });
  if (refusal !== error) {
    parts.metrics.errors.inc({ where: "http" });
    parts.logs.error("request failed", error, {
      request: c.get("requestId"),
      method: c.req.method,
      path: c.req.path,
    });
  }
  return answerRefusal(c, refusal);
}

export function answerRefusal(
  c: Context<HttpEnv>,
  { code, message, retryAfter, suggestion, until }: ProtocolError,
): Response {
  const body: ErrorBody = { error: { code, message, retryAfter, suggestion, until } };
  if (retryAfter !== undefined) c.header("Retry-After", String(Math.max(1, Math.ceil(retryAfter))));
  if (code === "upgrade_required") {
    c.header("Upgrade", "websocket");
    c.header("Sec-WebSocket-Version", "13");
  }
  if (code === "unauthenticated") c.header("WWW-Authenticate", "Bearer");
  return json(c, ERRORS[code].status, body);
}

function toProtocolError(error: unknown): ProtocolError {
  if (error instanceof ProtocolError) return error;
  if (error instanceof StoreError) {
    return new ProtocolError(error.kind === "full" ? "storage_full" : "unavailable", undefined, {
      retryAfter: 2,
    });
  }
  return new ProtocolError("internal");
}
