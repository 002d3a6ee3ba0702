import { assert, assertEquals, assertMatch, assertObjectMatch } from "@std/assert";
import { DEFAULT_LIMITS } from "../../src/protocol/limits.ts";
import { withServer } from "../support/server.ts";

Deno.test("a name is enough to come in: the welcome tells who one is, the lobby, the limits, and a token", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "Ada" });
    const { welcome } = ada;
    assertEquals(ada.received[0], welcome);
    assertEquals(welcome.protocol, 1);
    assertEquals(welcome.user.name, "Ada");
    assertMatch(welcome.session!, /^[\w-]{22}$/);
    assertEquals(welcome.limits, DEFAULT_LIMITS);
    assertEquals(welcome.rooms.length, 1);
    // room.created and her own member.joined.
    assertObjectMatch(welcome.rooms[0]!, {
      id: "lobby",
      seq: 2,
      messages: 0,
      read: { seq: 2, ordinal: 0 },
      online: 1,
    });
    assert(welcome.rooms[0]!.epoch.length > 0);
  });
});

Deno.test("the session's token as Bearer comes back as the same person, in the same rooms, and needs no new token", async () => {
  await withServer({}, async (server) => {
    const first = await server.connect({ username: "ada" });
    await first.ask({ type: "message.post", room: "lobby", text: "hello" });
    await first.close();
    const again = await server.connect({ token: first.welcome.session });
    assertEquals(again.welcome.user, first.welcome.user);
    assertEquals(again.welcome.session, undefined);
    assertEquals(again.welcome.rooms.map(({ id, epoch, seq }) => ({ id, epoch, seq })), [
      { id: "lobby", epoch: first.welcome.rooms[0]!.epoch, seq: 3 },
    ]);
  });
});

Deno.test("a token wins over a name in the address", async () => {
  await withServer({}, async (server) => {
    const first = await server.connect({ username: "ada" });
    const again = await server.connect({ token: first.welcome.session, username: "bo" });
    assertEquals(again.welcome.user, first.welcome.user);
  });
});

Deno.test("a page signs in by HTTP and connects with its cookie; scripts never see the token", async () => {
  await withServer({}, async (server) => {
    const Origin = server.url;
    const signedIn = await server.call("POST /api/session", {
      json: { username: "ada" },
      headers: { Origin },
    });
    assertEquals(signedIn.status, 201);
    assertEquals(Object.keys(signedIn.body).toSorted(), ["account", "limits", "user"]);
    const cookie = signedIn.headers.getSetCookie();
    assertEquals(cookie.length, 1);
    assertMatch(cookie[0]!, /^parley_session=[\w-]{22};/);
    for (const attribute of [/; HttpOnly/, /; SameSite=Lax/, /; Path=\//, /; Max-Age=2592000/]) {
      assertMatch(cookie[0]!, attribute);
    }
    const Cookie = cookie[0]!.split(";")[0]!;
    const ada = await server.connect({ headers: { Cookie, Origin } });
    assertEquals(ada.welcome.user, signedIn.body.user as typeof ada.welcome.user);
    assertEquals(ada.welcome.session, undefined);
    const who = await server.call("GET /api/session", { headers: { Cookie } });
    assertEquals([who.status, who.body.user], [200, ada.welcome.user]);
  });
});

Deno.test("over HTTPS the cookie is Secure and bound to the host", async () => {
  await withServer({ PUBLIC_URL: "https://chat.example.org" }, async (server) => {
    const headers = { Origin: "https://chat.example.org" };
    const { headers: answered } = await server.call("POST /api/session", {
      json: { username: "ada" },
      headers,
    });
    const cookie = answered.getSetCookie()[0]!;
    assertMatch(cookie, /^__Host-parley_session=/);
    assertMatch(cookie, /; Secure/);
    const ada = await server.connect({ headers: { ...headers, Cookie: cookie.split(";")[0]! } });
    assertEquals(ada.welcome.user.name, "ada");
  });
});

Deno.test("a program that signs in by HTTP gets its token in the answer", async () => {
  await withServer({}, async (server) => {
    const token = await server.signIn("ada");
    const ada = await server.connect({ token });
    assertEquals(ada.welcome.user.name, "ada");
    const who = await server.call("GET /api/session", { token });
    assertEquals(who.body.user, ada.welcome.user);
  });
});

Deno.test("everyone is a member of the lobby from the first moment, and hears who comes after", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    const joined = await ada.next("member.joined", ({ user }) => user.name === "bo");
    assertEquals([joined.room, joined.user, joined.seq], ["lobby", bo.welcome.user, 3]);
    assertEquals(bo.welcome.rooms[0]!.online, 2);
  });
});

Deno.test("two connections of one person are one person: both get everything, others hear of one arrival", async () => {
  await withServer({}, async (server) => {
    const watcher = await server.connect({ username: "watcher" });
    const one = await server.connect({ username: "ada" });
    const two = await server.connect({ token: one.welcome.session });
    const { seq } = await one.ask({ type: "message.post", room: "lobby", text: "from one" });
    assertEquals((await two.next("message.posted")).seq, seq);
    await two.ask({ type: "message.post", room: "lobby", text: "from two" });
    await watcher.flush(one, two);
    for (const client of [watcher, one, two]) {
      assertEquals(client.texts().slice(0, 2), ["from one", "from two"]);
    }
    await two.close();
    await one.ask({ type: "message.post", room: "lobby", text: "still here" });
    await watcher.flush(one);
    const told = watcher.received.filter(({ type }) =>
      type.startsWith("presence.") || type.startsWith("member.")
    );
    assertEquals(told.map(({ type }) => type).toSorted(), ["member.joined", "presence.joined"]);
    assertEquals(watcher.all("presence.joined").map(({ user, online }) => [user.name, online]), [["ada", 2]]);
  });
});

Deno.test("signing out frees the name at once, for a new person", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    await server.call("DELETE /api/session", { token: ada.welcome.session });
    const other = await server.connect({ username: "ada" });
    assertEquals(other.welcome.user.name, "ada");
    assert(other.welcome.user.id !== ada.welcome.user.id);
  });
});

Deno.test("signing out takes the cookie back", async () => {
  await withServer({}, async (server) => {
    const Origin = server.url;
    const signedIn = await server.call("POST /api/session", {
      json: { username: "ada" },
      headers: { Origin },
    });
    const Cookie = signedIn.headers.getSetCookie()[0]!.split(";")[0]!;
    const out = await server.call("DELETE /api/session", { headers: { Origin, Cookie } });
    assertMatch(out.headers.getSetCookie()[0]!, /^parley_session=;.*Expires=Thu, 01 Jan 1970/i);
  });
});

Deno.test("where guests are not let in, a name is refused", async () => {
  await withServer({ GUESTS: "off" }, async (server) => {
    const { answer } = await server.handshake({ path: "/ws?username=ada" });
    assertEquals([answer.status, JSON.parse(answer.body).error.code], [403, "guests_closed"]);
    const { status, body } = await server.call("POST /api/session", { json: { username: "ada" } });
    assertEquals([status, (body.error as { code: string }).code], [403, "guests_closed"]);
  });
});
