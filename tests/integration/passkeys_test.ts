import { assert, assertEquals, assertNotEquals } from "@std/assert";
import type { Passkey } from "../../src/protocol/models.ts";
import { PASSWORD, refusal, signUp } from "../support/accounts.ts";
import { SoftAuthenticator } from "../support/authenticator.ts";
import { type Added, Browser, withBrowser } from "../support/passkey_browser.ts";
import { withServer } from "../support/server.ts";

Deno.test("a guest who makes a passkey stays the same person: id, messages, read marks, and a name for good", async () => {
  await withBrowser(async ({ server, browser, key }) => {
    const ada = await server.connect({ username: "ada" });
    const token = ada.welcome.session!;
    const { seq } = await ada.ask({ type: "message.post", room: "lobby", text: "mine" });
    await ada.ask({ type: "room.read", room: "lobby", seq });
    const { status, body } = await browser.add(token, key, { name: "my phone" });
    assertEquals([status, body.account], [201, { role: "member", password: false, passkeys: 1 }]);
    const { id, madeAt, ...rest } = body.passkey;
    assertEquals([id, rest], [key.id.toString("base64url"), {
      name: "my phone",
      site: "localhost",
      synced: false,
    }]);
    assertEquals((await ada.next("user.changed")).account, body.account);
    await ada.close();
    const taken = await server.call("POST /api/session", { json: { username: "Ada" } });
    assertEquals(refusal(taken), [409, "username_taken"]);

    const back = await browser.signInBy(key);
    assertEquals([back.status, back.body.user, back.body.account], [201, ada.welcome.user, body.account]);
    assertNotEquals(back.token, token);
    const again = await server.connect({ token: back.token! });
    assertEquals(again.welcome.rooms.map((room) => [room.id, room.read.seq]), [["lobby", seq]]);
    const { passkeys } = (await browser.ask<{ passkeys: Passkey[] }>("GET /api/passkeys", { token })).body;
    assert(Date.parse(passkeys[0]!.usedAt!) >= Date.parse(madeAt));
  }, { GRACE: "0" });
});

Deno.test("whoever has an account adds a passkey by their password, and signs in by either", async () => {
  await withBrowser(async ({ server, browser, key }) => {
    const { session: token, user } = await signUp(server, "ada");
    for (const password of [undefined, "not the right one"]) {
      const json = { password };
      const refused = await browser.ask("POST /api/passkeys/options", { token, json });
      assertEquals(refusal(refused), [403, "wrong_password"]);
    }
    const { body } = await browser.add(token, key, { password: PASSWORD });
    assertEquals(body.account, { role: "member", password: true, passkeys: 1 });
    assertEquals((await browser.signInBy(key)).body.user, user);
    const json = { username: "ada", password: PASSWORD };
    assertEquals((await server.call("POST /api/session", { json })).status, 201);
    assertEquals(
      (await server.call("POST /api/account", { token, json: { password: PASSWORD } })).status,
      409,
    );
  });
});

Deno.test("who has an account by a passkey sets a password, too; a password cannot be guessed where there is none", async () => {
  await withBrowser(async ({ server, browser, key }) => {
    const token = await server.signIn("ada");
    await browser.add(token, key);
    for (const password of ["", "undefined", "null"]) {
      const json = { username: "ada", password };
      assertEquals(refusal(await server.call("POST /api/session", { json })), [403, "wrong_password"]);
    }
    const { status, body } = await server.call("POST /api/account", { token, json: { password: PASSWORD } });
    assertEquals([status, body.account], [200, { role: "member", password: true, passkeys: 1 }]);
    const json = { username: "ada", password: PASSWORD };
    assertEquals((await server.call("POST /api/session", { json })).status, 201);
  });
});

