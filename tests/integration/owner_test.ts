import { assert, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import type { Invitation } from "../../src/protocol/models.ts";
import { printOwnerLink } from "../../tools/owner.ts";
import { PASSWORD, refusal, type SignedIn, signUp } from "../support/accounts.ts";
import { withProcess } from "../support/process.ts";
import { type TestServer, withServer } from "../support/server.ts";

interface Made {
  invitation: Invitation;
  token: string;
}

function claim(server: TestServer, token: string, owner: string) {
  return server.call<SignedIn>("POST /api/account/owner", { token, json: { token: owner } });
}

function setAccess(server: TestServer, token: string, access: string) {
  return server.call("PUT /api/settings", { token, json: { access } });
}

function comeIn(server: TestServer, username: string, invitation?: string) {
  return server.call("POST /api/session", { json: { username, invitation } });
}

Deno.test("a server that nobody owns prints a link at its start; whoever comes first by it is the owner, nobody else", async () => {
  await withServer({}, async (server) => {
    const link = server.ownerToken!;
    const [ada, bo] = [await signUp(server, "ada"), await signUp(server, "bo")];
    assertEquals(ada.account, { role: "member", password: true });
    assertEquals(refusal(await claim(server, await server.signIn("guest"), link)), [403, "forbidden"]);
    assertEquals(refusal(await claim(server, ada.session, "x".repeat(22))), [410, "link_ended"]);
    assertEquals((await claim(server, ada.session, link)).body.account, { role: "owner", password: true });
    assertEquals(refusal(await claim(server, bo.session, link)), [410, "link_ended"]);
    await server.restart();
    assertEquals(server.ownerToken, undefined);
    const { body } = await server.call<SignedIn>("GET /api/session", { token: ada.session });
    assertEquals(body.account.role, "owner");
  });
});

Deno.test("a restart of a server that nobody owns ends the link before", async () => {
  await withServer({}, async (server) => {
    const first = server.ownerToken!;
    await server.restart();
    assertNotEquals(server.ownerToken, first);
    const json = { username: "ada", password: PASSWORD, owner: first };
    assertEquals(refusal(await server.call("POST /api/account", { json })), [410, "link_ended"]);
    assertEquals((await comeIn(server, "ada")).status, 201);
  });
});

Deno.test("the link lets its owner in where only the invited may come, and makes them owner in one step", async () => {
  await withServer({ ACCESS: "invited" }, async (server) => {
    assertEquals(refusal(await comeIn(server, "eve")), [403, "invitation_required"]);
    const owner = await signUp(server, "ada", { owner: server.ownerToken });
    assertEquals(
      (await server.call<SignedIn>("GET /api/session", { token: owner.session })).body.account.role,
      "owner",
    );
  });
});

Deno.test("the terminal shows the link, and the task 'owner' makes a new one while the server runs", async () => {
  await withProcess({}, async (server) => {
    const shown = /to become its owner, open (http:\S+\/)#\/owner\/([\w-]{22})$/m.exec(server.output.stdout)!;
    assertEquals(shown[1], `${server.url}/`);
    const env = { DATA_DIR: `${server.dir}/data`, PORT: new URL(server.url).port, HOST: "127.0.0.1" };
    const [address, token] = (await printOwnerLink(env)).split("#/owner/");
    assertEquals(address, `${server.url}/`);
    const json = { username: "ada", password: PASSWORD };
    assertEquals(
      refusal(await server.call("POST /api/account", { json: { ...json, owner: shown[2] } })),
      [410, "link_ended"],
    );
    assertEquals((await server.call("POST /api/account", { json: { ...json, owner: token } })).status, 201);
    const access = await Deno.readTextFile(`${server.dir}/logs/access.log`);
    assertEquals([access.includes(token!), access.includes(shown[2]!)], [false, false]);
  });
});

Deno.test("the task 'owner' makes no database", async () => {
  const dir = await Deno.makeTempDir({ prefix: "parley-" });
  await assertRejects(() => printOwnerLink({ DATA_DIR: `${dir}/none` }), Deno.errors.NotFound);
  await Deno.remove(dir);
});

Deno.test("the owner sets how people come in, in effect at once and over a restart; who is in stays in", async () => {
  await withServer({}, async (server) => {
    const { session: owner } = await signUp(server, "ada", { owner: server.ownerToken });
    const guest = await server.connect({ username: "guest" });
    assertEquals((await server.call("GET /api/settings", { token: owner })).body, {
      access: "open",
      fixed: false,
    });
    assertEquals((await server.call("GET /api/session")).body.access, "open");

    assertEquals((await setAccess(server, owner, "accounts")).status, 200);
    assertEquals(refusal(await comeIn(server, "bo")), [403, "guests_closed"]);
    assertEquals((await server.handshake({ path: "/ws?username=bo" })).answer.status, 403);
    const bo = await signUp(server, "bo");

    assertEquals((await setAccess(server, owner, "invited")).status, 200);
    await server.restart();
    assertEquals(refusal(await comeIn(server, "cy")), [403, "invitation_required"]);
    const json = { username: "cy", password: PASSWORD };
    assertEquals(refusal(await server.call("POST /api/account", { json })), [403, "invitation_required"]);
    assertEquals((await server.call("GET /api/session")).body.access, "invited");
    assertEquals((await server.call("GET /api/rooms", { token: bo.session })).status, 200);
    const back = await server.connect({ token: guest.welcome.session });
    assertEquals(back.welcome.user, guest.welcome.user);
    const again = { username: "bo", password: PASSWORD };
    assertEquals((await server.call("POST /api/session", { json: again })).status, 201);
  });
});

Deno.test("settings and invitations are the owner's alone", async () => {
  await withServer({}, async (server) => {
    const { session: member } = await signUp(server, "bo");
    for (const token of [member, await server.signIn("guest")]) {
      for (
        const request of [
          "GET /api/settings",
          "PUT /api/settings",
          "GET /api/invitations",
          "POST /api/invitations",
          "DELETE /api/invitations/x",
        ]
      ) {
        const json = request.startsWith("P") ? { access: "invited" } : undefined;
        assertEquals(refusal(await server.call(request, { token, json })), [403, "forbidden"], request);
      }
    }
    assertEquals((await server.call("GET /api/settings")).status, 401);
    assertEquals((await server.call("GET /api/session")).body.access, "open");
  });
});

Deno.test("what was set at the start is not changed in the page", async () => {
  await withServer({ GUESTS: "off" }, async (server) => {
    const { session: owner } = await signUp(server, "ada", { owner: server.ownerToken });
    assertEquals((await server.call("GET /api/settings", { token: owner })).body, {
      access: "accounts",
      fixed: true,
    });
    assertEquals(refusal(await setAccess(server, owner, "open")), [409, "setting_fixed"]);
    assertEquals(refusal(await setAccess(server, owner, "ajar")), [400, "bad_request"]);
  });
});

Deno.test("an invitation lets in as many as it says, with a password or without, until it is taken back", async () => {
  await withServer({ ACCESS: "invited" }, async (server) => {
    const { session: token, user } = await signUp(server, "ada", { owner: server.ownerToken });
    const make = (json: unknown) => server.call<Made>("POST /api/invitations", { token, json });
    const { status, body: { invitation, token: link } } = await make({ uses: 2, days: 1 });
    assertEquals([status, invitation.madeBy, invitation.maxUses, invitation.uses], [201, user, 2, 0]);
    assert(Date.parse(invitation.expiresAt) - Date.now() <= 86_400_000);
    assertEquals((await comeIn(server, "bo", link)).status, 201);
    assertEquals(refusal(await comeIn(server, "bo", link)), [409, "username_taken"]);
    const { body: listed } = await server.call("GET /api/invitations", { token });
    assertEquals(listed.invitations, [{ ...invitation, uses: 1 }]);
    await signUp(server, "cy", { invitation: link });
    for (const used of [link, "x".repeat(22), ""]) {
      assertEquals(refusal(await comeIn(server, "dot", used)), [403, "invitation_ended"]);
    }
    const { body: second } = await make({});
    assertEquals(second.invitation.maxUses, 1);
    const path = `DELETE /api/invitations/${second.invitation.id}`;
    assertEquals((await server.call(path, { token })).status, 204);
    assertEquals(refusal(await server.call(path, { token })), [404, "not_found"]);
    assertEquals(refusal(await comeIn(server, "dot", second.token)), [403, "invitation_ended"]);
    for (const json of [{ uses: 0 }, { uses: 1.5 }, { uses: "2" }, { days: 366 }, { days: -1 }]) {
      assertEquals(refusal(await make(json)), [400, "bad_request"], JSON.stringify(json));
    }
  });
});
