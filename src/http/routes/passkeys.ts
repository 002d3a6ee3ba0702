import { type Context, Hono } from "hono";
import { readAnswer } from "../../chat/passkeys/answer.ts";
import {
  addPasskey,
  beginPasskey,
  listPasskeys,
  removePasskey,
  renamePasskey,
} from "../../chat/passkeys/passkeys.ts";
import { beginPasskeySignIn } from "../../chat/passkeys/sign_in.ts";
import { beginPasskeySignUp } from "../../chat/passkeys/sign_up.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { deviceName } from "../device_name.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { passkeySite } from "../passkey_site.ts";
import { givePasskeyTicket, passkeyTicket } from "../passkey_ticket.ts";
import { optionalString, readJson, stringField } from "../read_body.ts";
import { json } from "../respond.ts";
import { requireSession } from "../session_token.ts";

/** Passkeys: adding, listing, removing one's own; what a browser needs to sign in by one. */
export function passkeyRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, options } = parts;
  return new Hono<HttpEnv>()
    .get("/", async (c) => {
      const { user } = await requireSession(parts, c);
      return json(c, 200, { passkeys: await listPasskeys(chat, user) });
    })
    .post("/options", async (c) => {
      const session = await requireSession(parts, c);
      const password = optionalString(await readJson(c, options), "password");
      return json(c, 200, { options: await beginPasskey(chat, session, { site: site(c), password }) });
    })
    .post("/sign-in-options", (c) => {
      const asked = { site: site(c), address: c.get("address"), ticket: passkeyTicket(parts, c) };
      const { options, ticket } = beginPasskeySignIn(chat, asked);
      givePasskeyTicket(parts, c, ticket);
      return json(c, 200, { options });
    })
    .post("/sign-up-options", async (c) => {
      const body = await readJson(c, options);
      const newcomer = {
        ...{ username: stringField(body, "username"), site: site(c), address: c.get("address") },
        ...{ ticket: passkeyTicket(parts, c), invitation: optionalString(body, "invitation") },
        owner: optionalString(body, "owner"),
      };
      const asked = await beginPasskeySignUp(chat, newcomer);
      givePasskeyTicket(parts, c, asked.ticket);
      return json(c, 200, { options: asked.options });
    })
    .post("/", async (c) => {
      const session = await requireSession(parts, c);
      const body = await readJson(c, options);
      const name = stringField(body, "name", deviceName(c.req.header("User-Agent")));
      const draft = { site: site(c), answer: readAnswer(body.passkey), name };
      return json(c, 201, { user: session.user, ...await addPasskey(chat, session, draft) });
    })
    .patch("/:passkey", async (c) => {
      const { user } = await requireSession(parts, c);
      const name = stringField(await readJson(c, options), "name");
      await renamePasskey(chat, user, { id: c.req.param("passkey"), name });
      return c.body(null, 204);
    })
    .delete("/:passkey", async (c) => {
      const { user } = await requireSession(parts, c);
      await removePasskey(chat, user, c.req.param("passkey"));
      return c.body(null, 204);
    })
    .all("/", methodNotAllowed("GET", "POST"))
    .all("/options", methodNotAllowed("POST"))
    .all("/sign-in-options", methodNotAllowed("POST"))
    .all("/sign-up-options", methodNotAllowed("POST"))
    .all("/:passkey", methodNotAllowed("PATCH", "DELETE"));

  function site(c: Context<HttpEnv>) {
    return passkeySite(parts, c);
  }
}
