import { assertEquals } from "@std/assert";
import type { Passkey } from "../../src/protocol/models.ts";
import { PASSWORD, refusal, signUp } from "../support/accounts.ts";
import { SoftAuthenticator } from "../support/authenticator.ts";
import { Browser, withBrowser } from "../support/passkey_browser.ts";

Deno.test("a name and a passkey make an account without a password, whose name is kept for good", async () => {
  await withBrowser(async ({ server, browser, key }) => {
    const made = await browser.signUpBy(key, { username: "Ada" });
    assertEquals([made.status, made.body.account], [201, { role: "member", password: false, passkeys: 1 }]);
    const ada = await server.connect({ token: made.token! });
    assertEquals(ada.welcome.user, made.body.user);
    await ada.ask({ type: "message.post", room: "lobby", text: "mine" });
    await ada.close();
    await browser.ask("DELETE /api/session", { token: made.token! });
    const taken = await server.call("POST /api/session", { json: { username: "ada" } });
    assertEquals(refusal(taken), [409, "username_taken"]);
    const back = await browser.signInBy(key);
    assertEquals([back.status, back.body.user, back.body.account], [201, made.body.user, made.body.account]);
    const { body } = await browser.ask<{ passkeys: Passkey[] }>("GET /api/passkeys", { token: back.token! });
    assertEquals(body.passkeys.map(({ id, site }) => [id, site]), [[
      key.id.toString("base64url"),
      "localhost",
    ]]);
    for (const password of ["", "undefined"]) {
      const json = { username: "ada", password };
      assertEquals(refusal(await server.call("POST /api/session", { json })), [403, "wrong_password"]);
    }
  }, { GRACE: "0" });
});

Deno.test("the only passkey of who has no password stays, until they have set one", async () => {
  await withBrowser(async ({ server, browser, key }) => {
    const { token } = await browser.signUpBy(key, { username: "ada" });
    const remove = `DELETE /api/passkeys/${key.id.toString("base64url")}`;
    assertEquals(refusal(await browser.ask(remove, { token: token! })), [409, "last_credential"]);
    const set = await server.call("POST /api/account", { token: token!, json: { password: PASSWORD } });
    assertEquals([set.status, set.body.account], [200, { role: "member", password: true, passkeys: 1 }]);
    assertEquals((await browser.ask(remove, { token: token! })).status, 204);
    assertEquals(refusal(await browser.signInBy(key)), [403, "passkey_refused"]);
    const json = { username: "ada", password: PASSWORD };
    assertEquals((await server.call("POST /api/session", { json })).status, 201);
  });
});

Deno.test("whoever would not be let in hears it before a key is made: by their name, by the settings, by the link", async () => {
  await withBrowser(async ({ server, browser, key }) => {
    await signUp(server, "ada");
    const taken = await browser.signUpOptions({ username: "Ada" });
    assertEquals(refusal(taken), [409, "username_taken"]);
    assertEquals(typeof (taken.body as { error: { suggestion: string } }).error.suggestion, "string");
    assertEquals(refusal(await browser.signUpOptions({ username: "no name!" })), [400, "invalid_username"]);
    assertEquals(refusal(await browser.signUpOptions({})), [400, "bad_request"]);
    const ended = await browser.signUpOptions({ username: "bo", owner: "x".repeat(22) });
    assertEquals(refusal(ended), [410, "link_ended"]);
    assertEquals((await browser.signUpBy(key, { username: "bo" })).status, 201);
  });
});

Deno.test("a server for accounts alone lets in who comes with a passkey, and no guest", async () => {
  await withBrowser(async ({ server, browser, key }) => {
    const guest = await server.call("POST /api/session", { json: { username: "bo" } });
    assertEquals(refusal(guest), [403, "guests_closed"]);
    assertEquals((await browser.signUpBy(key, { username: "ada" })).status, 201);
  }, { ACCESS: "accounts" });
});

