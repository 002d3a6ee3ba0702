import { ProtocolError } from "../protocol/errors.ts";

/**
 * Checks what RFC 6455, section 4.2.1, asks of an opening handshake and the runtime does not look at.
 * @throws ProtocolError `method_not_allowed`, `upgrade_required`, `bad_request`
 */
export function checkHandshake({ method, headers }: Request): void {
  if (method !== "GET") throw new ProtocolError("method_not_allowed");
  const upgrade = headers.get("Upgrade")?.toLowerCase() === "websocket";
  const connection = headers.get("Connection")?.toLowerCase().split(",").some((token) =>
    token.trim() === "upgrade"
  );
  if (!upgrade || !connection) throw new ProtocolError("upgrade_required");
  if (headers.get("Sec-WebSocket-Version") !== "13") {
    throw new ProtocolError("upgrade_required", "'Sec-WebSocket-Version' must be 13");
  }
  // 16 bytes in base64 are 22 characters and two signs of padding.
  if (!/^[A-Za-z0-9+/]{21}[AQgw]==$/.test(headers.get("Sec-WebSocket-Key") ?? "")) {
    throw new ProtocolError("bad_request", "'Sec-WebSocket-Key' must be 16 bytes in base64");
  }
}
