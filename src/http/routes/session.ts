import { Hono } from "hono";
import { readAccess } from "../../chat/access.ts";
import { getAccount, signInWithPassword } from "../../chat/accounts.ts";
import { signInByTransfer } from "../../chat/links.ts";
import { readAnswer } from "../../chat/passkeys/answer.ts";
import { signInWithPasskey } from "../../chat/passkeys/sign_in.ts";
import { checkName, findSession, rename, signIn, signOut } from "../../chat/sessions.ts";
import { ProtocolError } from "../../protocol/errors.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { deviceName } from "../device_name.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { passkeySite } from "../passkey_site.ts";
import { passkeyTicket } from "../passkey_ticket.ts";
import { optionalString, readJson, stringField } from "../read_body.ts";
import { json } from "../respond.ts";
import { answerSignedIn, signedIn } from "../session_answer.ts";
import { deviceToken, giveDeviceCookie, requestToken, requireSession, takeCookie } from "../session_token.ts";

/** Who one is: sign in by a name, with a password, a passkey or by a transfer link, change the name, sign out. */
export function sessionRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, options } = parts;
  return new Hono<HttpEnv>()
    .get("/", async (c) => {
      // Who brings nothing is told so without an error, which a browser would write to its console at every first visit.
      if (requestToken(parts, c) === undefined) {
        return json(c, 200, { user: null, limits: chat.limits, access: await readAccess(chat) });
      }
      const session = await requireSession(parts, c);
      await checkName(chat, session);
      return json(c, 200, {
        user: session.user,
        account: await getAccount(chat, session.user),
        limits: chat.limits,
      });
    })
    .post("/", async (c) => {
      const body = await readJson(c, options);
      if (parts.notReady() !== undefined) {
        throw new ProtocolError("unavailable", undefined, { retryAfter: 2 });
      }
      const token = requestToken(parts, c);
      const session = token === undefined ? undefined : await findSession(chat, token);
      const from = { address: c.get("address"), device: deviceName(c.req.header("User-Agent")) };
      const [transfer, password] = [optionalString(body, "transfer"), optionalString(body, "password")];
      if (session !== undefined && (transfer !== undefined || password !== undefined)) {
        throw signedIn();
      }
      if (body.passkey !== undefined) {
        if (session !== undefined) throw signedIn();
        const claimant = {
          ...from,
          site: passkeySite(parts, c),
          answer: readAnswer(body.passkey),
          ticket: passkeyTicket(parts, c),
        };
        return await answerSignedIn(parts, c, await signInWithPasskey(chat, claimant));
      }
      if (transfer !== undefined) {
        return await answerSignedIn(parts, c, await signInByTransfer(chat, transfer, from));
      }
      const username = stringField(body, "username");
      if (password !== undefined) {
        const claimant = { username, password, ...from, deviceToken: deviceToken(parts, c) };
        const come = await signInWithPassword(chat, claimant);
        giveDeviceCookie(parts, c, come.deviceToken);
        return await answerSignedIn(parts, c, come.session);
      }
      if (session !== undefined) {
        const user = await rename(chat, session, username);
        c.set("session", { ...session, user });
        return json(c, 200, { user, account: await getAccount(chat, user), limits: chat.limits });
      }
      const invitation = optionalString(body, "invitation");
      return await answerSignedIn(parts, c, await signIn(chat, username, { ...from, invitation }));
    })
    .delete("/", async (c) => {
      await signOut(chat, await requireSession(parts, c));
      takeCookie(parts, c);
      return c.body(null, 204);
    })
    .all("/", methodNotAllowed("GET", "POST", "DELETE"));
}
