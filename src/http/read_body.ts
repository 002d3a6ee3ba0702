import type { Context } from "hono";
import { ReadTurns } from "../chat/read_turns.ts";
import { ProtocolError } from "../protocol/errors.ts";
import { parseJson } from "../protocol/json.ts";

export interface BodyLimits {
  /** Bytes. */
  maxBody: number;
  /** Milliseconds in which it must be there. */
  bodyTimeout: number;
}

/** Characters of a body that has a turn of the event loop for itself: many may come at once. */
const LONG = 8 * 1024;
const turns = new ReadTurns();

/**
 * Reads a JSON object from a request's body.
 * @throws ProtocolError `unsupported_media_type`, `payload_too_large`, `too_slow`, `bad_json`, `bad_request`
 */
export async function readJson(c: Context, limits: BodyLimits): Promise<Record<string, unknown>> {
  const value = await readValue(c, limits, ["application/json"]);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ProtocolError("bad_request", "The body must be a JSON object");
  }
  return value as Record<string, unknown>;
}

/**
 * Reads any JSON value from a request's body of one of these types.
 * @throws ProtocolError `unsupported_media_type`, `payload_too_large`, `too_slow`, `bad_json`, `bad_request`
 */
export async function readValue(
  c: Context,
  limits: BodyLimits,
  types: readonly string[],
): Promise<unknown> {
  const type = (c.req.header("Content-Type") ?? "").split(";", 1)[0]!.trim().toLowerCase();
  if (!types.includes(type) || c.req.header("Content-Encoding") !== undefined) {
    throw new ProtocolError("unsupported_media_type");
  }
  const text = await readText(c, limits);
  if (text.length > LONG) await turns.next();
  try {
    return parseJson(text);
  } catch {
    throw new ProtocolError("bad_json");
  }
}

/** A field that must be a string. */
export function stringField(body: Record<string, unknown>, name: string, fallback?: string): string {
  const value = Object.hasOwn(body, name) ? body[name] : fallback;
  if (typeof value !== "string") throw new ProtocolError("bad_request", `'${name}' must be a string`);
  return value;
}

/** A field that is a string where it is there. */
export function optionalString(body: Record<string, unknown>, name: string): string | undefined {
  return Object.hasOwn(body, name) ? stringField(body, name) : undefined;
}

/** A field that is a number; the fallback where it is not there. */
export function numberField(body: Record<string, unknown>, name: string, fallback: number): number {
  const value = Object.hasOwn(body, name) ? body[name] : fallback;
  if (typeof value !== "number") throw new ProtocolError("bad_request", `'${name}' must be a number`);
  return value;
}

async function readText(c: Context, { maxBody, bodyTimeout }: BodyLimits): Promise<string> {
  const { headers, body } = c.req.raw;
  const tooLarge = new ProtocolError("payload_too_large", `The body is larger than ${maxBody} bytes`);
  if (Number(headers.get("Content-Length") ?? 0) > maxBody) throw tooLarge;
  const reader = body?.getReader();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    reader?.cancel().catch(() => {});
  }, bodyTimeout);
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
      size += part.value.length;
      if (size > maxBody) throw tooLarge;
      parts.push(part.value);
    }
  } catch (error) {
    reader?.cancel().catch(() => {});
    if (error === tooLarge) throw error;
    // Who sends it is gone, or has broken its framing: no fault of this server.
    if (!late) throw new ProtocolError("bad_request", "The body ended before it was whole");
  } finally {
    clearTimeout(timer);
  }
  if (late) throw refuseSlow(c);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(join(parts, size));
  } catch {
    throw new ProtocolError("bad_json", "The body must be UTF-8");
  }
}

function join(parts: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** What still comes of the body is not for another request: the connection is to end with it. */
function refuseSlow(c: Context): ProtocolError {
  c.header("Connection", "close");
  return new ProtocolError("too_slow");
}
