import { assertEquals, assertObjectMatch } from "@std/assert";
import type { JoinedRoom, ListedRoom } from "../../src/protocol/models.ts";
import { type TestServer, withServer } from "../support/server.ts";

Deno.test("a private room is for who is brought in, by its owner and moderators", async () => {
  await withServer({}, async (server) => {
    const [ada, bo, cy] = await three(server);
    const { id } = await make(server, ada.welcome.session!, { name: "den", visibility: "private" });
    const invited = await ada.ask({ type: "room.invite", room: id, user: bo.welcome.user.id });
    assertEquals(invited.user, bo.welcome.user);
    const { room } = await bo.next("room.joined");
    assertObjectMatch(room, { id, name: "den", kind: "private", seq: 3, online: 2 });
    assertObjectMatch(
      await ada.next("member.joined", ({ user, room }) => user.name === "bo" && room === id),
      {
        by: ada.welcome.user,
      },
    );
    assertEquals(
      (await bo.refused({ type: "room.invite", room: id, user: cy.welcome.user.id })).message,
      "Only owners and moderators may do this",
    );
    await ada.ask({ type: "member.role", room: id, user: bo.welcome.user.id, role: "moderator" });
    await bo.ask({ type: "room.invite", room: id, user: cy.welcome.user.id });
    await cy.next("room.joined");
    const back = await server.connect({ token: bo.welcome.session });
    assertEquals(back.welcome.rooms.find((one) => one.id === id)?.role, "moderator");
    const { members } = await cy.ask({ type: "room.members", room: id, query: "" });
    assertEquals(members.map(({ user, role }) => [user.name, role]), [
      ["ada", "owner"],
      ["bo", "moderator"],
      ["cy", "member"],
    ]);
  });
});

Deno.test("who is sent away hears nothing more on any connection, from the next turn on", async () => {
  await withServer({}, async (server) => {
    const [ada, bo] = await three(server);
    const second = await server.connect({ token: bo.welcome.session });
    const { id } = await make(server, ada.welcome.session!, { name: "den", visibility: "private" });
    await ada.ask({ type: "room.invite", room: id, user: bo.welcome.user.id });
    await Promise.all([bo.next("room.joined"), second.next("room.joined")]);
    await ada.ask({ type: "message.post", room: id, text: "for bo" });
    await second.next("message.posted");
    await ada.ask({ type: "room.kick", room: id, user: bo.welcome.user.id });
    await ada.ask({ type: "message.post", room: id, text: "without bo" });
    await ada.flush(bo, second);
    for (const own of [bo, second]) {
      assertEquals((await own.next("room.left")).by, ada.welcome.user);
      assertEquals(own.texts().includes("without bo"), false);
      for (const type of ["history", "room.join", "room.members"] as const) {
        const refused = await own.refused(
          { type, room: id, query: "", limit: 1 } as Parameters<typeof own.refused>[0],
        );
        assertEquals([refused.code, refused.message], [
          "forbidden",
          "There is no such room, or you are not in it",
        ]);
      }
      const { rooms } = await own.ask({ type: "resume", rooms: [{ room: id, epoch: "e", seq: 1 }] });
      assertEquals(rooms[0]!.outcome, "gone");
      const pong = await own.reply(own.send({ type: "ping" }));
      assertEquals(pong.type === "pong" && Object.keys(pong.heads), ["lobby"]);
    }
  });
});

