import { assert, assertEquals, assertObjectMatch } from "@std/assert";
import type { AuditEntry, Ban } from "../../src/protocol/moderation.ts";
import { PASSWORD, refusal, signUp } from "../support/accounts.ts";
import type { TestClient } from "../support/client.ts";
import { connectOwner, idOf, meet } from "../support/moderation.ts";
import { type TestServer, withServer } from "../support/server.ts";

const PROXIED = { TRUSTED_PROXIES: "127.0.0.1" };

function from(address: string): Record<string, string> {
  return { "X-Forwarded-For": address };
}

function ban(server: TestServer, token: string, json: Record<string, unknown>) {
  return server.call<{ bans: Ban[] }>("POST /api/admin/bans", { token, json });
}

async function audit(server: TestServer, token: string): Promise<string[]> {
  const { body } = await server.call<{ entries: AuditEntry[] }>("GET /api/admin/audit", { token });
  return body.entries.map(({ act, by, whom }) => `${by?.name} ${act} ${whom?.name ?? ""}`.trim());
}

async function closingOf(client: TestClient) {
  const closing = await client.next("closing");
  return { closing, code: (await client.closed).code };
}

Deno.test("who is banned from the server is cut off on all devices within a second, and cannot sign in again", async () => {
  await withServer({}, async (server) => {
    const { olive, token } = await connectOwner(server);
    const { session, user } = await signUp(server, "bo");
    const [first, second] = [
      await server.connect({ token: session }),
      await server.connect({ token: session }),
    ];
    const began = performance.now();
    const { status, body } = await ban(server, token, { user: user.id, seconds: 3_600, reason: "noise" });
    assertEquals(status, 201);
    for (const { closing, code } of await Promise.all([first, second].map(closingOf))) {
      assertEquals([code, closing.code, closing.reason], [4003, 4003, "banned"]);
      assertObjectMatch(closing.ban!, {
        by: olive.welcome.user,
        until: body.bans[0]!.until!,
        reason: "noise",
      });
      assert(
        /^You are banned from this server until .+ UTC: noise$/.test(closing.ban!.message),
        closing.ban!.message,
      );
    }
    assert(performance.now() - began < 1_000, "the sockets were cut too late");
    assertEquals(refusal(await server.call("GET /api/session", { token: session })), [
      401,
      "unauthenticated",
    ]);
    const again = await server.call("POST /api/session", { json: { username: "bo", password: PASSWORD } });
    assertEquals(refusal(again), [403, "banned"]);
    assertEquals((again.body.error as { until: string }).until, body.bans[0]!.until);
    const guess = await server.call("POST /api/session", {
      json: { username: "bo", password: "not the password" },
    });
    assertEquals(refusal(guess), [403, "wrong_password"]);
    await server.restart();
    const later = await server.call("POST /api/session", { json: { username: "bo", password: PASSWORD } });
    assertEquals(refusal(later), [403, "banned"]);
    const { body: listed } = await server.call<{ bans: Ban[] }>("GET /api/admin/bans", { token });
    assertEquals(listed.bans, body.bans);
    assertEquals((await server.call(`DELETE /api/admin/bans/${body.bans[0]!.id}`, { token })).status, 204);
    assertEquals(refusal(await server.call(`DELETE /api/admin/bans/${body.bans[0]!.id}`, { token })), [
      404,
      "not_found",
    ]);
    const back = await server.call("POST /api/session", { json: { username: "bo", password: PASSWORD } });
    assertEquals(back.status, 201);
  });
});

Deno.test("a banned guest is in no room any more, and their name is free", async () => {
  await withServer({}, async (server) => {
    const { olive, token } = await connectOwner(server);
    const bo = await server.connect({ username: "bo" });
    assertEquals((await ban(server, token, { name: "bo" })).status, 201);
    await closingOf(bo);
    await olive.next("member.left", ({ user }) => user.id === idOf(bo));
    const another = await server.connect({ username: "bo" });
    assert(idOf(another) !== idOf(bo));
  });
});

