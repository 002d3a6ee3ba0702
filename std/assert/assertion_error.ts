/** What every failed assertion throws. */
export class AssertionError extends Error {
  override readonly name = "AssertionError";
}

/** Ends a message: `.` or `: why`. */
export function suffix(msg: string | undefined): string {
  return msg ? `: ${msg}` : ".";
}
