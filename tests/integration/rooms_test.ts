import { assert, assertEquals, assertNotEquals, assertObjectMatch } from "@std/assert";
import type { JoinedRoom, ListedRoom } from "../../src/protocol/models.ts";
import { withServer } from "../support/server.ts";

Deno.test("a room that is made is there for everyone, and its maker is in it", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    const json = { name: "Tea & Cake", topic: "At four" };
    const made = await server.call<{ room: JoinedRoom }>("POST /api/rooms", {
      token: ada.welcome.session,
      json,
    });
    assertEquals(made.status, 201);
    // room.created and her own member.joined.
    assertObjectMatch(made.body.room, {
      id: "tea-cake",
      name: "Tea & Cake",
      topic: "At four",
      seq: 2,
      online: 1,
    });
    assertNotEquals(made.body.room.epoch, ada.welcome.rooms[0]!.epoch);
    const rooms = await listRooms(server, bo.welcome.session!);
    assertEquals(rooms.map(({ id, members, joined }) => [id, members, joined]), [
      ["tea-cake", 1, false],
      ["lobby", 2, true],
    ]);
    const joined = await bo.ask({ type: "room.join", room: "tea-cake" });
    assertObjectMatch(joined.room, {
      id: "tea-cake",
      epoch: made.body.room.epoch,
      seq: 3,
      read: { seq: 3 },
      online: 2,
    });
    const { events } = await bo.ask({ type: "history", room: "tea-cake", limit: 10 });
    assertEquals(events.map(({ type, seq }) => [type, seq]), [["room.created", 1], ["member.joined", 2], [
      "member.joined",
      3,
    ]]);
  });
});

Deno.test("who leaves a room hears nothing more of it, and its members are told", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    await server.call("POST /api/rooms", { token: ada.welcome.session, json: { name: "tea" } });
    await bo.ask({ type: "room.join", room: "tea" });
    await ada.ask({ type: "message.post", room: "tea", text: "for bo" });
    await bo.next("message.posted");
    await bo.ask({ type: "room.leave", room: "tea" });
    const left = await ada.next("member.left");
    assertEquals([left.room, left.user], ["tea", bo.welcome.user]);
    await ada.ask({ type: "message.post", room: "tea", text: "without bo" });
    await ada.flush(bo);
    assertEquals(bo.texts().filter((text) => text === "without bo"), []);
    for (
      const type of ["message.post", "history", "typing", "room.leave", "room.read", "room.presence"] as const
    ) {
      const refused = await bo.refused(
        { type, room: "tea", text: "x", seq: 1, limit: 1 } as Parameters<typeof bo.refused>[0],
      );
      assertEquals([type, refused.code], [type, "forbidden"]);
    }
  });
});

Deno.test("a room that one is not in looks like one that does not exist", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    await server.call("POST /api/rooms", { token: ada.welcome.session, json: { name: "secret" } });
    const strange = ["secret", "nowhere", "../../etc", "__proto__", "a b", "x".repeat(128)];
    const answers = await Promise.all(strange.map(async (room) => {
      const post = await bo.refused({ type: "message.post", room, text: "x" });
      const history = await bo.refused({ type: "history", room, limit: 10 });
      const read = await server.call(`GET /api/rooms/${encodeURIComponent(room)}/messages`, {
        token: bo.welcome.session,
      });
      return [post.code, post.message, history.code, history.message, read.status, read.body];
    }));
    for (const answer of answers) assertEquals(answer, answers[0]);
    assertEquals(answers[0]!.slice(0, 1), ["forbidden"]);
    assertEquals((await bo.refused({ type: "room.join", room: "nowhere" })).code, "forbidden");
  });
});

Deno.test("joining and leaving reach the other connections of the same person, with the room's events", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const second = await server.connect({ token: ada.welcome.session });
    const bo = await server.connect({ username: "bo" });
    await server.call("POST /api/rooms", { token: bo.welcome.session, json: { name: "tea" } });
    const { room } = await ada.ask({ type: "room.join", room: "tea" });
    assertEquals((await second.next("room.joined")).room, room);
    await bo.ask({ type: "message.post", room: "tea", text: "hello both" });
    for (const own of [ada, second]) assertEquals((await own.next("message.posted")).room, "tea");
    await second.ask({ type: "room.leave", room: "tea" });
    assertEquals((await ada.next("room.left")).room, "tea");
    await bo.ask({ type: "message.post", room: "tea", text: "hello nobody" });
    await bo.flush(ada, second);
    for (const own of [ada, second]) assertEquals(own.texts().includes("hello nobody"), false);
  });
});

