import { pick, type Random } from "../faults/random.ts";
import { makeText } from "./commands.ts";
import { chance, whole } from "./values.ts";

export interface FrameShape {
  /** FIN, RSV1-3 and the opcode. */
  first: number;
  payload: Uint8Array;
  masked?: boolean;
  /** Bytes of the length's field, where it is not the shortest. */
  lengthBytes?: 0 | 2 | 8;
  /** What the length says, where it is not the truth. */
  says?: bigint;
}

/** What goes to the server in one go. */
export interface Piece {
  bytes: Uint8Array<ArrayBuffer>;
  frames: number;
  /** Whether the connection is expected to end by it. */
  last: boolean;
}

const FIN = 0x80;
const encoder = new TextEncoder();

/** A frame as it stands on the wire (RFC 6455, section 5.2). */
export function frameBytes(
  { first, payload, masked = true, lengthBytes, says }: FrameShape,
): Uint8Array<ArrayBuffer> {
  const length = says ?? BigInt(payload.length);
  const extra = lengthBytes ?? (length < 126n ? 0 : length < 65_536n ? 2 : 8);
  const key = masked ? [0x21, 0x09, 0xf3, 0x5a] : [];
  const bytes = new Uint8Array(2 + extra + key.length + payload.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = first;
  bytes[1] = (masked ? 0x80 : 0) | (extra === 0 ? Number(length & 0x7fn) : extra === 2 ? 126 : 127);
  if (extra === 2) view.setUint16(2, Number(length & 0xffffn));
  if (extra === 8) view.setBigUint64(2, length);
  bytes.set(key, 2 + extra);
  for (let at = 0; at < payload.length; at++) {
    bytes[2 + extra + key.length + at] = payload[at]! ^ (key[at % 4] ?? 0);
  }
  return bytes;
}

/** One or several frames, most of them well-formed. */
export function makePiece(random: Random, rooms: readonly string[]): Piece {
  const kind = random();
  const text = () => encoder.encode(makeText(random, rooms));
  if (kind < 0.66) return piece([{ first: FIN | 1, payload: text() }]);
  if (kind < 0.76) return piece(fragments(random, text()));
  if (kind < 0.82) return piece([{ first: FIN | 9, payload: noise(random, whole(random, 126)) }]);
  if (kind < 0.86) return piece([{ first: FIN | 10, payload: noise(random, whole(random, 126)) }]);
  if (kind < 0.89) return piece(Array.from({ length: 10 }, () => ({ first: FIN | 1, payload: text() })));
  if (kind < 0.91) return piece([{ first: FIN | 1, payload: text(), lengthBytes: 8 }]);
  if (kind < 0.93) return piece([{ first: FIN | 1, payload: text(), masked: false }]);
  return piece([makeBroken(random, text())], true);
}

function makeBroken(random: Random, payload: Uint8Array): FrameShape {
  return pick<() => FrameShape>(random, [
    () => ({ first: whole(random, 256), payload }),
    () => ({ first: FIN | pick(random, [3, 4, 5, 6, 7, 11, 12, 13, 14, 15]), payload }),
    () => ({ first: FIN | pick(random, [0x10, 0x20, 0x40, 0x70]) | 1, payload }),
    () => ({ first: FIN | 2, payload }),
    () => ({ first: FIN, payload }),
    () => ({ first: pick(random, [8, 9, 10]), payload: payload.slice(0, 100) }),
    () => ({ first: FIN | pick(random, [9, 10]), payload: noise(random, 126 + whole(random, 2_000)) }),
    () => ({ first: FIN | 8, payload: noise(random, whole(random, 200)) }),
    () => ({ first: FIN | 8, payload: new Uint8Array([3, 232]) }),
    () => ({ first: FIN | 1, payload: noise(random, 1 + whole(random, 200)) }),
    () => ({
      first: FIN | 1,
      payload,
      says: pick(random, [2n ** 63n + 5n, 2n ** 62n, 2n ** 30n]),
      lengthBytes: 8,
    }),
    () => ({ first: FIN | 1, payload, says: BigInt(whole(random, payload.length * 2)) }),
  ])();
}

function fragments(random: Random, payload: Uint8Array): FrameShape[] {
  const frames: FrameShape[] = [];
  let at = 0;
  const parts = 2 + whole(random, 5);
  for (let part = 0; part < parts; part++) {
    const end = part === parts - 1 ? payload.length : at + whole(random, payload.length - at + 1);
    frames.push({
      first: (part === parts - 1 ? FIN : 0) | (part === 0 ? 1 : 0),
      payload: payload.slice(at, end),
    });
    if (part < parts - 1 && chance(random, 0.3)) {
      frames.push({ first: FIN | 9, payload: new Uint8Array([1]) });
    }
    at = end;
  }
  return frames;
}

function piece(shapes: readonly FrameShape[], last = false): Piece {
  const all = shapes.map(frameBytes);
  const bytes = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const one of all) {
    bytes.set(one, at);
    at += one.length;
  }
  return { bytes, frames: all.length, last };
}

function noise(random: Random, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => whole(random, 256));
}
