import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { PASSWORD, refusal, type SignedIn, signUp } from "../support/accounts.ts";
import { withServer } from "../support/server.ts";

Deno.test("a guest who sets a password stays the same person: id, messages, rooms, read marks, name", async () => {
  await withServer({ GRACE: "0" }, async (server) => {
    const bo = await server.connect({ username: "bo" });
    const ada = await server.connect({ username: "ada" });
    const token = ada.welcome.session!;
    const { seq } = await ada.ask({ type: "message.post", room: "lobby", text: "mine" });
    await ada.ask({ type: "room.read", room: "lobby", seq });
    const kept = await server.call("POST /api/account", { token, json: { password: PASSWORD } });
    assertEquals([kept.status, kept.body.user, kept.body.account], [200, ada.welcome.user, {
      role: "member",
      password: true,
    }]);
    const told = await ada.next("user.changed");
    assertEquals([told.user, told.account.role], [ada.welcome.user, "member"]);
    await ada.close();
    await bo.next("presence.left", ({ user }) => user.name === "ada");
    assertEquals(
      refusal(await server.call("POST /api/session", { json: { username: "Ada" } })),
      [409, "username_taken"],
    );
    const json = { username: "ada", password: PASSWORD };
    const { status, body } = await server.call<SignedIn>("POST /api/session", { json });
    assertEquals([status, body.user], [201, ada.welcome.user]);
    assertNotEquals(body.session, token);
    const again = await server.connect({ token: body.session });
    assertEquals(again.welcome.rooms.map(({ id, read }) => [id, read.seq]), [["lobby", seq]]);
    const { events } = await again.ask({ type: "history", room: "lobby", limit: 10 });
    const message = events.find((event) => event.type === "message.posted");
    assertEquals(message?.message.author, ada.welcome.user);
  });
});

Deno.test("a name with an account stays its owner's when they sign out, and over a restart; they stay in their rooms", async () => {
  await withServer({ GRACE: "0" }, async (server) => {
    const ada = await signUp(server, "ada");
    const { body: made } = await server.call<{ room: { id: string } }>("POST /api/rooms", {
      token: ada.session,
      json: { name: "tea" },
    });
    assertEquals((await server.call("DELETE /api/session", { token: ada.session })).status, 204);
    await server.restart();
    assertEquals(
      refusal(await server.call("POST /api/session", { json: { username: "ada" } })),
      [409, "username_taken"],
    );
    const json = { username: "ADA", password: PASSWORD };
    const { body } = await server.call<SignedIn>("POST /api/session", { json });
    assertEquals(body.user, ada.user);
    const back = await server.connect({ token: body.session });
    assert(back.welcome.rooms.some(({ id }) => id === made.room.id));
  });
});

Deno.test("of a password only its scrypt hash is kept, with OWASP's costs and a salt of its own", async () => {
  await withServer({}, async (server) => {
    await Promise.all([signUp(server, "ada"), signUp(server, "bo")]);
    const database = new DatabaseSync(`${server.config.dataDir}/parley.db`);
    const rows = database.prepare("SELECT hash FROM passwords").all() as { hash: string }[];
    database.close();
    assertEquals(new Set(rows.map(({ hash }) => hash)).size, 2);
    for (const { hash } of rows) {
      assert(/^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/.test(hash), hash);
      assertEquals(hash.includes(PASSWORD), false);
    }
    const log = JSON.stringify([await server.readLog("access"), await server.readLog("error")]);
    assertEquals(log.includes("umbrellas"), false);
  });
});

Deno.test("a wrong password, a guest's name, nobody's name and no name at all are refused in the same words", async () => {
  await withServer({}, async (server) => {
    await signUp(server, "ada");
    await server.signIn("guest");
    const answers = [];
    for (const username of ["ada", "guest", "nobody", "not a name!"]) {
      const { status, body } = await server.call("POST /api/session", {
        json: { username, password: "not the right one" },
      });
      answers.push({ status, body });
    }
    for (const answer of answers) assertEquals(answer, answers[0]);
    assertEquals(refusal(answers[0]!), [403, "wrong_password"]);
  });
});