Deno.test("each role may do what it may, and no more", async () => {
  await withServer({}, async (server) => {
    const [ada, bo, cy] = await three(server);
    const { id: room } = await make(server, ada.welcome.session!, { name: "tea" });
    for (const one of [bo, cy]) await one.ask({ type: "room.join", room });
    const users = { ada: ada.welcome.user.id, bo: bo.welcome.user.id, cy: cy.welcome.user.id };
    const code = async (who: typeof ada, command: Record<string, unknown>) =>
      (await who.refused({ room, ...command } as Parameters<typeof who.refused>[0])).code;
    assertEquals(await code(bo, { type: "room.change", topic: "x" }), "forbidden");
    assertEquals(await code(bo, { type: "room.kick", user: users.cy }), "forbidden");
    await ada.ask({ type: "member.role", room, user: users.bo, role: "moderator" });
    await bo.ask({ type: "room.change", room, topic: "new" });
    for (const change of [{ visibility: "private" }, { archived: true }]) {
      assertEquals(await code(bo, { type: "room.change", ...change }), "forbidden");
    }
    assertEquals(await code(bo, { type: "member.role", user: users.cy, role: "moderator" }), "forbidden");
    assertEquals(await code(bo, { type: "room.kick", user: users.ada }), "forbidden");
    await bo.ask({ type: "room.kick", room, user: users.cy });
    assertEquals(await code(ada, { type: "room.kick", user: users.ada }), "forbidden");
    assertEquals(await code(ada, { type: "member.role", user: users.ada, role: "member" }), "last_owner");
    assertEquals(await code(ada, { type: "room.kick", user: users.cy }), "unknown_person");
    await ada.ask({ type: "room.leave", room });
    await bo.next("member.changed", ({ user, role }) => user.id === users.bo && role === "owner");
    await bo.ask({ type: "room.change", room, visibility: "private" });
    assertEquals(await code(cy, { type: "room.join" }), "forbidden");
    assertEquals(await code(ada, { type: "room.change", room: "lobby", topic: "x" }), "forbidden");
  });
});

Deno.test("an archived room is read, entered and left, and nothing is added to it until it is brought back", async () => {
  await withServer({}, async (server) => {
    const [ada, bo] = await three(server);
    const token = bo.welcome.session!;
    const { id: room } = await make(server, ada.welcome.session!, { name: "tea" });
    const { seq } = await ada.ask({ type: "message.post", room, text: "kept" });
    await ada.ask({ type: "room.change", room, archived: true });
    await bo.ask({ type: "room.join", room });
    const { events } = await bo.ask({ type: "history", room, limit: 10 });
    assertEquals(
      events.some((event) => event.type === "message.posted" && event.message.text === "kept"),
      true,
    );
    const commands = [
      { type: "message.post", text: "x" },
      { type: "message.edit", message: seq, text: "x" },
      { type: "message.delete", message: seq },
      { type: "reaction.add", message: seq, emoji: "👍" },
      { type: "typing" },
      { type: "room.invite", name: "cy" },
      { type: "room.change", topic: "x" },
      { type: "room.kick", user: bo.welcome.user.id },
    ];
    for (const command of commands) {
      const refused = await ada.refused({ room, ...command } as Parameters<typeof ada.refused>[0]);
      assertEquals([command.type, refused.code], [command.type, "room_archived"]);
    }
    const listed = async (query: string) =>
      (await server.call<{ rooms: ListedRoom[] }>(`GET /api/rooms${query}`, { token })).body.rooms.map((
        { id },
      ) => id);
    assertEquals([await listed(""), await listed("?archived=1")], [["lobby"], ["tea"]]);
    await server.restart();
    const back = await server.connect({ token: ada.welcome.session });
    assertEquals(back.welcome.rooms.find(({ id }) => id === room)?.archived, true);
    await back.ask({ type: "room.change", room, archived: false });
    await back.ask({ type: "message.post", room, text: "again" });
    assertEquals(await listed(""), ["lobby", "tea"]);
  });
});

Deno.test("what one sets for a room is on all one's devices and nobody else's, also after a restart", async () => {
  await withServer({}, async (server) => {
    const [ada, bo] = await three(server);
    const second = await server.connect({ token: ada.welcome.session });
    await ada.ask({ type: "room.settings", room: "lobby", involvement: "mentions", favourite: 2.5 });
    const told = await second.next("room.settings");
    assertEquals([told.room, told.involvement, told.favourite], ["lobby", "mentions", 2.5]);
    const answer = await server.call("PATCH /api/rooms/lobby/settings", {
      token: ada.welcome.session!,
      json: { favourite: null },
    });
    assertEquals(answer.body, { involvement: "mentions", favourite: null });
    await ada.flush(bo);
    assertEquals(bo.all("room.settings"), []);
    await server.restart();
    const back = await server.connect({ token: ada.welcome.session });
    assertEquals([back.welcome.rooms[0]!.involvement, back.welcome.rooms[0]!.favourite], [
      "mentions",
      undefined,
    ]);
  });
});

