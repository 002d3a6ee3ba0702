import type { Context } from "hono";

const encoder = new TextEncoder();

/** A JSON answer. */
export function json(c: Context, status: number, value: unknown): Response {
  return send(c, status, JSON.stringify(value), "application/json; charset=utf-8");
}

/** A JSON answer that is encoded already. */
export function encodedJson(c: Context, status: number, body: string): Response {
  return send(c, status, body, "application/json; charset=utf-8");
}

/** A text answer. */
export function text(c: Context, body: string, contentType: string): Response {
  return send(c, 200, body, contentType);
}

/** With its length, and never kept by a cache. */
function send(c: Context, status: number, body: string, contentType: string): Response {
  const bytes = encoder.encode(body);
  return c.body(bytes, status as 200, {
    "Content-Type": contentType,
    "Content-Length": String(bytes.length),
    "Cache-Control": "no-store",
  });
}
