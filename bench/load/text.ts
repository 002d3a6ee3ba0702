/** The texts that are sent: 100 bytes that carry a marker and when they were due. */

export const TEXT_BYTES = 100;
export const MARK = 0x5e;
/** How many times the marker's byte stands before the digits. No frame's head can hold as many. */
export const MARKS = 3;
export const DIGITS = 12;

const MARKER = String.fromCharCode(MARK).repeat(MARKS);
const FILLER = " the quick brown fox jumps over the lazy dog".repeat(3);

/** A text that was due at a time, in microseconds of this process's clock. */
export function makeText(micros: number): string {
  return (MARKER + String(micros).padStart(DIGITS, "0") + FILLER).slice(0, TEXT_BYTES);
}

/** Microseconds since this process began. */
export function nowMicros(): number {
  return Math.round(performance.now() * 1000);
}

/** The digits that begin at a place, as a number. */
export function readDigits(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let index = at; index < at + DIGITS; index++) value = value * 10 + bytes[index]! - 48;
  return value;
}