Deno.test("from a banned network nobody new comes in, nobody signs in, and nobody stays, but who runs the server", async () => {
  await withServer(PROXIED, async (server) => {
    const { token } = await connectOwner(server);
    const near = { headers: from("2001:db8:0:1::5") };
    const bo = await server.connect({ username: "bo", ...near });
    const other = await server.connect({ username: "other", headers: from("2001:db8:0:2::5") });
    await signUp(server, "cy");
    const began = performance.now();
    const banned = await ban(server, token, { address: "2001:DB8:0:1::77", seconds: 600, reason: "flood" });
    assertEquals(banned.body.bans[0]!.network, "2001:db8:0:1::/64");
    const { code, closing } = await closingOf(bo);
    assert(performance.now() - began < 1_000, "the sockets were cut too late");
    assertEquals(code, 4003);
    assert(
      closing.ban!.message.startsWith("Your network is banned from this server until "),
      closing.ban!.message,
    );
    const tries = [
      server.call("POST /api/session", { json: { username: "di" }, ...near }),
      server.call("POST /api/session", { json: { username: "cy", password: PASSWORD }, ...near }),
      server.call("POST /api/account", { json: { username: "di", password: PASSWORD }, ...near }),
      server.call("GET /api/session", { token: bo.welcome.session!, ...near }),
      server.call("GET /api/rooms", { token: bo.welcome.session!, ...near }),
    ];
    for (const answer of await Promise.all(tries)) {
      assertEquals(refusal(answer), [403, "banned"]);
      assertEquals((answer.body.error as { until: string }).until, banned.body.bans[0]!.until);
    }
    const headers = { ...near.headers, Authorization: `Bearer ${bo.welcome.session}` };
    assertEquals((await server.handshake({ headers })).answer.status, 403);
    assertEquals(
      (await server.handshake({ path: "/ws?username=ed", headers: near.headers })).answer.status,
      403,
    );
    await other.flush();
    assertEquals((await server.call("GET /api/rooms", { token, ...near })).status, 200);
    const elsewhere = await server.connect({ token: bo.welcome.session, headers: from("192.0.2.9") });
    await elsewhere.flush();
    await server.call(`DELETE /api/admin/bans/${banned.body.bans[0]!.id}`, { token });
    await server.connect({ username: "di", ...near });
  });
});

Deno.test("a person is banned with the networks where they are; a ban of a network ends by itself", async () => {
  await withServer(PROXIED, async (server) => {
    const { token } = await connectOwner(server);
    const bo = await server.connect({ username: "bo", headers: from("192.0.2.7") });
    const { body } = await ban(server, token, { user: idOf(bo), network: true });
    assertEquals(body.bans.map(({ user, network, until }) => [user?.name, network, until === undefined]), [
      ["bo", undefined, true],
      [undefined, "192.0.2.7", false],
    ]);
    await closingOf(bo);
    const again = { json: { username: "bo" }, headers: from("192.0.2.7") };
    assertEquals(refusal(await server.call("POST /api/session", again)), [403, "banned"]);
    const short = await ban(server, token, { address: "192.0.2.8", seconds: 1 });
    await new Promise((resolve) =>
      setTimeout(resolve, Date.parse(short.body.bans[0]!.until!) - Date.now() + 5)
    );
    const after = await server.call("POST /api/session", {
      json: { username: "di" },
      headers: from("192.0.2.8"),
    });
    assertEquals(after.status, 201);
  });
});

Deno.test("bans are for who runs the server: owners ban all but owners, admins who is neither, nobody where they are", async () => {
  await withServer({}, async (server) => {
    const { olive, token } = await connectOwner(server);
    const [ann, bo] = [await signUp(server, "ann"), await signUp(server, "bo")];
    const role = (user: string, role: string, by: string) =>
      server.call(`PUT /api/admin/roles/${user}`, { token: by, json: { role } });
    assertEquals(refusal(await role(bo.user.id, "admin", ann.session)), [404, "not_found"]);
    assertEquals((await role(ann.user.id, "admin", token)).status, 204);
    assertEquals(refusal(await role(bo.user.id, "owner", token)), [400, "bad_request"]);
    assertEquals(refusal(await role(idOf(olive), "member", token)), [403, "forbidden"]);
    const guest = await server.connect({ username: "guest" });
    assertEquals(refusal(await role(idOf(guest), "admin", token)), [403, "forbidden"]);
    const codes = async (by: string, users: string[]) =>
      await Promise.all(users.map(async (user) => (await ban(server, by, { user })).status));
    assertEquals(await codes(bo.session, [idOf(guest)]), [404]);
    assertEquals(await codes(ann.session, [idOf(olive), ann.user.id, "u99", "x"]), [403, 403, 404, 404]);
    assertEquals(await codes(token, [idOf(olive)]), [403]);
    for (const json of [{ address: "127.0.0.1" }, { address: "nonsense" }, {}, { network: 1 }, { user: 1 }]) {
      const status = (await ban(server, token, json)).status;
      assertEquals([json, status], [json, "address" in json && json.address === "127.0.0.1" ? 403 : 400]);
    }
    for (const path of ["GET /api/admin/audit", "GET /api/admin/bans", "DELETE /api/admin/bans/1"]) {
      assertEquals(refusal(await server.call(path, { token: bo.session })), [404, "not_found"]);
      assertEquals(refusal(await server.call(path)), [404, "not_found"]);
    }
    assertEquals(await codes(ann.session, [idOf(guest)]), [201]);
    assertEquals(await codes(token, [ann.user.id]), [201]);
  });
});

