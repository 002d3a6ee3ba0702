import { assert, assertEquals } from "@std/assert";
import type { TestClient } from "../support/client.ts";
import { type TestServer, withServer } from "../support/server.ts";

Deno.test("an edit reaches everyone, and a page of history shows the newest text", async () => {
  await withTwo(async ({ ada, bo }) => {
    const message = await post(ada, "helo");
    const { seq } = await ada.ask({ type: "message.edit", room: "lobby", message, text: "hello" });
    for (const one of [ada, bo]) {
      const { at: _, ...event } = await one.next("message.edited");
      assertEquals(event, {
        type: "message.edited",
        room: "lobby",
        seq: seq!,
        message,
        text: "hello",
        user: ada.welcome.user,
      });
    }
    const { events, asOf } = await bo.ask({ type: "history", room: "lobby", around: message, limit: 1 });
    const shown = events[0]!.type === "message.posted" && events[0]!.message;
    assert(shown);
    assertEquals([shown.text, shown.edited?.seq, asOf], ["hello", seq, seq]);
    const { versions } = await bo.ask({ type: "message.history", room: "lobby", message });
    assertEquals(versions.map(({ seq, text }) => [seq, text]), [[message, "helo"], [seq, "hello"]]);
    const again = await ada.ask({ type: "message.edit", room: "lobby", message, text: "hello" });
    assertEquals(again.seq, undefined);
  });
});

Deno.test("a deletion reaches everyone, and nobody is told the text any more", async () => {
  await withTwo(async ({ ada, bo, server }) => {
    const { epoch, seq: from } = bo.welcome.rooms[0]!;
    // Before: so that what is kept in memory for those who come back is full of it.
    await bo.ask({ type: "resume", rooms: [{ room: "lobby", epoch, seq: from - 1 }] });
    const message = await post(ada, "my secret");
    await ada.ask({ type: "message.edit", room: "lobby", message, text: "my other secret" });
    await bo.ask({ type: "reaction.add", room: "lobby", message, emoji: "😮" });
    const { seq } = await ada.ask({ type: "message.delete", room: "lobby", message });
    assertEquals((await bo.next("message.deleted")).message, message);
    const eve = await server.connect({ username: "eve" });
    await eve.ask({ type: "resume", rooms: [{ room: "lobby", epoch, seq: from }] });
    await eve.ask({ type: "history", room: "lobby", limit: 50 });
    assertEquals(
      (await eve.refused({ type: "message.history", room: "lobby", message })).code,
      "unknown_message",
    );
    assert(!JSON.stringify(eve.received).includes("secret"));
    const posted = await eve.next("message.posted");
    const { id, author, clientId, ordinal } = posted.message;
    assertEquals(posted.message, { id, author, clientId, text: "", ordinal, deleted: true });
    assertEquals((await ada.ask({ type: "message.delete", room: "lobby", message })).seq, undefined);
    assert(seq === message + 3);
    for (
      const command of [
        { type: "message.edit", room: "lobby", message, text: "again" },
        { type: "reaction.add", room: "lobby", message, emoji: "👍" },
        { type: "reaction.remove", room: "lobby", message, emoji: "👍" },
      ] as const
    ) assertEquals((await ada.refused(command)).code, "unknown_message");
  });
});

Deno.test("a message is its author's: others cannot edit or delete it, and who is not in the room can do nothing with it", async () => {
  await withTwo(async ({ ada, bo }) => {
    const message = await post(ada, "mine");
    const edit = { type: "message.edit", room: "lobby", message, text: "yours" } as const;
    const remove = { type: "message.delete", room: "lobby", message } as const;
    for (const command of [edit, remove]) assertEquals((await bo.refused(command)).code, "forbidden");
    await bo.ask({ type: "room.leave", room: "lobby" });
    const commands = [edit, remove, { type: "message.history", room: "lobby", message }, {
      type: "reaction.add",
      room: "lobby",
      message,
      emoji: "👍",
    }, { type: "reaction.remove", room: "lobby", message, emoji: "👍" }] as const;
    const said = new Set<string>();
    for (const command of commands) {
      for (const room of ["lobby", "nowhere"]) {
        const { code, message } = await bo.refused({ ...command, room });
        said.add(`${code} ${message}`);
      }
    }
    assertEquals(said.size, 1);
  });
});