Deno.test("joining twice is joining once", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const bo = await server.connect({ username: "bo" });
    await server.call("POST /api/rooms", { token: ada.welcome.session, json: { name: "tea" } });
    const [first, second] = await Promise.all([
      bo.ask({ type: "room.join", room: "tea" }),
      bo.ask({ type: "room.join", room: "tea" }),
    ]);
    const third = await bo.ask({ type: "room.join", room: "tea" });
    assertEquals([second.room.seq, third.room.seq], [first.room.seq, first.room.seq]);
    await ada.ask({ type: "message.post", room: "tea", text: "after it" });
    await bo.next("message.posted");
    assertEquals(ada.all("member.joined").filter(({ room }) => room === "tea").map(({ user }) => user.name), [
      "bo",
    ]);
  });
});

Deno.test("HTTP joins and leaves rooms, posts and reads like the socket", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const token = await server.signIn("bo");
    await server.call("POST /api/rooms", { token: ada.welcome.session, json: { name: "tea" } });
    const joined = await server.call<{ room: JoinedRoom }>("PUT /api/rooms/tea/membership", { token });
    assertEquals([joined.status, joined.body.room.id, joined.body.room.seq], [200, "tea", 3]);
    const json = { id: "k1", text: "by HTTP" };
    const posted = await server.call("POST /api/rooms/tea/messages", { token, json });
    assertEquals([posted.status, posted.body], [201, { id: "k1", room: "tea", seq: 4 }]);
    assertEquals((await ada.next("message.posted")).message.text, "by HTTP");
    const page = await server.call<{ events: { seq: number }[]; more: boolean }>(
      "GET /api/rooms/tea/messages?limit=2",
      { token },
    );
    assertEquals([page.body.events.map(({ seq }) => seq), page.body.more], [[3, 4], true]);
    assertEquals((await server.call("DELETE /api/rooms/tea/membership", { token })).status, 204);
    assertEquals((await ada.next("member.left")).room, "tea");
    assertEquals((await server.call("POST /api/rooms/tea/messages", { token, json })).status, 403);
    assertEquals((await server.call("DELETE /api/rooms/tea/membership", { token })).status, 403);
    assertEquals((await server.call("PUT /api/rooms/nowhere/membership", { token })).status, 403);
  });
});

Deno.test("every way in by HTTP asks who one is", async () => {
  await withServer({}, async (server) => {
    const requests = ["DELETE /api/session", "GET /api/rooms", "POST /api/rooms"];
    requests.push("PUT /api/rooms/lobby/membership", "DELETE /api/rooms/lobby/membership");
    requests.push("GET /api/rooms/lobby/messages", "POST /api/rooms/lobby/messages");
    for (const request of requests) {
      const { status, headers, body } = await server.call(request);
      assertEquals([request, status, (body.error as { code: string }).code], [
        request,
        401,
        "unauthenticated",
      ]);
      assertEquals(headers.get("WWW-Authenticate"), "Bearer");
    }
  });
});

Deno.test("a room's name is not given twice, also not in another spelling", async () => {
  await withServer({}, async (server) => {
    const token = await server.signIn("ada");
    for (const name of ["Tea Time", "Café"]) {
      assertEquals((await server.call("POST /api/rooms", { token, json: { name } })).status, 201);
    }
    for (
      const name of [
        "Tea Time",
        "tea-time",
        "  TEA   TIME ",
        "Tea/Time",
        "cafe\u0301",
        "ｔｅａ time",
        "lobby",
        "Lobby!",
      ]
    ) {
      const { status, body } = await server.call("POST /api/rooms", { token, json: { name } });
      assertEquals([name, status, (body.error as { code: string }).code], [name, 409, "room_exists"]);
    }
  });
});