Deno.test("passwords that others would guess are refused, whatever signs they have", async () => {
  await withServer({}, async (server) => {
    const token = await server.signIn("adalovelace");
    const faults: Record<string, string> = {
      "short": "at least 8 characters",
      "🐘🐘🐘🐘abc": "at least 8 characters",
      "password1": "too common",
      "Iloveyou": "too common",
      "aaaaaaaaaaaa": "repeats itself",
      "adalovelace1815!": "a name that others know",
      "parley2026": "a name that others know",
      ["x y".repeat(100)]: "at most 256 characters",
      ["\ud800 half a pair"]: "well-formed",
    };
    for (const [password, fault] of Object.entries(faults)) {
      const answer = await server.call("POST /api/account", { token, json: { password } });
      assertEquals(refusal(answer), [400, "weak_password"], password);
      const { message } = answer.body.error as { message: string };
      assert(message.includes(fault), `${password}: ${message}`);
    }
    const json = { password: "пароль моей бабушки" };
    assertEquals((await server.call("POST /api/account", { token, json })).status, 200);
    assertEquals(refusal(await server.call("POST /api/account", { token, json })), [409, "account_exists"]);
  });
});

Deno.test("a password is the same however its accents are typed", async () => {
  await withServer({}, async (server) => {
    await signUp(server, "zoe", { password: "caf\u00e9 au lait" });
    const json = { username: "zoe", password: "cafe\u0301 au lait" };
    assertEquals((await server.call("POST /api/session", { json })).status, 201);
  });
});

Deno.test("changing the password needs the old one, ends all other sessions, and keeps this one", async () => {
  await withServer({}, async (server) => {
    const { session: token, user } = await signUp(server, "ada");
    const json = { username: "ada", password: PASSWORD };
    const { body: other } = await server.call<SignedIn>("POST /api/session", { json });
    const [here, there] = [
      await server.connect({ token }),
      await server.connect({ token: other.session }),
    ];
    const change = (password: string, newPassword: string) =>
      server.call("PUT /api/account/password", { token, json: { password, newPassword } });
    assertEquals(refusal(await change("not the right one", "three blue kettles")), [403, "wrong_password"]);
    assertEquals(refusal(await change(PASSWORD, "short")), [400, "weak_password"]);
    assertEquals((await change(PASSWORD, "three blue kettles")).status, 204);
    assertEquals((await there.closed).code, 4001);
    assertEquals((await server.call("GET /api/rooms", { token: other.session })).status, 401);
    await here.ask({ type: "message.post", room: "lobby", text: "still here" });
    assertEquals(refusal(await server.call("POST /api/session", { json })), [403, "wrong_password"]);
    const renewed = { username: "ada", password: "three blue kettles" };
    const { body } = await server.call<SignedIn>("POST /api/session", { json: renewed });
    assertEquals(body.user, user);
  });
});

Deno.test("who is signed in does not sign in as somebody else without signing out", async () => {
  await withServer({}, async (server) => {
    await signUp(server, "ada");
    const token = await server.signIn("guest");
    const json = { username: "ada", password: PASSWORD };
    assertEquals(refusal(await server.call("POST /api/session", { token, json })), [400, "bad_request"]);
  });
});

Deno.test("a line about oneself is told to one's own connections, and taken away by an empty one", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const token = ada.welcome.session!;
    const set = (status: unknown) => server.call("PUT /api/account/status", { token, json: { status } });
    const { body } = await set("  having tea ");
    assertEquals(body.user, { ...ada.welcome.user, status: "having tea" });
    assertEquals((await ada.next("user.changed")).user, { ...ada.welcome.user, status: "having tea" });
    const bo = await server.connect({ username: "bo" });
    const { users } = await bo.ask({ type: "room.presence", room: "lobby" });
    assertEquals(users.find(({ name }) => name === "ada")?.status, "having tea");
    for (const status of ["x".repeat(101), "two\nlines", "\u0007"]) {
      assertEquals(refusal(await set(status)), [400, "bad_text"], status);
    }
    assertEquals(refusal(await set(7)), [400, "bad_request"]);
    assertEquals((await set(" ")).body.user, ada.welcome.user);
  });
});