Deno.test("what is no message is unknown_message, and a text that cannot be posted is no text to edit to", async () => {
  await withTwo(async ({ ada }) => {
    const message = await post(ada, "hello");
    for (const wrong of [0, 1, message + 100, Number.MAX_SAFE_INTEGER]) {
      const about = { room: "lobby", message: wrong } as const;
      for (
        const command of [
          { type: "message.edit", ...about, text: "x" },
          { type: "message.delete", ...about },
          { type: "message.history", ...about },
          { type: "reaction.add", ...about, emoji: "👍" },
          { type: "message.post", room: "lobby", text: "answer", replyTo: wrong },
        ] as const
      ) assertEquals([command, (await ada.refused(command)).code], [command, "unknown_message"]);
    }
    for (const text of ["", " ", "\u0007", "x".repeat(4_001)]) {
      const { code } = await ada.refused({ type: "message.edit", room: "lobby", message, text });
      assertEquals(code, "bad_text");
    }
    for (const emoji of ["", "x", "👍👍"]) {
      const { code } = await ada.refused({ type: "reaction.add", room: "lobby", message, emoji });
      assertEquals(code, "bad_emoji");
    }
    assertEquals(
      (await ada.refused({ type: "message.delete", room: "lobby", message: -1 })).code,
      "bad_range",
    );
  });
});

Deno.test("reactions are counted with who gave them, once a person, and can be taken back", async () => {
  await withTwo(async ({ ada, bo }) => {
    const message = await post(ada, "cake");
    const about = { room: "lobby", message, emoji: "🎂" };
    await bo.ask({ type: "reaction.add", ...about });
    assertEquals((await bo.ask({ type: "reaction.add", ...about })).seq, undefined);
    await ada.ask({ type: "reaction.add", ...about });
    const added = await ada.atLeast("reaction.added", 2);
    assertEquals(added.map(({ emoji, user }) => `${user.name} ${emoji}`), ["bo 🎂", "ada 🎂"]);
    const read = async () => {
      const page = await ada.ask({ type: "history", room: "lobby", around: message, limit: 1 });
      return {
        reactions:
          (page.events[0] as typeof page.events[0] & { message: { reactions?: unknown } }).message.reactions,
        users: page.users,
      };
    };
    const [adaUser, boUser] = [ada.welcome.user, bo.welcome.user];
    assertEquals(await read(), {
      reactions: [{ emoji: "🎂", users: [boUser.id, adaUser.id], count: 2 }],
      users: [boUser, adaUser],
    });
    await bo.ask({ type: "reaction.remove", ...about });
    await ada.ask({ type: "reaction.remove", ...about });
    assertEquals((await ada.ask({ type: "reaction.remove", ...about })).seq, undefined);
    assertEquals(await read(), { reactions: undefined, users: undefined });
  });
});

Deno.test("an answer names the message that it answers", async () => {
  await withTwo(async ({ ada, bo }) => {
    const message = await post(ada, "who is there?");
    const { seq } = await bo.ask({ type: "message.post", room: "lobby", text: "me", replyTo: message });
    const heard = await ada.next("message.posted", (event) => event.seq === seq);
    assertEquals(heard.message.replyTo, message);
    const { events } = await ada.ask({ type: "history", room: "lobby", limit: 1 });
    assertEquals(events, [heard]);
  });
});

