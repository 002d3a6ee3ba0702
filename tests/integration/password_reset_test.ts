import { assert, assertEquals, assertRejects } from "@std/assert";
import { printResetLink } from "../../tools/password.ts";
import { PASSWORD, refusal, type SignedIn, signUp } from "../support/accounts.ts";
import { type TestServer, withServer } from "../support/server.ts";

interface Made {
  token: string;
  address: string;
  expiresAt: string;
}

const NEW = "three blue kettles";

function ask(server: TestServer, token: string, person: string) {
  return server.call<Made>(`POST /api/admin/people/${person}/reset-link`, { token });
}

function reset(server: TestServer, token: string, password = NEW) {
  return server.call<SignedIn>("POST /api/account/reset", { json: { token, password } });
}

Deno.test("the owner's link sets a new password once; all sessions and links of the person end, they are the same person", async () => {
  await withServer({}, async (server) => {
    const owner = await signUp(server, "ada", { owner: server.ownerToken });
    const bo = await signUp(server, "bo");
    const socket = await server.connect({ token: bo.session });
    const { body: transfer } = await server.call<Made>("POST /api/transfers", { token: bo.session });
    const { status, body: link } = await ask(server, owner.session, bo.user.id);
    assertEquals([status, link.address], [201, `${server.url}/#/reset/${link.token}`]);
    const audit = await server.call("GET /api/admin/audit", { token: owner.session });
    const [entry] = audit.body.entries as { act: string; by: unknown; whom: unknown }[];
    assertEquals([entry!.act, entry!.by, entry!.whom], ["password.link", owner.user, bo.user]);
    const life = Date.parse(link.expiresAt) - Date.now();
    assert(life > 86_390_000 && life <= 86_400_000, String(life));
    // A password that is refused leaves the link as it is.
    assertEquals(refusal(await reset(server, link.token, "short")), [400, "weak_password"]);
    const done = await reset(server, link.token);
    assertEquals([done.status, done.body.user, done.body.account], [201, bo.user, bo.account]);
    assertEquals((await socket.closed).code, 4001);
    assertEquals((await server.call("GET /api/rooms", { token: bo.session })).status, 401);
    assertEquals((await server.call("GET /api/rooms", { token: done.body.session })).status, 200);
    assertEquals((await server.call("GET /api/rooms", { token: owner.session })).status, 200);
    assertEquals(refusal(await reset(server, link.token)), [410, "link_ended"]);
    const json = { transfer: transfer.token };
    assertEquals(refusal(await server.call("POST /api/session", { json })), [410, "link_ended"]);
    const signIn = (password: string) =>
      server.call("POST /api/session", { json: { username: "bo", password } });
    assertEquals(refusal(await signIn(PASSWORD)), [403, "wrong_password"]);
    assertEquals((await signIn(NEW)).status, 201);
  });
});

Deno.test("a link is used by one of those who come at the same time, and a new one ends the former", async () => {
  await withServer({}, async (server) => {
    const owner = await signUp(server, "ada", { owner: server.ownerToken });
    const { user } = await signUp(server, "bo");
    const first = (await ask(server, owner.session, user.id)).body.token;
    const second = (await ask(server, owner.session, user.id)).body.token;
    assertEquals(refusal(await reset(server, first)), [410, "link_ended"]);
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, n) => reset(server, second, `a password of mine ${n}`)),
    );
    assertEquals(answers.map(({ status }) => status).sort(), [201, 410, 410, 410, 410]);
  });
});

Deno.test("no other link sets a password, and a reset link opens nothing else", async () => {
  await withServer({}, async (server) => {
    const owner = await signUp(server, "ada", { owner: server.ownerToken });
    const bo = await signUp(server, "bo");
    const { body: transfer } = await server.call<Made>("POST /api/transfers", { token: bo.session });
    for (const token of [transfer.token, "x".repeat(22), ""]) {
      assertEquals(refusal(await reset(server, token)), [410, "link_ended"], token);
    }
    const { token } = (await ask(server, owner.session, bo.user.id)).body;
    const json = { transfer: token };
    assertEquals(refusal(await server.call("POST /api/session", { json })), [410, "link_ended"]);
    const claim = { token: bo.session, json: { token } };
    assertEquals(refusal(await server.call("POST /api/account/owner", claim)), [410, "link_ended"]);
    assertEquals(refusal(await server.call("POST /api/account/reset", { json: {} })), [400, "bad_request"]);
  });
});

Deno.test("members and guests make no links; the owner makes none for a guest, nobody, or themselves", async () => {
  await withServer({}, async (server) => {
    const owner = await signUp(server, "ada", { owner: server.ownerToken });
    const bo = await signUp(server, "bo");
    const guest = await server.connect({ username: "cy" });
    for (const token of [bo.session, guest.welcome.session!]) {
      assertEquals(refusal(await ask(server, token, owner.user.id)), [403, "forbidden"]);
    }
    assertEquals(refusal(await ask(server, owner.session, guest.welcome.user.id)), [403, "forbidden"]);
    assertEquals(refusal(await ask(server, owner.session, owner.user.id)), [403, "forbidden"]);
    for (const nobody of ["u999", "bo", "%00", "u1x"]) {
      assertEquals(refusal(await ask(server, owner.session, nobody)), [404, "unknown_person"], nobody);
    }
    const path = `POST /api/admin/people/${bo.user.id}/reset-link`;
    assertEquals(refusal(await server.call(path)), [401, "unauthenticated"]);
  });
});

Deno.test("deno task password prints a link for an account of that name, also while the server runs", async () => {
  await withServer({}, async (server) => {
    const { user } = await signUp(server, "ada");
    await server.signIn("guest");
    const { port } = new URL(server.url);
    const env = { DATA_DIR: server.config.dataDir, HOST: "127.0.0.1", PORT: port };
    const address = await printResetLink(env, "ADA");
    assert(address.startsWith(`${server.url}/#/reset/`), address);
    const { status, body } = await reset(server, address.split("/").at(-1)!);
    assertEquals([status, body.user], [201, user]);
    for (const nobody of ["guest", "bo"]) {
      await assertRejects(() => printResetLink(env, nobody), Error, "Nobody has an account");
    }
    await assertRejects(() => printResetLink({ DATA_DIR: `${server.config.dataDir}/none` }, "ada"));
  });
});
