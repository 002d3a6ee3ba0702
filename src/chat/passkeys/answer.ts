import { Buffer } from "node:buffer";
import { ProtocolError } from "../../protocol/errors.ts";

/** What a browser gives back for a challenge, as `PublicKeyCredential.toJSON()` writes it; nothing of it is proven yet. */
export interface PasskeyAnswer {
  /** The passkey, as base64url. */
  id: string;
  challenge: string;
  response: Readonly<Record<string, unknown>>;
}

/** WebAuthn: an id has at most 1,023 bytes. */
const ID = /^[\w-]{1,1364}$/;

/**
 * Reads it as far as it is needed to find out what it answers.
 * @throws ProtocolError `bad_request`
 */
export function readAnswer(value: unknown): PasskeyAnswer {
  const { id, rawId, type, response } = toObject(value);
  const answer = toObject(response);
  if (typeof id !== "string" || !ID.test(id) || rawId !== id || type !== "public-key") throw bad();
  const { challenge } = toObject(readClientData(answer.clientDataJSON));
  if (typeof challenge !== "string") throw bad();
  return { id, challenge, response: answer };
}

function readClientData(text: unknown): unknown {
  if (typeof text !== "string") throw bad();
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString());
  } catch {
    throw bad();
  }
}

function toObject(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw bad();
  return value as Record<string, unknown>;
}

function bad(): ProtocolError {
  return new ProtocolError("bad_request", "'passkey' must be what the browser gave for the options");
}
