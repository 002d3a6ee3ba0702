import { assert, assertEquals } from "@std/assert";
import type { SessionSummary } from "../../src/protocol/models.ts";
import { refusal, signUp } from "../support/accounts.ts";
import { type TestServer, withServer } from "../support/server.ts";

async function list(server: TestServer, token: string): Promise<SessionSummary[]> {
  return (await server.call<{ sessions: SessionSummary[] }>("GET /api/sessions", { token })).body.sessions;
}

/** A further session of the person of a token, as another device gets it. */
async function transfer(server: TestServer, token: string, userAgent: string): Promise<string> {
  const { body } = await server.call<{ token: string }>("POST /api/transfers", { token });
  const headers = { "User-Agent": userAgent };
  const json = { transfer: body.token };
  return (await server.call<{ session: string }>("POST /api/session", { json, headers })).body.session;
}

const PHONE =
  "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36";

Deno.test("a person sees where they are signed in, and ends one session: its sockets close with 4001, the others stay", async () => {
  await withServer({}, async (server) => {
    const bo = await server.connect({ username: "bo" });
    const { session: token } = await signUp(server, "ada");
    const phone = await transfer(server, token, PHONE);
    const sockets = [await server.connect({ token: phone }), await server.connect({ token: phone })];
    const here = await server.connect({ token });
    const sessions = await list(server, token);
    assertEquals(
      sessions.map(({ device, current }) => [device.split("/")[0], current]).toSorted(),
      [["Chrome on Android", false], ["Deno", true]],
    );
    for (const { madeAt, seenAt } of sessions) {
      assert(Math.abs(Date.parse(madeAt) - Date.now()) < 60_000 && Date.parse(seenAt) >= Date.parse(madeAt));
    }
    const other = sessions.find(({ current }) => !current)!;
    const boToken = bo.welcome.session!;
    assertEquals(refusal(await server.call(`DELETE /api/sessions/${other.id}`, { token: boToken })), [
      404,
      "not_found",
    ]);
    assertEquals((await server.call(`DELETE /api/sessions/${other.id}`, { token })).status, 204);
    for (const socket of sockets) assertEquals((await socket.closed).code, 4001);
    assertEquals((await server.call("GET /api/rooms", { token: phone })).status, 401);
    assertEquals((await list(server, token)).length, 1);
    await here.ask({ type: "message.post", room: "lobby", text: "still here" });
    assertEquals(bo.all("presence.left"), []);
    assertEquals(refusal(await server.call(`DELETE /api/sessions/${other.id}`, { token })), [
      404,
      "not_found",
    ]);
  });
});

Deno.test("the id of a session opens nothing, and the session that asks is ended by signing out alone", async () => {
  await withServer({}, async (server) => {
    const token = await server.signIn("ada");
    const [own] = await list(server, token);
    assertEquals((await server.call("GET /api/rooms", { token: own!.id })).status, 401);
    assertEquals(refusal(await server.call(`DELETE /api/sessions/${own!.id}`, { token })), [
      400,
      "bad_request",
    ]);
  });
});

Deno.test("all other sessions are ended at once", async () => {
  await withServer({}, async (server) => {
    const token = await server.signIn("ada");
    const others = [await transfer(server, token, PHONE), await transfer(server, token, "curl/8.5.0")];
    const sockets = await Promise.all(others.map((one) => server.connect({ token: one })));
    const { body } = await server.call("DELETE /api/sessions", { token });
    assertEquals(body, { ended: 2 });
    for (const socket of sockets) assertEquals((await socket.closed).code, 4001);
    assertEquals((await server.call("GET /api/rooms", { token })).status, 200);
  });
});

Deno.test("a guest who signs out on one device stays here on the other; with the last one they are gone", async () => {
  await withServer({}, async (server) => {
    const bo = await server.connect({ username: "bo" });
    const token = await server.signIn("ada");
    const phone = await transfer(server, token, PHONE);
    const socket = await server.connect({ token: phone });
    assertEquals((await server.call("DELETE /api/session", { token })).status, 204);
    await socket.ask({ type: "message.post", room: "lobby", text: "still here" });
    assertEquals(bo.all("member.left"), []);
    assertEquals((await server.call("DELETE /api/session", { token: phone })).status, 204);
    assertEquals((await socket.closed).code, 4001);
    await bo.next("member.left", ({ user }) => user.name === "ada");
    await server.signIn("ada");
  });
});

Deno.test("a transfer link signs in the same person once, and is in no log", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const { seq } = await ada.ask({ type: "message.post", room: "lobby", text: "mine" });
    await ada.ask({ type: "room.read", room: "lobby", seq });
    const { status, body } = await server.call<
      { token: string; address: string; qr: string; expiresAt: string }
    >(
      "POST /api/transfers",
      { token: ada.welcome.session! },
    );
    assertEquals([status, body.address], [201, `${server.url}/#/transfer/${body.token}`]);
    assert(body.qr.startsWith("<svg ") && body.qr.endsWith("</svg>"));
    const left = Date.parse(body.expiresAt) - Date.now();
    assert(left > 9 * 60_000 && left <= 10 * 60_000, String(left));
    const json = { transfer: body.token };
    const answers = await Promise.all(
      [1, 2, 3].map(() => server.call<{ session: string }>("POST /api/session", { json })),
    );
    assertEquals(answers.map(({ status }) => status).toSorted(), [201, 410, 410]);
    const { session } = answers.find(({ status }) => status === 201)!.body;
    const phone = await server.connect({ token: session });
    assertEquals(phone.welcome.user, ada.welcome.user);
    assertEquals(phone.welcome.rooms[0]?.read.seq, seq);
    const lines = JSON.stringify([await server.readLog("access"), await server.readLog("error")]);
    assertEquals([lines.includes(body.token), lines.includes(session)], [false, false]);
  });
});

Deno.test("a new transfer link ends the one before, and a link that was never made signs nobody in", async () => {
  await withServer({}, async (server) => {
    const token = await server.signIn("ada");
    const make = async () =>
      (await server.call<{ token: string }>("POST /api/transfers", { token })).body.token;
    const [first, second] = [await make(), await make()];
    for (const transfer of [first, "x".repeat(22), ""]) {
      assertEquals(refusal(await server.call("POST /api/session", { json: { transfer } })), [
        410,
        "link_ended",
      ]);
    }
    assertEquals((await server.call("POST /api/session", { json: { transfer: second } })).status, 201);
    assertEquals((await server.call("POST /api/transfers")).status, 401);
  });
});