Deno.test("passkeys are listed, renamed and removed by their owner alone; the only way to sign in stays", async () => {
  await withBrowser(async ({ server, browser, key }) => {
    const [ada, bo] = [await server.signIn("ada"), await server.signIn("bo")];
    const other = new SoftAuthenticator({ origin: browser.url });
    for (const one of [key, other]) assertEquals((await browser.add(ada, one)).status, 201);
    const [first, second] = [key, other].map(({ id }) => id.toString("base64url"));
    const path = `/api/passkeys/${first}`;
    for (const request of [`DELETE ${path}`, `PATCH ${path}`]) {
      const json = { name: "mine" };
      assertEquals(refusal(await browser.ask(request, { token: bo, json })), [404, "not_found"], request);
    }
    const rename = (name: string) => browser.ask(`PATCH ${path}`, { token: ada, json: { name } });
    assertEquals((await rename(" a key ")).status, 204);
    for (const name of ["", " ", "two\nlines", "x".repeat(65)]) {
      assertEquals(refusal(await rename(name)), [400, "bad_text"], name);
    }
    const list = async (token: string) => {
      const { body } = await browser.ask<{ passkeys: Passkey[] }>("GET /api/passkeys", { token });
      return body.passkeys.map(({ id, name }) => [id, name]);
    };
    assertEquals([(await list(ada)).length, (await list(ada))[0], await list(bo)], [2, [first, "a key"], []]);
    assertEquals((await browser.ask(`DELETE ${path}`, { token: ada })).status, 204);
    const last = await browser.ask(`DELETE /api/passkeys/${second}`, { token: ada });
    assertEquals(refusal(last), [409, "last_credential"]);
    assertEquals((await browser.signInBy(key)).status, 403);
    assertEquals((await browser.signInBy(other)).status, 201);
  });
});

Deno.test("a person has ten passkeys at most, and none twice", async () => {
  await withBrowser(async ({ server, browser }) => {
    const token = await server.signIn("ada");
    const keys = Array.from({ length: 11 }, () => new SoftAuthenticator({ origin: browser.url }));
    const early = await browser.ask("POST /api/passkeys/options", { token, json: {} });
    for (const key of keys.slice(0, 9)) assertEquals((await browser.add(token, key)).status, 201);
    assertEquals(refusal(await browser.add(token, keys[0]!)), [403, "passkey_refused"]);
    assertEquals((await browser.add(token, keys[9]!)).status, 201);
    const full = await browser.ask("POST /api/passkeys/options", { token, json: {} });
    assertEquals(refusal(full), [409, "limit_reached"]);
    const passkey = keys[10]!.create(early.body.options);
    const late = await browser.ask("POST /api/passkeys", { token, json: { passkey } });
    assertEquals(refusal(late), [409, "limit_reached"]);
  }, { SIGN_IN_RATE: "100000" });
});

Deno.test("an answer counts once, in the browser and the session that asked, with the kind of challenge it was asked for", async () => {
  await withBrowser(async ({ server, browser, key }) => {
    const [ada, bo] = [await server.signIn("ada"), await server.signIn("bo")];
    const { body } = await browser.ask("POST /api/passkeys/options", { token: ada, json: {} });
    const passkey = key.create(body.options);
    const add = (token: string) => browser.ask("POST /api/passkeys", { token, json: { passkey } });
    assertEquals(refusal(await add(bo)), [403, "passkey_refused"]);
    assertEquals((await add(ada)).status, 201);
    assertEquals(refusal(await add(ada)), [403, "passkey_refused"]);

    const answer = key.get(await browser.options());
    const stranger = new Browser(server);
    assertEquals(refusal(await stranger.show(answer)), [403, "passkey_refused"]);
    await stranger.options();
    assertEquals(refusal(await stranger.show(answer)), [403, "passkey_refused"]);
    assertEquals((await browser.show(answer)).status, 201);
    assertEquals(refusal(await browser.show(answer)), [403, "passkey_refused"]);
    const other = await browser.ask("POST /api/passkeys/options", { token: ada, json: {} });
    assertEquals(
      refusal(await browser.show(key.get({ ...other.body.options as object, rpId: "localhost" }))),
      [
        403,
        "passkey_refused",
      ],
    );
  });
});

Deno.test("two tabs of a browser each have a challenge, and either is answered", async () => {
  await withBrowser(async ({ server, browser, key }) => {
    await browser.add(await server.signIn("ada"), key);
    const [first, second] = [await browser.options(), await browser.options()];
    assertEquals((await browser.show(key.get(second))).status, 201);
    key.counter++;
    assertEquals((await browser.show(key.get(first))).status, 201);
  });
});