Deno.test("who runs the server keeps order in public rooms that they are in, also in the lobby, and has no more rights in private ones", async () => {
  await withServer({}, async (server) => {
    const { olive } = await connectOwner(server);
    const [ada, bo] = await meet(server, "ada", "bo");
    const { seq } = await bo!.ask({ type: "message.post", room: "lobby", text: "noise" });
    await olive.ask({ type: "message.delete", room: "lobby", message: seq });
    await olive.ask({ type: "room.change", room: "lobby", topic: "Be kind", slowMode: 1 });
    await olive.ask({ type: "room.mute", room: "lobby", user: idOf(bo!) });
    assertEquals((await bo!.refused({ type: "message.post", room: "lobby", text: "x" })).code, "muted");
    await olive.ask({ type: "room.ban", room: "lobby", user: idOf(bo!) });
    await bo!.next("room.left");
    const room = "tea";
    assertEquals((await olive.refused({ type: "room.bans", room })).code, "forbidden");
    await olive.ask({ type: "room.join", room });
    await olive.ask({ type: "room.mute", room, user: idOf(bo!) });
    for (const type of ["room.ban", "room.mute"] as const) {
      assertEquals((await ada!.refused({ type, room, user: idOf(olive) })).code, "forbidden");
    }
    assertEquals((await olive.refused({ type: "room.ban", room, user: idOf(ada!) })).code, "forbidden");
    assertEquals((await olive.refused({ type: "room.change", room, archived: true })).code, "forbidden");
    const token = ada!.welcome.session!;
    const made = await server.call<{ room: { id: string } }>("POST /api/rooms", {
      token,
      json: { name: "den", visibility: "private" },
    });
    const den = made.body.room.id;
    assertEquals(
      (await olive.refused({ type: "room.bans", room: den })).message,
      "There is no such room, or you are not in it",
    );
    for (const user of [idOf(olive), idOf(bo!)]) await ada!.ask({ type: "room.invite", room: den, user });
    assertEquals((await olive.refused({ type: "room.mute", room: den, user: idOf(bo!) })).code, "forbidden");
    await ada!.ask({ type: "room.ban", room: den, user: idOf(olive) });
    await olive.next("room.left");
  });
});

Deno.test("what those did who keep order is read in pages, the newest first, without what private rooms are for others", async () => {
  await withServer({}, async (server) => {
    const { token } = await connectOwner(server);
    const [ada, bo] = await meet(server, "ada", "bo");
    const made = await server.call<{ room: { id: string } }>("POST /api/rooms", {
      token: ada!.welcome.session!,
      json: { name: "den", visibility: "private" },
    });
    await ada!.ask({ type: "room.change", room: made.body.room.id, topic: "secret" });
    await ada!.ask({ type: "room.kick", room: "tea", user: idOf(bo!), reason: "noise" });
    await server.call("PUT /api/settings", { token, json: { access: "invited" } });
    const invited = await server.call<{ invitation: { id: string } }>("POST /api/invitations", {
      token,
      json: {},
    });
    await server.call(`DELETE /api/invitations/${invited.body.invitation.id}`, { token });
    assertEquals(await audit(server, token), [
      "olive invitation.end",
      "olive invitation.make",
      "olive settings.access",
      "ada room.kick bo",
      "olive server.role olive",
    ]);
    const page = async (query: string) =>
      (await server.call<{ entries: AuditEntry[]; next?: number }>(`GET /api/admin/audit?${query}`, {
        token,
      })).body;
    const first = await page("limit=2");
    assertEquals(first.entries.map(({ act }) => act), ["invitation.end", "invitation.make"]);
    assertEquals(first.next, first.entries[1]!.id);
    const last = await page(`limit=3&before=${first.next}`);
    assertEquals([last.entries.map(({ act }) => act), last.next], [[
      "settings.access",
      "room.kick",
      "server.role",
    ], undefined]);
    const { id: _id, at, ...kick } = last.entries[1]!;
    assertEquals(kick, {
      act: "room.kick",
      by: ada!.welcome.user,
      whom: bo!.welcome.user,
      room: { id: "tea", name: "tea" },
      details: { reason: "noise" },
    });
    assert(Math.abs(Date.parse(at) - Date.now()) < 60_000);
    for (const query of ["limit=0", "limit=x", "before=x"]) {
      assertEquals(refusal(await server.call(`GET /api/admin/audit?${query}`, { token })), [
        400,
        "bad_range",
      ]);
    }
  });
});
