import type { Context } from "hono";
import { readNumber } from "./read_command.ts";

/** Which page of a list an address asks for, as far as it says so. */
export function readPage(c: Context): { before?: number; limit?: number } {
  const page: { before?: number; limit?: number } = {};
  for (const name of ["before", "limit"] as const) {
    const text = c.req.query(name);
    if (text !== undefined) page[name] = readNumber(text);
  }
  return page;
}