Deno.test("an answer is refused that another key, another site or another page signed, or nobody was seen for", async () => {
  await withBrowser(async ({ server, browser, key }) => {
    await browser.add(await server.signIn("ada"), key);
    const wrong: Record<string, (options: object) => unknown> = {
      "another key": (options) => {
        const thief = new SoftAuthenticator({ origin: browser.url });
        thief.create({ ...options, rp: { id: "localhost" }, user: { id: "x" } });
        return {
          ...thief.get(options),
          id: key.id.toString("base64url"),
          rawId: key.id.toString("base64url"),
        };
      },
      "another site": (options) => key.get({ ...options, rpId: "example.org" }),
      "a changed signature": (options) => {
        const answer = key.get(options);
        const { signature } = answer.response;
        return { ...answer, response: { ...answer.response, signature: `${signature.slice(0, -6)}AAAAAA` } };
      },
      "another person's handle": (options) => {
        const answer = key.get(options);
        return { ...answer, response: { ...answer.response, userHandle: "eA" } };
      },
      "no handle": (options) => {
        const answer = key.get(options);
        return { ...answer, response: { ...answer.response, userHandle: undefined } };
      },
      "nothing signed": (options) => ({
        ...key.get(options),
        response: { clientDataJSON: key.get(options).response.clientDataJSON },
      }),
    };
    for (const [name, make] of Object.entries(wrong)) {
      assertEquals(refusal(await browser.show(make(await browser.options() as object))), [
        403,
        "passkey_refused",
      ], name);
    }
    key.origin = "http://evil.localhost";
    assertEquals(refusal(await browser.show(key.get(await browser.options()))), [403, "passkey_refused"]);
    key.origin = browser.url;
    assertEquals((await browser.signInBy(key)).status, 201);
  });
});

Deno.test("a passkey that makes sure of nobody is not taken, neither new nor to sign in", async () => {
  await withBrowser(async ({ server, browser }) => {
    const token = await server.signIn("ada");
    const careless = new SoftAuthenticator({ origin: browser.url, verifiesUser: false });
    assertEquals(refusal(await browser.add(token, careless)), [403, "passkey_refused"]);
  });
});

Deno.test("a copy of a key is found out by its counter, also where it comes at the same time; a key that does not count works", async () => {
  await withBrowser(async ({ server, browser, key }) => {
    const token = await server.signIn("ada");
    await browser.add(token, key);
    assertEquals((await browser.signInBy(key)).status, 201);
    key.counter = 0;
    assertEquals((await browser.signInBy(key)).status, 403);
    key.counter = 10;
    const answers = [key.get(await browser.options())];
    key.counter = 10;
    answers.push(key.get(await browser.options()));
    const statuses = (await Promise.all(answers.map((answer) => browser.show(answer)))).map(({ status }) =>
      status
    );
    assertEquals(statuses.sort(), [201, 403]);
    const plain = new SoftAuthenticator({ origin: browser.url, counts: false });
    assertEquals((await browser.add(token, plain)).status, 201);
    for (let n = 0; n < 2; n++) assertEquals((await browser.signInBy(plain)).status, 201);
  });
});

Deno.test("a proof of who made the authenticator is not looked at: no certificate is read, no address fetched", async () => {
  await withBrowser(async ({ server, browser, key }) => {
    const token = await server.signIn("ada");
    const bytes = new Uint8Array(64);
    const statements = [
      { fmt: "packed", attStmt: new Map<unknown, unknown>([["alg", -7], ["sig", bytes], ["x5c", [bytes]]]) },
      { fmt: "apple", attStmt: new Map<unknown, unknown>([["x5c", [bytes]]]) },
      { fmt: "tpm", attStmt: new Map<unknown, unknown>([["ver", "2.0"]]) },
      { fmt: "none", attStmt: new Map<unknown, unknown>([["x5c", [bytes]]]) },
    ];
    for (const statement of statements) {
      const { body } = await browser.ask("POST /api/passkeys/options", { token, json: {} });
      const passkey = key.create(body.options, statement);
      const answer = await browser.ask("POST /api/passkeys", { token, json: { passkey } });
      assertEquals(refusal(answer), [403, "passkey_refused"], statement.fmt);
    }
  });
});

