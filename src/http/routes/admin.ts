import { type Context, Hono } from "hono";
import { listAudit } from "../../chat/audit.ts";
import { networkOf } from "../../chat/network.ts";
import { findKnown } from "../../chat/people_search.ts";
import { banFromServer, liftServerBan, listServerBans } from "../../chat/server_bans.ts";
import { enterSession, type Session } from "../../chat/sessions.ts";
import { requireStaff, setServerRole } from "../../chat/server_roles.ts";
import { ProtocolError } from "../../protocol/errors.ts";
import type { User } from "../../protocol/models.ts";
import { readReason, readSeconds } from "../../protocol/moderation_readers.ts";
import { MAX_AUDIT_PAGE } from "../../protocol/moderation.ts";
import { readNetwork } from "../client_address.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { methodNotAllowed } from "../method_not_allowed.ts";
import { optionalString, readJson, stringField } from "../read_body.ts";
import { readNumber } from "../read_command.ts";
import { json } from "../respond.ts";
import { requireSession } from "../session_token.ts";

/** Order on the whole server, for its owners and admins: bans, what was done, who the admins are. */
export function adminRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, options, realtime } = parts;
  return new Hono<HttpEnv>()
    .get("/audit", async (c) => {
      const { user } = await requireSession(parts, c);
      return json(c, 200, await listAudit(chat, user, readPage(c.req.query())));
    })
    .get("/bans", async (c) => {
      const { user } = await requireSession(parts, c);
      return json(c, 200, { bans: await listServerBans(chat, user) });
    })
    .post("/bans", async (c) => {
      const session = await requireSession(parts, c);
      requireStaff(chat, session.user);
      const body = await readJson(c, options);
      const user = await readPerson(session, body);
      const bans = await banFromServer(chat, session.user, {
        user,
        networks: readNetworks(user, body),
        ...readSeconds(body, "http"),
        ...readReason(body, "http"),
        address: c.get("address"),
      });
      realtime.endBanned();
      return json(c, 201, { bans });
    })
    .delete("/bans/:ban", async (c) => {
      const { user } = await requireSession(parts, c);
      await liftServerBan(chat, user, readNumber(c.req.param("ban")) || 0);
      return c.body(null, 204);
    })
    .put("/roles/:user", async (c) => await changeRole(c))
    .all("/audit", methodNotAllowed("GET"))
    .all("/bans", methodNotAllowed("GET", "POST"))
    .all("/bans/:ban", methodNotAllowed("DELETE"))
    .all("/roles/:user", methodNotAllowed("PUT"));

  async function changeRole(c: Context<HttpEnv, "/roles/:user">): Promise<Response> {
    const { user } = await requireSession(parts, c);
    const role = stringField(await readJson(c, options), "role");
    if (role !== "admin" && role !== "member") {
      throw new ProtocolError("bad_request", "'role' must be one of admin, member");
    }
    await setServerRole(chat, user, { user: c.req.param("user"), role });
    return c.body(null, 204);
  }

  /** By their id, or by their name in full. */
  async function readPerson(session: Session, body: Record<string, unknown>): Promise<User | undefined> {
    const [id, name] = [optionalString(body, "user"), optionalString(body, "name")];
    if (id === undefined && name === undefined) return undefined;
    if (id === undefined) return await findKnown(chat, await enterSession(chat, session), { name });
    const user = await chat.store.users.get(id);
    if (user === undefined) throw new ProtocolError("unknown_person", "There is no such person");
    return user;
  }

  /** Of the address that is named; with `network`, also those where the person is connected. */
  function readNetworks(user: User | undefined, body: Record<string, unknown>): string[] {
    const { address, network = false } = body;
    if (typeof network !== "boolean") {
      throw new ProtocolError("bad_request", "'network' must be true or false");
    }
    const here = user !== undefined && network ? realtime.addressesOf(user.id).map(networkOf) : [];
    const named = address === undefined ? [] : [readNetwork(stringField(body, "address"))];
    return [...new Set([...here, ...named])];
  }
}

function readPage({ before, limit = String(MAX_AUDIT_PAGE) }: Record<string, string>) {
  const page = { limit: readNumber(limit), before: before === undefined ? undefined : readNumber(before) };
  if (!(page.limit >= 1) || Number.isNaN(page.before)) {
    throw new ProtocolError("bad_range", "'before' and 'limit' must be whole numbers");
  }
  return page;
}
