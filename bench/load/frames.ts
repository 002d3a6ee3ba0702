/** What a client writes of WebSocket (RFC 6455), and no more. */

const encoder = new TextEncoder();

/** The opening handshake; the key is the one of the standard's own example. */
export function handshakeRequest(
  path: string,
  headers: Record<string, string> = {},
): Uint8Array<ArrayBuffer> {
  const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return encoder.encode(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n${more}\r\n`,
  );
}

/** One masked text frame; the mask is zeros, which costs the server the same as any other. */
export function textFrame(text: string): Uint8Array<ArrayBuffer> {
  return frame(0x81, encoder.encode(text));
}

/** An unasked pong (section 5.5.3): a sign of life, so that no server has to ask for one. */
export const PONG: Uint8Array<ArrayBuffer> = frame(0x8a, new Uint8Array(0));

/** Several frames as one piece, to be sent by one write. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

function frame(first: number, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const { length } = payload;
  const head = length < 126 ? 2 : 4;
  if (length > 65_535) {
    throw new RangeError(`Cannot send a frame of more than 65535 bytes: this one has ${length}`);
  }
  const bytes = new Uint8Array(head + 4 + length);
  bytes[0] = first;
  bytes[1] = 0x80 | (head === 2 ? length : 126);
  if (head === 4) new DataView(bytes.buffer).setUint16(2, length);
  bytes.set(payload, head + 4);
  return bytes;
}