Deno.test("passkeys are asked for ten times a minute of one key, as passwords are; what was right does not count", async () => {
  await withBrowser(async ({ server, browser, key }) => {
    await browser.add(await server.signIn("ada"), key);
    for (let n = 0; n < 12; n++) assertEquals((await browser.signInBy(key)).status, 201);
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++) {
      const answer = key.get(await browser.options());
      const response = { ...answer.response, signature: "AAAA" };
      statuses.push((await browser.show({ ...answer, response })).status);
    }
    assertEquals(statuses, [...Array(10).fill(403), 429, 429]);
  });
});

Deno.test("challenges for who is not signed in are limited for an address", async () => {
  await withBrowser(async ({ browser }) => {
    const answers = await Promise.all(
      Array.from({ length: 150 }, () => browser.ask("POST /api/passkeys/sign-in-options")),
    );
    const statuses = answers.map(({ status }) => status);
    const refused = statuses.filter((status) => status === 429).length;
    assert(refused >= 25 && refused <= 30, String(refused));
  });
});

Deno.test("what is no passkey is refused as such, and at an IP address or for another origin there are none", async () => {
  await withBrowser(async ({ server, browser, key }) => {
    const token = await server.signIn("ada");
    await browser.options();
    const right = key.get({ challenge: "x", rpId: "localhost" });
    const response = { clientDataJSON: "" };
    for (
      const passkey of [null, 7, "x", [], {}, { ...right, id: "x" }, { ...right, response }, {
        ...right,
        type: "key",
      }]
    ) {
      assertEquals(refusal(await browser.show(passkey)), [400, "bad_request"], JSON.stringify(passkey));
      const added = await browser.ask("POST /api/passkeys", { token, json: { passkey } });
      assertEquals(refusal(added), [400, "bad_request"], JSON.stringify(passkey));
    }
    assertEquals(refusal(await server.call("POST /api/passkeys/sign-in-options")), [400, "no_passkeys"]);
    const there = await server.call("POST /api/passkeys/options", { token, json: {} });
    assertEquals(refusal(there), [400, "no_passkeys"]);
    const headers = { Origin: "https://friend.example" };
    const foreign = await browser.ask("POST /api/passkeys/sign-in-options", { headers });
    assertEquals(refusal(foreign), [403, "forbidden_origin"]);
    assertEquals(refusal(await server.call("GET /api/passkeys")), [401, "unauthenticated"]);
  }, { ALLOWED_ORIGINS: "https://friend.example" });
});

Deno.test("behind a proxy passkeys are bound to the host of PUBLIC_URL", async () => {
  await withServer({ PUBLIC_URL: "https://chat.example.org" }, async (server) => {
    const token = await server.signIn("ada");
    const headers = { Origin: "https://chat.example.org" };
    const { body } = await server.call("POST /api/passkeys/options", { token, json: {}, headers });
    const { rp } = body.options as { rp: { id: string } };
    assertEquals(rp.id, "chat.example.org");
    const key = new SoftAuthenticator({ origin: "https://chat.example.org" });
    const json = { passkey: key.create(body.options) };
    const added = await server.call<Added>("POST /api/passkeys", { token, json, headers });
    assertEquals([added.status, added.body.passkey.site], [201, "chat.example.org"]);
    const asked = await server.call("POST /api/passkeys/sign-in-options", { headers });
    const cookie = asked.headers.getSetCookie()[0]!;
    assert(
      /^__Host-parley_passkey=[\w-]{22}; Secure; HttpOnly; Max-Age=300; SameSite=Lax; Path=\//.test(cookie),
      cookie,
    );
    const signedIn = await server.call("POST /api/session", {
      json: { passkey: key.get(asked.body.options) },
      headers: { ...headers, Cookie: cookie.split(";")[0]! },
    });
    assertEquals(signedIn.status, 201);
  });
});
