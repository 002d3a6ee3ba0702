import { assert, assertEquals, assertNotEquals } from "@std/assert";
import type { ListedPerson, Report, ShownSetting } from "../../src/protocol/models.ts";
import { refusal, signUp } from "../support/accounts.ts";
import { type TestServer, withServer } from "../support/server.ts";

const REQUESTS = [
  "GET /api/admin",
  "GET /api/admin/people",
  "DELETE /api/admin/people/u1/sessions",
  "GET /api/admin/rooms",
  "PATCH /api/admin/rooms/lobby",
  "GET /api/admin/reports",
  "PATCH /api/admin/reports/r1",
  "GET /api/admin/settings",
  "PATCH /api/admin/settings",
  "POST /api/admin/settings",
  "GET /api/admin/bans",
  "POST /api/admin/bans",
  "DELETE /api/admin/bans/1",
  "PUT /api/admin/roles/u1",
  "GET /api/admin/audit",
  "GET /api/admin/nothing",
];

interface Staff {
  server: TestServer;
  owner: string;
  admin: string;
}

async function withStaff(use: (staff: Staff) => Promise<void>, settings = {}): Promise<void> {
  await withServer(settings, async (server) => {
    const owner = await signUp(server, "olga", { owner: server.ownerToken });
    const admin = await signUp(server, "vic");
    const json = { role: "admin" };
    await server.call(`PUT /api/admin/roles/${admin.user.id}`, { token: owner.session, json });
    await use({ server, owner: owner.session, admin: admin.session });
  });
}

/** All that the asker can see of an answer. */
async function look(server: TestServer, request: string, token?: string) {
  const json = /^(GET|DELETE)/.test(request) ? undefined : { access: "open", outcome: "deleted" };
  const { status, body, headers } = await server.call(request, { token, json });
  const told = [...headers].filter(([name]) => !["x-request-id", "date"].includes(name));
  return { status, body, told };
}

Deno.test("for everyone but owners and admins there is nothing under /api/admin: the answer is that of what does not exist", async () => {
  await withStaff(async ({ server, owner }) => {
    const { session: member } = await signUp(server, "bo");
    const tokens = [undefined, "x".repeat(22), await server.signIn("guest"), member];
    for (const request of REQUESTS) {
      const [method] = request.split(" ");
      const nothing = await look(server, `${method} /api/nothing`, member);
      assertEquals(nothing.status, 404);
      for (const token of tokens) {
        assertEquals(await look(server, request, token), nothing, `${request} by ${token}`);
      }
    }
    assertEquals((await look(server, "GET /api/admin/people", owner)).status, 200);
    assertEquals((await look(server, "POST /api/admin/settings", owner)).status, 405);
    assertEquals((await look(server, "GET /api/admin/nothing", owner)).status, 404);
  });
});

Deno.test("also who tries many tokens learns nothing of what is there", async () => {
  await withServer({ MAX_WRONG_TOKENS: "2" }, async (server) => {
    for (let count = 0; count < 5; count++) {
      const answer = await server.call("GET /api/admin/people", { token: `${count}`.repeat(22) });
      assertEquals(refusal(answer), [404, "not_found"]);
    }
  });
});

Deno.test("people are listed with role, sessions and when they were last seen, found by name and by role, in pages", async () => {
  await withStaff(async ({ server, owner }) => {
    const people = async (query = "") =>
      (await server.call<{ people: ListedPerson[]; next?: number }>(`GET /api/admin/people${query}`, {
        token: owner,
      })).body;
    const bo = await server.connect({ username: "Bo" });
    const listed = (await people()).people;
    assertEquals(listed.map(({ user, role, sessions, online }) => [user.name, role, sessions, online]), [
      ["Bo", "guest", 1, true],
      ["vic", "admin", 1, undefined],
      ["olga", "owner", 1, undefined],
    ]);
    for (const { madeAt, seenAt } of listed) assert(Date.parse(seenAt!) >= Date.parse(madeAt));
    assertEquals((await people("?q=BO")).people.map(({ user }) => user), [bo.welcome.user]);
    assertEquals((await people("?role=owner")).people.map(({ user }) => user.name), ["olga"]);
    for (let count = 0; count < 50; count++) await server.signIn(`guest-${count}`);
    const first = await people();
    assertEquals([first.people.length, first.people[0]!.user.name], [50, "guest-49"]);
    const second = await people(`?before=${first.next}`);
    assertEquals([second.people.map(({ user }) => user.name), second.next], [
      ["Bo", "vic", "olga"],
      undefined,
    ]);
    for (const query of ["?role=king", "?before=x", `?q=${"x".repeat(65)}`]) {
      assertEquals((await server.call(`GET /api/admin/people${query}`, { token: owner })).status, 400, query);
    }
  });
});

