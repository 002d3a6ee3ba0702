import type { Handler } from "hono";
import { ProtocolError } from "../protocol/errors.ts";

/** For the end of a route: the path is known, this method of it is not (RFC 9110, section 15.5.6). */
export function methodNotAllowed(...methods: string[]): Handler {
  const allow = methods.join(", ");
  return function methodNotAllowed(c) {
    c.header("Allow", allow);
    throw new ProtocolError("method_not_allowed", `Allowed here: ${allow}`);
  };
}