Deno.test("the directory follows what is made, renamed, joined, left and said, and finds by name and topic", async () => {
  await withServer({}, async (server) => {
    const [ada, bo] = await three(server);
    const token = ada.welcome.session!;
    const list = async (query = "") =>
      (await server.call<{ rooms: ListedRoom[]; more?: boolean }>(`GET /api/rooms${query}`, { token })).body;
    const words = async (query = "") =>
      (await list(query)).rooms.map(({ name, members }) => `${name} ${members}`);
    assertEquals(await words(), ["lobby 3"]);
    await make(server, token, { name: "Tea", topic: "Green and black" });
    const { id: room } = await make(server, bo.welcome.session!, { name: "Blackboard" });
    assertEquals(await words(), ["Blackboard 1", "lobby 3", "Tea 1"]);
    assertEquals(await words("?q=BLACK"), ["Blackboard 1", "Tea 1"]);
    assertEquals(await list("?limit=1").then(({ rooms, more }) => [rooms.length, more]), [1, true]);
    await ada.ask({ type: "room.join", room });
    await bo.ask({ type: "room.change", room, name: "Whiteboard" });
    await ada.ask({ type: "message.post", room, text: "x" });
    const { rooms } = await list("?q=white");
    assertObjectMatch(rooms[0]!, { id: room, members: 2, joined: true, seq: 5, messages: 1 });
    assertEquals(typeof rooms[0]!.epoch === "string" && rooms[0]!.epoch.length, 22);
    await ada.ask({ type: "room.leave", room });
    assertEquals(await words("?q=white"), ["Whiteboard 1"]);
    const taken = await server.call("PATCH /api/rooms/tea", { token, json: { name: "WHITEBOARD" } });
    assertEquals((taken.body.error as { code: string }).code, "room_exists");
    await bo.ask({ type: "room.change", room, visibility: "private" });
    assertEquals(await words("?q=white"), []);
    for (const query of ["?limit=0", "?limit=x", `?q=${"x".repeat(65)}`]) {
      assertEquals((await server.call(`GET /api/rooms${query}`, { token })).status, 400);
    }
  });
});

Deno.test("the same people have one direct room, which nobody leaves or changes", async () => {
  await withServer({}, async (server) => {
    const [ada, bo, cy] = await three(server);
    const [first, second] = await Promise.all([
      ada.ask({ type: "direct.open", users: [bo.welcome.user.id], names: [] }),
      bo.ask({ type: "direct.open", users: [], names: ["Ada"] }),
    ]);
    const room = first.room.id;
    assertEquals(second.room.id, room);
    assertEquals(first.room.people?.map(({ name }) => name), ["ada", "bo"]);
    await ada.ask({ type: "message.post", room, text: "only for you" });
    assertEquals((await bo.next("message.posted")).message.text, "only for you");
    const group = await ada.ask({
      type: "direct.open",
      users: [cy.welcome.user.id, bo.welcome.user.id],
      names: [],
    });
    assertEquals(group.room.people?.length, 3);
    for (
      const command of [
        { type: "room.leave" },
        { type: "room.change", name: "x" },
        { type: "room.invite", user: cy.welcome.user.id },
        { type: "room.kick", user: bo.welcome.user.id },
      ]
    ) {
      const refused = await ada.refused({ room, ...command } as Parameters<typeof ada.refused>[0]);
      assertEquals([command.type, refused.code], [command.type, "forbidden"]);
    }
    await server.call("POST /api/session", { token: bo.welcome.session!, json: { username: "bob" } });
    await ada.next("member.renamed", (event) => event.room === room);
    const again = await server.connect({ token: ada.welcome.session });
    assertEquals(again.welcome.rooms.find(({ id }) => id === room)?.people?.map(({ name }) => name), [
      "ada",
      "bob",
    ]);
    const many = Array.from({ length: 8 }, (_, index) => `u${index}`);
    assertEquals((await ada.refused({ type: "direct.open", users: many, names: [] })).code, "limit_reached");
    assertEquals(
      (await ada.refused({ type: "direct.open", users: [], names: ["ada"] })).code,
      "unknown_person",
    );
  });
});

async function three(server: TestServer) {
  return [
    await server.connect({ username: "ada" }),
    await server.connect({ username: "bo" }),
    await server.connect({ username: "cy" }),
  ] as const;
}

async function make(server: TestServer, token: string, json: Record<string, unknown>): Promise<JoinedRoom> {
  const { body } = await server.call<{ room: JoinedRoom }>("POST /api/rooms", { token, json });
  return body.room;
}