Deno.test("signing somebody out everywhere ends their sessions and closes their connections; a guest is gone with it", async () => {
  await withStaff(async ({ server, owner, admin }) => {
    const bo = await signUp(server, "bo");
    const [first, second] = [
      await server.connect({ token: bo.session }),
      await server.connect({ token: bo.session }),
    ];
    const guest = await server.connect({ username: "guest" });
    const end = (id: string, token: string) =>
      server.call<{ ended: number }>(`DELETE /api/admin/people/${id}/sessions`, { token });
    assertEquals((await end(bo.user.id, admin)).body.ended, 1);
    for (const client of [first, second]) assertEquals((await client.closed).code, 4001);
    assertEquals(refusal(await server.call("GET /api/rooms", { token: bo.session })), [
      401,
      "unauthenticated",
    ]);
    await end(guest.welcome.user.id, admin);
    assertEquals((await guest.closed).code, 4001);
    await server.signIn("guest");
    const { body } = await server.call<{ people: ListedPerson[] }>("GET /api/admin/people", { token: owner });
    const [olga, vic] = ["olga", "vic"].map((name) =>
      body.people.find(({ user }) => user.name === name)!.user.id
    );
    assertEquals(refusal(await end(olga!, admin)), [403, "forbidden"]);
    assertEquals((await end(olga!, owner)).body.ended, 0);
    assertEquals((await end(vic!, owner)).body.ended, 1);
    assertEquals(refusal(await end("u99", owner)), [404, "unknown_person"]);
  });
});

Deno.test("all public rooms are listed, of private ones their number; a public one is archived and opened again by who is not in it", async () => {
  await withStaff(async ({ server, admin }) => {
    const ada = await server.connect({ username: "ada" });
    const token = ada.welcome.session!;
    for (const json of [{ name: "Tea" }, { name: "Cake" }, { name: "secret", visibility: "private" }]) {
      await server.call("POST /api/rooms", { token, json });
    }
    await ada.ask({ type: "message.post", room: "tea", text: "hot" });
    interface Page {
      rooms: { id: string; members: number; messages: number }[];
      private: number;
    }
    const list = async (query = "") => {
      const { body } = await server.call<Page>(`GET /api/admin/rooms${query}`, { token: admin });
      return [body.rooms.map(({ id, members, messages }) => [id, members, messages]), body.private];
    };
    assertEquals(await list(), [[["cake", 1, 0], ["tea", 1, 1], ["lobby", 1, 0]], 1]);
    assertEquals(await list("?q=TE"), [[["tea", 1, 1]], 1]);
    assertEquals(await list("?from=2"), [[["lobby", 1, 0]], 1]);
    const archive = (room: string, archived: unknown) =>
      server.call(`PATCH /api/admin/rooms/${room}`, { token: admin, json: { archived } });
    assertEquals((await archive("tea", true)).status, 200);
    assertEquals((await ada.next("room.changed")).archived, true);
    const refused = await ada.refused({ type: "message.post", room: "tea", text: "cold" });
    assertEquals(refused.code, "room_archived");
    assertEquals((await archive("tea", false)).status, 200);
    await ada.ask({ type: "message.post", room: "tea", text: "hot again" });
    const secret = ada.all("room.joined").find(({ room }) => room.kind === "private")!.room.id;
    assertEquals(refusal(await archive(secret, true)), [404, "not_found"]);
    assertEquals(refusal(await archive("nowhere", true)), [404, "not_found"]);
    assertEquals(refusal(await archive("lobby", true)), [403, "forbidden"]);
    assertEquals(refusal(await archive("tea", 1)), [400, "bad_request"]);
  });
});

