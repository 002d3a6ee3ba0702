import { encode, joinFrame } from "../protocol/codec.ts";
import type { ServerEvent } from "../protocol/events.ts";

/** What goes out together, encoded once for all who get it. */
export interface Batch {
  count: number;
  /** The events joined by commas. */
  joined: string;
  /** The frame where nothing else is due. */
  frame: string;
}

export function toBatch(encoded: readonly string[]): Batch {
  return { count: encoded.length, joined: encoded.join(","), frame: joinFrame(encoded) };
}

export function encodeBatch(events: readonly ServerEvent[]): Batch {
  return toBatch(events.map(encode));
}
