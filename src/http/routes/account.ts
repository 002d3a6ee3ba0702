import { type Context, Hono } from "hono";
import {
  becomeOwner,
  changePassword,
  getAccount,
  keepName,
  rememberDevice,
  signUpWithPassword,
} from "../../chat/accounts.ts";
import { readAnswer } from "../../chat/passkeys/answer.ts";
import { signUpWithPasskey } from "../../chat/passkeys/sign_up.ts";
import { changeStatus } from "../../chat/profile.ts";
import { findSession, type Session } from "../../chat/sessions.ts";
import { ProtocolError } from "../../protocol/errors.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { deviceName } from "../device_name.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { passkeySite } from "../passkey_site.ts";
import { passkeyTicket } from "../passkey_ticket.ts";
import { optionalString, readJson, stringField } from "../read_body.ts";
import { json } from "../respond.ts";
import { answerSignedIn, signedIn } from "../session_answer.ts";
import { deviceToken, giveDeviceCookie, requestToken, requireSession } from "../session_token.ts";

/** One's account: a password or a passkey that keeps the name, and what others read about one. */
export function accountRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, options } = parts;
  return new Hono<HttpEnv>()
    .get("/", async (c) => {
      const { user } = await requireSession(parts, c);
      return json(c, 200, { user, account: await getAccount(chat, user) });
    })
    .post("/", async (c) => {
      const body = await readJson(c, options);
      if (parts.notReady() !== undefined) {
        throw new ProtocolError("unavailable", undefined, { retryAfter: 2 });
      }
      const token = requestToken(parts, c);
      const session = token === undefined ? undefined : await findSession(chat, token);
      if (body.passkey !== undefined) {
        if (session !== undefined) throw signedIn();
        return await signUpByPasskey(c, body);
      }
      const password = stringField(body, "password");
      return session === undefined
        ? await signUp(c, { ...body, password })
        : await keep(c, session, { ...body, password });
    })
    .put("/password", async (c) => {
      const session = await requireSession(parts, c);
      const body = await readJson(c, options);
      await changePassword(chat, session, {
        password: stringField(body, "password"),
        newPassword: stringField(body, "newPassword"),
      });
      giveDeviceCookie(parts, c, await rememberDevice(chat, session.user, deviceToken(parts, c)));
      return c.body(null, 204);
    })
    .put("/status", async (c) => {
      const session = await requireSession(parts, c);
      const body = await readJson(c, options);
      return json(c, 200, { user: await changeStatus(chat, session, stringField(body, "status")) });
    })
    .post("/owner", async (c) => {
      const { user } = await requireSession(parts, c);
      const body = await readJson(c, options);
      return json(c, 200, { user, account: await becomeOwner(chat, user, stringField(body, "token")) });
    })
    .all("/", methodNotAllowed("GET", "POST"))
    .all("/password", methodNotAllowed("PUT"))
    .all("/status", methodNotAllowed("PUT"))
    .all("/owner", methodNotAllowed("POST"));

  async function signUp(
    c: Context<HttpEnv>,
    body: Record<string, unknown> & { password: string },
  ): Promise<Response> {
    const made = await signUpWithPassword(chat, {
      username: stringField(body, "username"),
      password: body.password,
      address: c.get("address"),
      device: deviceName(c.req.header("User-Agent")),
      invitation: optionalString(body, "invitation"),
    }, optionalString(body, "owner"));
    giveDeviceCookie(parts, c, await rememberDevice(chat, made.user, deviceToken(parts, c)));
    return await answerSignedIn(parts, c, made);
  }

  async function signUpByPasskey(c: Context<HttpEnv>, body: Record<string, unknown>): Promise<Response> {
    const claimant = {
      ...{ site: passkeySite(parts, c), answer: readAnswer(body.passkey), ticket: passkeyTicket(parts, c) },
      ...{ address: c.get("address"), device: deviceName(c.req.header("User-Agent")) },
    };
    const invitation = optionalString(body, "invitation");
    const owner = optionalString(body, "owner");
    return await answerSignedIn(parts, c, await signUpWithPasskey(chat, claimant, { invitation, owner }));
  }

  async function keep(
    c: Context<HttpEnv>,
    session: Session,
    body: Record<string, unknown> & { password: string },
  ): Promise<Response> {
    c.set("session", session);
    const account = await keepName(chat, session, body.password);
    giveDeviceCookie(parts, c, await rememberDevice(chat, session.user, deviceToken(parts, c)));
    return json(c, 200, { user: session.user, account, limits: chat.limits });
  }
}