Deno.test("a server for the invited lets in by an invitation, which is used up when the account is there; the owner's link makes an owner", async () => {
  await withBrowser(async ({ server, browser, key }) => {
    const owned = await browser.signUpBy(key, { username: "own", owner: server.ownerToken });
    assertEquals([owned.status, owned.body.account], [201, { role: "owner", password: false, passkeys: 1 }]);
    assertEquals(refusal(await browser.signUpOptions({ username: "bo" })), [403, "invitation_required"]);
    const made = await browser.ask("POST /api/invitations", {
      token: owned.token!,
      json: { uses: 1, days: 1 },
    });
    const invitation = (made.body as unknown as { token: string }).token;
    const [first, second] = [0, 1].map(() => new SoftAuthenticator({ origin: browser.url }));
    // To ask uses nothing up.
    for (let n = 0; n < 2; n++) {
      assertEquals((await browser.signUpOptions({ username: "bo", invitation })).status, 200);
    }
    assertEquals((await browser.signUpBy(first!, { username: "bo", invitation })).status, 201);
    const late = await browser.signUpBy(second!, { username: "cy", invitation });
    assertEquals(refusal(late), [403, "invitation_ended"]);
    const again = await browser.signUpOptions({ username: "cy", owner: server.ownerToken });
    assertEquals(refusal(again), [410, "link_ended"]);
  }, { ACCESS: "invited" });
});

Deno.test("the answer to sign up counts once, in its browser, for its name, and opens nothing else", async () => {
  await withBrowser(async ({ server, browser, key }) => {
    const asked = await browser.signUpOptions({ username: "ada" });
    const passkey = key.create(asked.body.options);
    const show = (from: Browser) => from.ask("POST /api/account", { json: { passkey, username: "eve" } });
    assertEquals(refusal(await show(new Browser(server))), [403, "passkey_refused"]);
    const made = await show(browser);
    assertEquals([made.status, (made.body.user as { name: string }).name], [201, "ada"]);
    assertEquals(refusal(await show(browser)), [403, "passkey_refused"]);
    // The same key is nobody else's.
    assertEquals(refusal(await browser.signUpBy(key, { username: "bo" })), [403, "passkey_refused"]);
    // Neither does a challenge to sign up sign anybody in, nor one to sign in make an account.
    const other = (await browser.signUpOptions({ username: "cy" })).body.options as object;
    const signed = key.get({ ...other, rpId: "localhost" });
    assertEquals(refusal(await browser.show(signed)), [403, "passkey_refused"]);
    const signIn = await browser.options() as object;
    const strange = new SoftAuthenticator({ origin: browser.url });
    const created = strange.create({ ...signIn, rp: { id: "localhost" }, user: { id: "eA" } });
    const wrong = await browser.ask("POST /api/account", { json: { passkey: created } });
    assertEquals(refusal(wrong), [403, "passkey_refused"]);
    const token = await server.signIn("dan");
    const signedIn = await browser.ask("POST /api/account", { token, json: { passkey: created } });
    assertEquals(refusal(signedIn), [400, "bad_request"]);
  });
});

Deno.test("who signs up at the same time for the same name is told who was later; their key makes no account", async () => {
  await withBrowser(async ({ server, browser, key }) => {
    const [one, other] = [browser, new Browser(server)];
    const second = new SoftAuthenticator({ origin: browser.url });
    const first = key.create((await one.signUpOptions({ username: "ada" })).body.options);
    const later = second.create((await other.signUpOptions({ username: "Ada" })).body.options);
    assertEquals((await one.ask("POST /api/account", { json: { passkey: first } })).status, 201);
    const refused = await other.ask("POST /api/account", { json: { passkey: later } });
    assertEquals(refusal(refused), [409, "username_taken"]);
    assertEquals(refusal(await other.signInBy(second)), [403, "passkey_refused"]);
  });
});

Deno.test("at an IP address nobody signs up by a passkey", async () => {
  await withBrowser(async ({ server, browser }) => {
    assertEquals(
      refusal(await server.call("POST /api/passkeys/sign-up-options", { json: { username: "ada" } })),
      [
        400,
        "no_passkeys",
      ],
    );
    assertEquals((await browser.ask("GET /api/passkeys/sign-up-options")).status, 405);
  });
});
