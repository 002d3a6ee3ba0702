import { assert, assertEquals } from "@std/assert";
import type { Command } from "../../src/protocol/commands.ts";
import type { JoinedRoom } from "../../src/protocol/models.ts";
import type { TestClient } from "../support/client.ts";
import { type TestServer, withServer } from "../support/server.ts";
import { readDocument, readNames, readTable } from "../unit/docs/markdown.ts";

type Fields = Record<string, unknown>;

/** Every command, with what it needs to be understood; the compiler demands a row for each. */
const FIELDS: Record<Command["type"], Fields> = {
  "message.post": { text: "x" },
  "message.edit": { message: 2, text: "x" },
  "message.delete": { message: 2 },
  "message.history": { message: 2 },
  "message.pin": { message: 2 },
  "message.unpin": { message: 2 },
  "message.preview.remove": { message: 2 },
  "pins": {},
  "reaction.add": { message: 2, emoji: "👍" },
  "reaction.remove": { message: 2, emoji: "👍" },
  "history": { limit: 10 },
  "resume": {},
  "deletions": {},
  "room.join": {},
  "room.leave": {},
  "room.read": { seq: 1 },
  "room.unread": { seq: 1 },
  "mentions": {},
  "message.save": { message: 2, save: true },
  "saved": {},
  "saved.places": {},
  "thread": { message: 2 },
  "thread.read": { message: 2, seq: 2 },
  "thread.follow": { message: 2, follow: true },
  "threads": {},
  "room.presence": {},
  "room.change": { name: "mine", topic: "x", visibility: "public", archived: true, slowMode: 5 },
  "room.settings": { involvement: "nothing" },
  "room.members": { query: "" },
  "room.invite": { name: "bo" },
  "room.kick": { user: "u1" },
  "room.ban": { user: "u1", seconds: 60, reason: "x" },
  "room.unban": { user: "u1" },
  "room.mute": { user: "u1" },
  "room.unmute": { user: "u1" },
  "room.bans": {},
  "room.purge": { user: "u1" },
  "member.role": { user: "u1", role: "owner" },
  "direct.open": {},
  "search": { query: "tea" },
  "people.find": {},
  "message.report": { message: 2 },
  "reports": {},
  "report.close": { report: "r1", outcome: "handled" },
  "user.block": { user: "u1" },
  "user.unblock": { user: "u1" },
  "typing": {},
  "ping": {},
};
/** Commands that name no room. */
const WITHOUT_ROOM: Command["type"][] = [
  "direct.open",
  "mentions",
  "people.find",
  "ping",
  "report.close",
  "saved",
  "threads",
  "user.block",
  "user.unblock",
];
/** Commands that leave out what they may not tell. */
const TAKES_PLACES = ["resume", "deletions"];

const BODIES: Record<string, Fields> = {
  "PATCH /api/rooms/:room": { name: "mine", archived: true },
  "PATCH /api/rooms/:room/settings": { involvement: "nothing" },
  "POST /api/rooms/:room/members": { name: "bo" },
  "PATCH /api/rooms/:room/members/:user": { role: "owner" },
  "PUT /api/rooms/:room/bans/:user": {},
  "PUT /api/rooms/:room/mutes/:user": {},
  "POST /api/rooms/:room/messages": { id: "k1", text: "x" },
  "PATCH /api/rooms/:room/messages/:seq": { text: "x" },
  "POST /api/rooms/:room/messages/:seq/thread/read": { seq: 1 },
  "POST /api/rooms/:room/messages/:seq/thread/follow": { follow: true },
  "POST /api/rooms/:room/read": { seq: 1 },
  "POST /api/rooms/:room/unread": { seq: 1 },
};

const NOWHERE = "p-AAAAAAAAAAAAAAAAAAAAAA";

Deno.test("no command tells a private or direct room that one is not in from one that does not exist", async () => {
  await withServer({}, async (server) => {
    const { bo, hidden } = await prepare(server);
    for (const [type, fields] of Object.entries(FIELDS)) {
      if (WITHOUT_ROOM.includes(type as Command["type"])) continue;
      const answers: unknown[] = [];
      // Each connection has so many refusals and no more.
      const one = await server.connect({ token: bo.welcome.session! });
      for (const room of [NOWHERE, ...hidden]) {
        const rooms = TAKES_PLACES.includes(type) ? { rooms: [{ room, epoch: "e", seq: 1 }] } : { room };
        const from = one.received.length;
        const id = one.send({ type, ...rooms, ...fields } as Command);
        const { id: _id, ...answer } = await one.reply(id, from);
        answers.push(JSON.stringify(answer).replaceAll(room, "ROOM"));
      }
      await one.close();
      for (const answer of answers) assertEquals([type, answer], [type, answers[0]]);
      assert(
        TAKES_PLACES.includes(type) || String(answers[0]).includes('"forbidden"'),
        `${type}: ${answers[0]}`,
      );
    }
  });
});