Deno.test("reports of all rooms are read and closed, the message deleted, also where the admin is not in the room", async () => {
  await withStaff(async ({ server, admin }) => {
    const [bo, cy] = [await server.connect({ username: "bo" }), await server.connect({ username: "cy" })];
    const { room } = await bo.ask({ type: "direct.open", users: [cy.welcome.user.id], names: [] });
    const { seq: message } = await bo.ask({ type: "message.post", room: room.id, text: "rude" });
    await cy.next("message.posted");
    await cy.ask({ type: "message.report", room: room.id, message, reason: "" });
    interface Page {
      reports: Report[];
      open: number;
    }
    const page = async (query = "") =>
      (await server.call<Page>(`GET /api/admin/reports${query}`, { token: admin })).body;
    const { reports, open } = await page();
    assertEquals([reports.map(({ text, room }) => [text, room]), open], [[["rude", room.id]], 1]);
    const path = `PATCH /api/admin/reports/${reports[0]!.id}`;
    const json = { outcome: "deleted" };
    assertEquals((await server.call(path, { token: admin, json })).status, 200);
    assertEquals((await cy.next("message.deleted")).message, message);
    assertEquals((await page()).reports, []);
    assertEquals((await page("?closed=1")).reports.map(({ text, closed }) => [text, closed?.outcome]), [[
      "",
      "deleted",
    ]]);
    assertEquals(refusal(await server.call(path, { token: admin, json })), [404, "not_found"]);
  });
});

Deno.test("every setting is told with its default and where its value comes from; the owner changes who may come in", async () => {
  await withStaff(async ({ server, owner, admin }) => {
    interface Page {
      settings: ShownSetting[];
      access: string;
      fixed: boolean;
    }
    const read = async (token: string) =>
      (await server.call<Page>("GET /api/admin/settings", { token })).body;
    const access = async () => {
      const { settings } = await read(admin);
      const { value, fallback, source } = settings.find(({ name }) => name === "ACCESS")!;
      return [value, fallback, source];
    };
    const { settings, fixed } = await read(owner);
    const text = settings.find(({ name }) => name === "MAX_TEXT")!;
    assertEquals([text.value, text.fallback, text.source, fixed], ["500", "4000", "environment", false]);
    assertNotEquals(text.about, "");
    assertEquals(await access(), ["open", "open", "default"]);
    const json = { access: "accounts" };
    const change = (token: string, json: unknown) =>
      server.call("PATCH /api/admin/settings", { token, json });
    assertEquals(refusal(await change(admin, json)), [403, "forbidden"]);
    assertEquals((await change(owner, json)).status, 200);
    assertEquals(await access(), ["accounts", "open", "page"]);
    assertEquals(refusal(await server.call("POST /api/session", { json: { username: "eve" } })), [
      403,
      "guests_closed",
    ]);
    await server.restart({ ACCESS: "open" });
    assertEquals(await access(), ["open", "open", "environment"]);
    assertEquals(refusal(await change(owner, json)), [409, "setting_fixed"]);
  }, { MAX_TEXT: "500" });
});

Deno.test("admins make and end invitations as the owner does", async () => {
  await withStaff(async ({ server, admin }) => {
    const made = await server.call("POST /api/invitations", { token: admin, json: {} });
    assertEquals(made.status, 201);
    const { invitations } = (await server.call("GET /api/invitations", { token: admin })).body;
    const [{ id }] = invitations as [{ id: string }];
    assertEquals((await server.call(`DELETE /api/invitations/${id}`, { token: admin })).status, 204);
  });
});
