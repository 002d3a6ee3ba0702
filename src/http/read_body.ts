import type { Context } from "hono";
import { ProtocolError } from "../protocol/errors.ts";

/**
 * Reads a JSON object from a request's body.
 * @param max bytes
 * @throws ProtocolError `unsupported_media_type`, `payload_too_large`, `bad_json`, `bad_request`
 */
export async function readJson(c: Context, max: number): Promise<Record<string, unknown>> {
  const type = c.req.header("Content-Type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type) || c.req.header("Content-Encoding") !== undefined) {
    throw new ProtocolError("unsupported_media_type");
  }
  const text = await readText(c.req.raw, max);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ProtocolError("bad_json");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ProtocolError("bad_request", "The body must be a JSON object");
  }
  return value as Record<string, unknown>;
}

/** A field that must be a string. */
export function stringField(body: Record<string, unknown>, name: string, fallback?: string): string {
  const value = Object.hasOwn(body, name) ? body[name] : fallback;
  if (typeof value !== "string") throw new ProtocolError("bad_request", `'${name}' must be a string`);
  return value;
}

async function readText(request: Request, max: number): Promise<string> {
  const tooLarge = new ProtocolError("payload_too_large", `The body is larger than ${max} bytes`);
  if (Number(request.headers.get("Content-Length") ?? 0) > max) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.length;
      if (size > max) throw tooLarge;
      chunks.push(chunk);
    }
  } catch (error) {
    if (error === tooLarge) throw error;
    // Who sends it is gone, or has broken its framing: no fault of this server.
    throw new ProtocolError("bad_request", "The body ended before it was whole");
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ProtocolError("bad_json", "The body must be UTF-8");
  }
}