Deno.test("no route tells a private or direct room that one is not in from one that does not exist", async () => {
  await withServer({}, async (server) => {
    const { bo, hidden } = await prepare(server);
    const routes = readTable(readDocument("docs/protocol.md"), "routes").flatMap(([request]) =>
      readNames(request!)
    ).filter((request) => request.includes(":room") && !request.includes("/api/admin/"));
    assert(routes.length > 10, `Only ${routes.length} routes name a room`);
    for (const route of routes) {
      const answers: unknown[] = [];
      for (const room of [NOWHERE, ...hidden]) {
        const path = route.replace(":room", room).replace(":user", "u1").replace(":seq", "2").replace(
          ":emoji",
          "👍",
        );
        const { status, headers, body } = await server.call(path, {
          token: bo.welcome.session!,
          json: route.startsWith("GET") ? undefined : BODIES[route] ?? {},
        });
        const told = [...headers.entries()].filter(([name]) => name !== "date" && name !== "x-request-id");
        answers.push([status, body, told]);
      }
      for (const answer of answers) assertEquals([route, answer], [route, answers[0]]);
      assertEquals([route, (answers[0] as unknown[])[0]], [route, 403]);
    }
  });
});

Deno.test("welcome, heads, the directory, a search and a new room of the same name tell nothing of a private room", async () => {
  await withServer({}, async (server) => {
    const { ada, bo, hidden } = await prepare(server);
    const token = bo.welcome.session!;
    await ada.ask({ type: "message.post", room: hidden[0]!, text: "secret words" });
    await ada.flush(bo);
    const again = await server.connect({ token });
    const { id } = { id: again.send({ type: "ping" }) };
    const seen = JSON.stringify([
      ...bo.received,
      ...again.received,
      await again.reply(id),
      (await server.call("GET /api/rooms", { token })).body,
      (await server.call("GET /api/rooms?q=secret", { token })).body,
      (await server.call("GET /api/rooms?archived=1", { token })).body,
    ]);
    for (const word of [...hidden, "secret"]) assertEquals([word, seen.includes(word)], [word, false]);
    const made = await server.call<{ room: JoinedRoom }>("POST /api/rooms", {
      token,
      json: { name: "secret" },
    });
    assertEquals([made.status, made.body.room.id], [201, "secret"]);
  });
});

Deno.test("a person whom one shares no room with is answered as one that does not exist", async () => {
  await withServer({}, async (server) => {
    const { bo } = await prepare(server);
    const cy = await server.connect({ username: "cy" });
    await cy.ask({ type: "room.leave", room: "lobby" });
    const { session } = bo.welcome;
    const made = await server.call<{ room: JoinedRoom }>("POST /api/rooms", {
      token: session,
      json: { name: "tea" },
    });
    assertEquals(made.status, 201);
    const told: unknown[] = [];
    for (const user of ["u999", cy.welcome.user.id]) {
      const { id: _a, ...open } = await bo.refused({ type: "direct.open", users: [user], names: [] });
      const { id: _b, ...invited } = await bo.refused({ type: "room.invite", room: "tea", user });
      const { id: _c, ...kicked } = await bo.refused({ type: "room.kick", room: "tea", user });
      const { id: _d, ...role } = await bo.refused({ type: "member.role", room: "tea", user, role: "owner" });
      told.push([open, invited, kicked, role]);
    }
    assertEquals(told[1], told[0]);
    // Their name in full is enough.
    assertEquals((await bo.ask({ type: "people.find", query: "c" })).users, []);
    assertEquals((await bo.ask({ type: "people.find", query: "cy" })).users, [cy.welcome.user]);
    await bo.ask({ type: "direct.open", users: [], names: ["cy"] });
    await cy.next("room.joined");
  });
});

/** Ada has a private room called "secret" and a direct one with Di; Bo is in neither. */
async function prepare(server: TestServer): Promise<{ ada: TestClient; bo: TestClient; hidden: string[] }> {
  const [ada, bo, di] = [
    await server.connect({ username: "ada" }),
    await server.connect({ username: "bo" }),
    await server.connect({ username: "di" }),
  ];
  const { body } = await server.call<{ room: JoinedRoom }>("POST /api/rooms", {
    token: ada.welcome.session!,
    json: { name: "secret", topic: "secret", visibility: "private" },
  });
  const direct = await ada.ask({ type: "direct.open", users: [di.welcome.user.id], names: [] });
  return { ada, bo, hidden: [body.room.id, direct.room.id] };
}
