import { assert, assertEquals, assertObjectMatch } from "@std/assert";
import { refusal } from "../support/accounts.ts";
import { idOf, meet } from "../support/moderation.ts";
import { withServer } from "../support/server.ts";

const room = "tea";

Deno.test("who keeps order deletes what a member wrote: its text is gone, and all see that another did it", async () => {
  await withServer({}, async (server) => {
    const [ada, bo, cy] = await meet(server, "ada", "bo", "cy");
    await ada!.ask({ type: "member.role", room, user: idOf(bo!), role: "moderator" });
    const { seq: message } = await cy!.ask({ type: "message.post", room, text: "secret words" });
    const { seq: own } = await ada!.ask({ type: "message.post", room, text: "of the owner" });
    assertEquals((await cy!.refused({ type: "message.delete", room, message: own })).code, "forbidden");
    assertEquals((await bo!.refused({ type: "message.delete", room, message: own })).code, "forbidden");
    await bo!.ask({ type: "message.delete", room, message });
    assertObjectMatch(await cy!.next("message.deleted"), {
      message,
      user: bo!.welcome.user,
      author: idOf(cy!),
    });
    const { events } = await cy!.ask({ type: "history", room, around: message, limit: 1 });
    const { deleted, removed, text } = events.find((event) => event.type === "message.posted")!.message;
    assertEquals([deleted, removed, text], [true, true, ""]);
    const { events: read } = await ada!.ask({ type: "history", room, limit: 100 });
    assertEquals(JSON.stringify(read).includes("secret"), false);
    const { seq: mine } = await cy!.ask({ type: "message.post", room, text: "mine" });
    await cy!.ask({ type: "message.delete", room, message: mine });
    const { events: last } = await cy!.ask({ type: "history", room, around: mine, limit: 1 });
    assertEquals(last.find((event) => event.type === "message.posted")!.message.removed, undefined);
  });
});

Deno.test("all that somebody wrote in a room is deleted, a few at a time while others are served, and nothing elsewhere", async () => {
  await withServer({ MESSAGE_RATE: "10000", MESSAGE_BURST: "10000" }, async (server) => {
    const [ada, bo, cy] = await meet(server, "ada", "bo", "cy");
    for (let n = 0; n < 130; n++) bo!.send({ type: "message.post", room, text: `secret ${n}` });
    await cy!.ask({ type: "message.post", room, text: "another's" });
    await bo!.ask({ type: "message.post", room: "lobby", text: "elsewhere" });
    await ada!.next("message.posted", ({ message }) => message.text === "secret 129");
    assertEquals((await cy!.refused({ type: "room.purge", room, user: idOf(bo!) })).code, "forbidden");
    await ada!.ask({ type: "room.kick", room, user: idOf(bo!) });
    const purge = ada!.send({ type: "room.purge", room, user: idOf(bo!) });
    const pong = ada!.send({ type: "ping" });
    assertObjectMatch(await ada!.reply(purge), { type: "ok", deleted: 130 });
    const answers = ada!.received.flatMap((one) => "id" in one ? [one.id] : []);
    assert(answers.indexOf(pong) < answers.indexOf(purge), "the ping waited for all of it");
    assertEquals((await cy!.atLeast("message.deleted", 130)).length, 130);
    const { events } = await cy!.ask({ type: "history", room, limit: 100 });
    assertEquals(JSON.stringify(events).includes("secret"), false);
    const found = await cy!.ask({ type: "search", query: "secret", limit: 10 });
    assertEquals(found.results, []);
    const { events: lobby } = await cy!.ask({ type: "history", room: "lobby", limit: 10 });
    assertEquals(JSON.stringify(lobby).includes("elsewhere"), true);
    assertEquals((await ada!.ask({ type: "room.purge", room, user: idOf(bo!) })).deleted, 0);
  });
});

Deno.test("who is banned from a room is out of it at once, and comes back by no way until it is lifted", async () => {
  await withServer({}, async (server) => {
    const [ada, bo, cy] = await meet(server, "ada", "bo", "cy");
    const second = await server.connect({ token: bo!.welcome.session });
    await ada!.ask({ type: "room.ban", room, user: idOf(bo!), seconds: 3_600, reason: "noise" });
    for (const own of [bo!, second]) {
      const { by, reason, banned, until } = await own.next("room.left");
      assertEquals([by, reason, banned], [ada!.welcome.user, "noise", true]);
      assert(Math.abs(Date.parse(until!) - Date.now() - 3_600_000) < 60_000, until);
    }
    assertEquals((await cy!.next("member.left", ({ room }) => room === "tea")).by, ada!.welcome.user);
    await ada!.ask({ type: "message.post", room, text: "without bo" });
    const refused = await bo!.refused({ type: "room.join", room });
    assertEquals(
      [refused.code, /^You are banned from this room until .+ UTC: noise$/.test(refused.message)],
      ["banned", true],
    );
    assert(refused.until !== undefined);
    assertEquals((await cy!.refused({ type: "room.invite", room, user: idOf(bo!) })).code, "forbidden");
    assertEquals(
      refusal(await server.call("PUT /api/rooms/tea/membership", { token: bo!.welcome.session! })),
      [403, "banned"],
    );
    assertEquals(bo!.texts().includes("without bo"), false);
    await server.restart();
    const [back, owner] = [
      await server.connect({ token: bo!.welcome.session }),
      await server.connect({ token: ada!.welcome.session }),
    ];
    assertEquals((await back.refused({ type: "room.join", room })).code, "banned");
    const { bans, mutes } = await owner.ask({ type: "room.bans", room });
    assertEquals([bans.map(({ user, by, reason }) => [user.name, by.name, reason]), mutes], [[[
      "bo",
      "ada",
      "noise",
    ]], []]);
    await owner.ask({ type: "room.unban", room, user: idOf(bo!) });
    await back.ask({ type: "room.join", room });
    assertEquals((await owner.refused({ type: "room.unban", room, user: idOf(bo!) })).code, "unknown_person");
  });
});

