import { Hono } from "hono";
import { generate } from "lean-qr";
import { toSvgSource } from "lean-qr/extras/svg";
import { makeTransfer } from "../../chat/links.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { json } from "../respond.ts";
import { requireSession } from "../session_token.ts";

/** A link by which one signs in on another device, and the same as a picture for its camera. */
export function transferRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, options } = parts;
  return new Hono<HttpEnv>()
    .post("/", async (c) => {
      const { token, expiresAt } = await makeTransfer(chat, await requireSession(parts, c));
      // After '#', which browsers send to nobody.
      const address = `${
        c.req.header("Origin") ?? (options.publicUrl || c.get("origin"))
      }/#/transfer/${token}`;
      const qr = toSvgSource(generate(address), { on: "black", off: "white" });
      return json(c, 201, { token, address, qr, expiresAt: new Date(expiresAt).toISOString() });
    })
    .all("/", methodNotAllowed("POST"));
}