Deno.test("a message is pinned and unpinned for everyone, and the list of pins shows messages as they are", async () => {
  await withTwo(async ({ ada, bo, server }) => {
    const [first, second] = [await post(ada, "frist"), await post(ada, "second")];
    for (const message of [first, second]) await bo.ask({ type: "message.pin", room: "lobby", message });
    await ada.ask({ type: "message.edit", room: "lobby", message: first, text: "first" });
    await bo.ask({ type: "reaction.add", room: "lobby", message: first, emoji: "👍" });
    assertEquals((await ada.atLeast("message.pinned", 2)).map(({ message }) => message), [first, second]);
    const { events, asOf, users } = await ada.ask({ type: "pins", room: "lobby" });
    const messages = events.map((event) => event.type === "message.posted" ? event.message : undefined);
    assertEquals(messages.map((message) => [message!.text, message!.pinned]), [["second", true], [
      "first",
      true,
    ]]);
    assertEquals([asOf, users], [second + 4, [bo.welcome.user]]);
    const page = await ada.ask({ type: "history", room: "lobby", around: first, limit: 1 });
    assertEquals(page.events[0], events[1]);
    const token = ada.welcome.session!;
    assertEquals((await server.call(`DELETE /api/rooms/lobby/pins/${second}`, { token })).status, 204);
    assertEquals((await bo.next("message.unpinned")).message, second);
    const { body } = await server.call<{ events: { seq: number }[] }>("GET /api/rooms/lobby/pins", { token });
    assertEquals(body.events.map(({ seq }) => seq), [first]);
    assertEquals((await server.call(`PUT /api/rooms/lobby/pins/${second}`, { token })).status, 200);
    await ada.ask({ type: "message.delete", room: "lobby", message: second });
    assertEquals((await ada.ask({ type: "pins", room: "lobby" })).events.length, 1);
    await bo.ask({ type: "room.leave", room: "lobby" });
    for (
      const command of [
        { type: "pins", room: "lobby" },
        { type: "message.pin", room: "lobby", message: first },
        { type: "message.unpin", room: "lobby", message: first },
      ] as const
    ) assertEquals((await bo.refused(command)).code, "forbidden");
  });
});

Deno.test("over HTTP the same is done", async () => {
  await withTwo(async ({ ada, bo, server }) => {
    const token = ada.welcome.session!;
    const message = await post(ada, "helo");
    const at = `/api/rooms/lobby/messages/${message}`;
    const emoji = encodeURIComponent("👍");
    assertEquals((await server.call(`PATCH ${at}`, { token, json: { text: "hello" } })).status, 200);
    assertEquals((await bo.next("message.edited")).text, "hello");
    const { status, body } = await server.call<{ versions: { text: string }[] }>(`GET ${at}/versions`, {
      token,
    });
    assertEquals([status, body.versions.map(({ text }) => text)], [200, ["helo", "hello"]]);
    assertEquals((await server.call(`PUT ${at}/reactions/${emoji}`, { token })).status, 200);
    assertEquals((await bo.next("reaction.added")).emoji, "👍");
    assertEquals((await server.call(`DELETE ${at}/reactions/${emoji}`, { token })).status, 204);
    await bo.next("reaction.removed");
    assertEquals((await server.call(`DELETE ${at}`, { token: bo.welcome.session })).status, 403);
    assertEquals((await server.call(`DELETE ${at}`, { token })).status, 204);
    assertEquals((await bo.next("message.deleted")).message, message);
    assertEquals((await server.call(`GET ${at}/versions`, { token })).status, 404);
    assertEquals((await server.call(`DELETE /api/rooms/lobby/messages/x`, { token })).status, 400);
    assertEquals((await server.call(`DELETE ${at}`)).status, 401);
    assertEquals((await server.call(`PUT ${at}`, { token, json: {} })).headers.get("Allow"), "PATCH, DELETE");
    const json = { id: "k1", text: "answer", replyTo: message };
    assertEquals((await server.call("POST /api/rooms/lobby/messages", { token, json })).status, 201);
    const answer = await bo.next("message.posted", (event) => event.message.text === "answer");
    assertEquals(answer.message.replyTo, message);
  });
});

Deno.test("who changes more than people do is told to wait", async () => {
  await withTwo(async ({ ada }) => {
    const message = await post(ada, "hello");
    const kinds = ["👍", "🎉"];
    const ids = Array.from({ length: 60 }, (_, index) => {
      const type = Math.floor(index / 2) % 2 === 0 ? "reaction.add" : "reaction.remove";
      return ada.send({ type, room: "lobby", message, emoji: kinds[index % 2]! });
    });
    const replies = await Promise.all(ids.map((id) => ada.reply(id)));
    const refused = replies.filter((reply) => reply.type === "error");
    assert(
      refused.length > 0 &&
        refused.every(({ code, retryAfter }) => code === "rate_limited" && retryAfter! > 0),
    );
  });
});

async function withTwo(
  use: (test: { ada: TestClient; bo: TestClient; server: TestServer }) => Promise<void>,
): Promise<void> {
  await withServer({}, async (server) => {
    const [ada, bo] = [await server.connect({ username: "ada" }), await server.connect({ username: "bo" })];
    await use({ ada, bo, server });
  });
}

async function post(who: TestClient, text: string): Promise<number> {
  return (await who.ask({ type: "message.post", room: "lobby", text })).seq;
}