Deno.test("who is muted reads and does not write, on all devices and after a restart, and is told by whom and why", async () => {
  await withServer({}, async (server) => {
    const [ada, bo] = await meet(server, "ada", "bo");
    const { seq: message } = await bo!.ask({ type: "message.post", room, text: "before" });
    await ada!.ask({ type: "room.mute", room, user: idOf(bo!), reason: "noise" });
    assertEquals((await bo!.next("room.muted")).muted, { by: ada!.welcome.user, reason: "noise" });
    const commands = [
      { type: "message.post", text: "x" },
      { type: "message.edit", message, text: "x" },
      { type: "reaction.add", message, emoji: "👍" },
      { type: "message.pin", message },
      { type: "typing" },
    ];
    for (const command of commands) {
      const refused = await bo!.refused(
        { room, ...command } as Parameters<NonNullable<typeof bo>["refused"]>[0],
      );
      assertEquals([command.type, refused.code, refused.message], [
        command.type,
        "muted",
        "ada muted you here: noise",
      ]);
    }
    await ada!.ask({ type: "message.post", room, text: "bo hears this" });
    await bo!.next("message.posted", ({ message }) => message.text === "bo hears this");
    await bo!.ask({ type: "message.post", room: "lobby", text: "and speaks elsewhere" });
    await bo!.ask({ type: "room.leave", room });
    const { room: joined } = await bo!.ask({ type: "room.join", room });
    assertEquals(joined.muted?.reason, "noise");
    await server.restart();
    const [back, owner] = [
      await server.connect({ token: bo!.welcome.session }),
      await server.connect({ token: ada!.welcome.session }),
    ];
    assertEquals(back.welcome.rooms.find(({ id }) => id === room)?.muted, {
      by: ada!.welcome.user,
      reason: "noise",
    });
    await back.ask({ type: "message.delete", room, message });
    await owner.ask({ type: "room.unmute", room, user: idOf(bo!) });
    assertEquals((await back.next("room.muted")).muted, null);
    await back.ask({ type: "message.post", room, text: "again" });
  });
});

Deno.test("a mute for a time ends by itself", async () => {
  await withServer({}, async (server) => {
    const [ada, bo] = await meet(server, "ada", "bo");
    await ada!.ask({ type: "room.mute", room, user: idOf(bo!), seconds: 1 });
    const { until } = await bo!.refused({ type: "message.post", room, text: "early" });
    await new Promise((resolve) => setTimeout(resolve, Date.parse(until!) - Date.now() + 5));
    await bo!.ask({ type: "message.post", room, text: "late enough" });
  });
});

Deno.test("in slow mode members wait between messages, a repeat is none, and who keeps order does not wait", async () => {
  await withServer({}, async (server) => {
    const [ada, bo, cy] = await meet(server, "ada", "bo", "cy");
    await ada!.ask({ type: "member.role", room, user: idOf(cy!), role: "moderator" });
    const { room: changed } = await cy!.ask({ type: "room.change", room, slowMode: 100 });
    assertEquals(changed.slowMode, 100);
    assertEquals((await bo!.next("room.changed")).slowMode, 100);
    const { seq } = await bo!.ask({ type: "message.post", id: "first", room, text: "one" });
    const refused = await bo!.refused({ type: "message.post", room, text: "two" });
    assertEquals(refused.code, "slow_mode");
    assert(refused.retryAfter! > 0 && refused.retryAfter! <= 100, `${refused.retryAfter}`);
    assertEquals((await bo!.ask({ type: "message.post", id: "first", room, text: "one" })).seq, seq);
    const thread = await bo!.refused({ type: "message.post", room, text: "two", thread: seq });
    assertEquals(thread.code, "slow_mode");
    const { status, headers } = await server.call("POST /api/rooms/tea/messages", {
      token: bo!.welcome.session!,
      json: { id: "h", text: "three" },
    });
    assertEquals([status, Number(headers.get("Retry-After")) > 0], [429, true]);
    for (const one of [ada!, cy!]) {
      for (const text of ["a", "b"]) await one.ask({ type: "message.post", room, text });
    }
    await bo!.ask({ type: "message.post", room: "lobby", text: "elsewhere" });
    const back = await server.connect({ token: bo!.welcome.session });
    const seen = back.welcome.rooms.find(({ id }) => id === room)!;
    assert(seen.slowMode === 100 && seen.wait! > 0 && seen.wait! <= 100);
    await ada!.ask({ type: "room.change", room, slowMode: 0 });
    await bo!.ask({ type: "message.post", room, text: "two" });
    assertEquals((await bo!.refused({ type: "room.change", room, slowMode: 5 })).code, "forbidden");
    assertEquals((await ada!.refused({ type: "room.change", room, slowMode: 21_601 })).code, "bad_range");
  });
});

