import { Hono } from "hono";
import { rememberDevice } from "../../chat/accounts.ts";
import { makeResetLinkFor, resetPassword } from "../../chat/password_reset.ts";
import { resetAddress } from "../addresses.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { deviceName } from "../device_name.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { readJson, stringField } from "../read_body.ts";
import { json } from "../respond.ts";
import { answerSignedIn } from "../session_answer.ts";
import { deviceToken, giveDeviceCookie, requireSession } from "../session_token.ts";

/** A forgotten password: owners and admins make a link, whoever has it sets a new one. */
export function passwordResetRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, options } = parts;
  return new Hono<HttpEnv>()
    .post("/admin/people/:person/reset-link", async (c) => {
      const session = await requireSession(parts, c);
      const { token, expiresAt } = await makeResetLinkFor(chat, session, c.req.param("person"));
      const server = c.req.header("Origin") ?? (options.publicUrl || c.get("origin"));
      const address = resetAddress(`${server}/`, token);
      return json(c, 201, { token, address, expiresAt: new Date(expiresAt).toISOString() });
    })
    .post("/account/reset", async (c) => {
      const body = await readJson(c, options);
      const session = await resetPassword(chat, {
        token: stringField(body, "token"),
        password: stringField(body, "password"),
        address: c.get("address"),
        device: deviceName(c.req.header("User-Agent")),
      });
      giveDeviceCookie(parts, c, await rememberDevice(chat, session.user, deviceToken(parts, c)));
      return await answerSignedIn(parts, c, session);
    })
    .all("/admin/people/:person/reset-link", methodNotAllowed("POST"))
    .all("/account/reset", methodNotAllowed("POST"));
}