Deno.test("of many who make a room at the same moment exactly one does", async () => {
  await withServer({}, async (server) => {
    const tokens = await Promise.all(["ada", "bo", "cy", "di"].map((name) => server.signIn(name)));
    const made = await Promise.all(
      tokens.map((token) => server.call("POST /api/rooms", { token, json: { name: "tea" } })),
    );
    assertEquals(made.map(({ status }) => status).toSorted(), [201, 409, 409, 409]);
  });
});

Deno.test("a room's name that cannot be used is refused with the reason", async () => {
  await withServer({}, async (server) => {
    const token = await server.signIn("ada");
    const invalid = [
      "",
      "   ",
      "!!!",
      "x".repeat(65),
      "a\u0000b",
      "a\u200bb",
      "a\u202eb",
      "\ud800",
    ];
    for (const name of invalid) {
      const { status, body } = await server.call("POST /api/rooms", { token, json: { name } });
      assertEquals([name.slice(0, 9), status, (body.error as { code: string }).code], [
        name.slice(0, 9),
        400,
        "invalid_room",
      ]);
    }
    const long = await server.call("POST /api/rooms", {
      token,
      json: { name: "tea", topic: "x".repeat(251) },
    });
    assertEquals(long.status, 400);
    for (const name of [undefined, 5, null, ["tea"]]) {
      const { status, body } = await server.call("POST /api/rooms", { token, json: { name } });
      assertEquals([status, (body.error as { code: string }).code], [400, "bad_request"]);
    }
    assertEquals((await listRooms(server, token)).map(({ id }) => id), ["lobby"]);
  });
});

Deno.test("rooms have names in any script", async () => {
  await withServer({}, async (server) => {
    const token = await server.signIn("ada");
    for (const name of ["茶の間", "غرفة الشاي", "Чай", "x".repeat(64)]) {
      const { status, body } = await server.call<{ room: JoinedRoom }>("POST /api/rooms", {
        token,
        json: { name },
      });
      assertEquals([status, body.room.name], [201, name]);
      const path = `GET /api/rooms/${encodeURIComponent(body.room.id)}/messages`;
      assertEquals((await server.call(path, { token })).status, 200);
    }
  });
});

Deno.test("one can be in so many rooms and no more", async () => {
  await withServer({ MAX_ROOMS: "2" }, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const token = ada.welcome.session!;
    const other = await server.signIn("bo");
    assertEquals((await server.call("POST /api/rooms", { token: other, json: { name: "tea" } })).status, 201);
    assertEquals((await server.call("POST /api/rooms", { token, json: { name: "cake" } })).status, 201);
    const refused = await ada.refused({ type: "room.join", room: "tea" });
    assertEquals(refused.code, "limit_reached");
    const made = await server.call("POST /api/rooms", { token, json: { name: "more" } });
    assertEquals((made.body.error as { code: string }).code, "limit_reached");
    await ada.ask({ type: "room.leave", room: "cake" });
    await ada.ask({ type: "room.join", room: "tea" });
  });
});

Deno.test("rooms, memberships and their order are kept over a restart", async () => {
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const token = ada.welcome.session!;
    await server.call("POST /api/rooms", { token, json: { name: "tea", topic: "At four" } });
    await ada.ask({ type: "message.post", room: "tea", text: "kept" });
    const before = await listRooms(server, token);
    await server.restart();
    assertEquals(await listRooms(server, token), before);
    const back = await server.connect({ token });
    assertEquals(back.welcome.rooms.map(({ id, seq }) => [id, seq]), [["lobby", 2], ["tea", 3]]);
    const { events } = await back.ask({ type: "history", room: "tea", limit: 1 });
    assert(events[0]?.type === "message.posted" && events[0].message.text === "kept");
  });
});

async function listRooms(
  server: { call: <T>(request: string, options: { token: string }) => Promise<{ body: T }> },
  token: string,
): Promise<ListedRoom[]> {
  const { body } = await server.call<{ rooms: ListedRoom[] }>("GET /api/rooms", { token });
  return body.rooms.toSorted((a, b) => b.id.localeCompare(a.id));
}