Deno.test("a message that could not be stored in slow mode costs no wait", async () => {
  await withServer({}, async (server) => {
    const [ada, bo] = await meet(server, "ada", "bo");
    await ada!.ask({ type: "room.change", room, slowMode: 100 });
    await bo!.ask({ type: "message.post", id: "k", room: "lobby", text: "one" });
    assertEquals(
      (await bo!.refused({ type: "message.post", id: "k", room, text: "other" })).code,
      "id_reused",
    );
    await bo!.ask({ type: "message.post", room, text: "two" });
  });
});

Deno.test("nobody keeps order over who may do as much or more, over themselves, or over who was never seen there", async () => {
  await withServer({}, async (server) => {
    const [ada, bo, cy, di] = await meet(server, "ada", "bo", "cy", "di");
    const ed = await server.connect({ username: "ed" });
    for (const one of [bo!, di!]) {
      await ada!.ask({ type: "member.role", room, user: idOf(one), role: "moderator" });
    }
    for (const type of ["room.ban", "room.mute", "room.purge"] as const) {
      const code = async (who: typeof ed, user: string) => (await who.refused({ type, room, user })).code;
      assertEquals([type, await code(cy!, idOf(ada!))], [type, "forbidden"]);
      assertEquals([type, await code(bo!, idOf(ada!))], [type, "forbidden"]);
      assertEquals([type, await code(bo!, idOf(di!))], [type, "forbidden"]);
      assertEquals([type, await code(bo!, idOf(bo!))], [type, "forbidden"]);
      assertEquals([type, await code(bo!, idOf(ed))], [type, "unknown_person"]);
      assertEquals([type, await code(bo!, "u99")], [type, "unknown_person"]);
      assertEquals([type, await code(ed, idOf(cy!))], [type, "forbidden"]);
    }
    assertEquals((await cy!.refused({ type: "room.bans", room })).code, "forbidden");
    await bo!.ask({ type: "room.ban", room, user: idOf(cy!) });
    await ada!.ask({ type: "room.mute", room, user: idOf(di!) });
    assertEquals((await di!.refused({ type: "room.unmute", room, user: idOf(di!) })).code, "forbidden");
    const direct = await ada!.ask({ type: "direct.open", users: [idOf(bo!)], names: [] });
    const refused = await ada!.refused({ type: "room.ban", room: direct.room.id, user: idOf(bo!) });
    assertEquals(refused.code, "forbidden");
  });
});

Deno.test("order in a room is kept over HTTP as well", async () => {
  await withServer({}, async (server) => {
    const [ada, bo] = await meet(server, "ada", "bo");
    const token = ada!.welcome.session!;
    const bo_ = idOf(bo!);
    const call = (request: string, json?: unknown) =>
      server.call(request, { token, ...(json !== undefined && { json }) });
    await bo!.ask({ type: "message.post", room, text: "x" });
    assertEquals((await call(`PUT /api/rooms/tea/mutes/${bo_}`, { reason: "noise" })).status, 204);
    assertEquals((await call(`DELETE /api/rooms/tea/members/${bo_}/messages`)).body, { deleted: 1 });
    assertEquals((await call(`PUT /api/rooms/tea/bans/${bo_}`, { seconds: 60 })).status, 204);
    const { body } = await call("GET /api/rooms/tea/bans");
    assertObjectMatch(body, {
      bans: [{ user: { name: "bo" } }],
      mutes: [{ user: { name: "bo" }, reason: "noise" }],
    });
    for (const kind of ["bans", "mutes"]) {
      assertEquals((await call(`DELETE /api/rooms/tea/${kind}/${bo_}`)).status, 204);
      assertEquals(refusal(await call(`DELETE /api/rooms/tea/${kind}/${bo_}`)), [404, "unknown_person"]);
    }
    for (const seconds of [0, -1, 1.5, "x", 31_622_401]) {
      assertEquals(refusal(await call(`PUT /api/rooms/tea/bans/${bo_}`, { seconds })), [400, "bad_range"]);
    }
    assertEquals(refusal(await call(`PUT /api/rooms/tea/bans/${bo_}`, { reason: "x".repeat(201) })), [
      400,
      "bad_message",
    ]);
  });
});
