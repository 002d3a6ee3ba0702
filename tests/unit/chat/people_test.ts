import { assert, assertEquals, assertRejects } from "@std/assert";
import { enterSession, findSession, rename, signIn, signOut } from "../../../src/chat/sessions.ts";
import { createRoom } from "../../../src/chat/rooms.ts";
import { ProtocolError } from "../../../src/protocol/errors.ts";
import { withChat } from "./support.ts";

const SHORT = { grace: 20 };

Deno.test("who comes in is a member of the lobby, and is told to it once, by the first connection", async () => {
  await withChat({}, async ({ chat, enter, listen }) => {
    const heard = listen("room:lobby");
    const ada = await enter("ada");
    assertEquals(heard.map(({ type }) => type), ["member.joined"]);
    chat.people.arrive(ada);
    chat.people.arrive(ada);
    assertEquals(heard.at(-1), { type: "presence.joined", room: "lobby", user: ada.user, online: 1 });
    assertEquals(heard.length, 2);
    assertEquals(chat.people.presence.list("lobby", 10), [ada.user]);
  });
});

Deno.test("a reload within the grace time makes no noise; the leave is told after it, once", async () => {
  await withChat(SHORT, async ({ chat, enter, comings, next, faults }) => {
    const ada = await enter("ada");
    chat.people.arrive(ada);
    for (let reload = 0; reload < 3; reload++) {
      chat.people.depart(ada);
      chat.people.arrive(ada);
    }
    chat.people.arrive(ada);
    chat.people.depart(ada);
    assertEquals(comings, ["presence.joined lobby ada"]);
    const left = next("room:lobby", "presence.left");
    chat.people.depart(ada);
    assertEquals(comings.length, 1);
    assertEquals(await left, { type: "presence.left", room: "lobby", user: ada.user, online: 0 });
    assertEquals(comings, ["presence.joined lobby ada", "presence.left lobby ada"]);
    assertEquals([chat.people.size, chat.people.presence.count("lobby"), faults], [0, 0, []]);
  });
});

Deno.test("a name is held through the grace time, and free when the leave has been told", async () => {
  await withChat(SHORT, async ({ chat, enter, next }) => {
    const ada = await enter("ada");
    chat.people.arrive(ada);
    assertEquals((await assertRejects(() => enter("Ada"), ProtocolError)).code, "username_taken");
    const left = next("room:lobby", "presence.left");
    chat.people.depart(ada);
    await left;
    assert((await enter("Ada")).user.id !== ada.user.id);
  });
});

Deno.test("who is never connected is never told, and is forgotten after the grace time", async () => {
  await withChat(SHORT, async ({ chat, enter, comings }) => {
    await enter("ada");
    const forgotten = Promise.withResolvers<void>();
    const watch = setInterval(() => chat.people.size === 0 && forgotten.resolve(), 5);
    await forgotten.promise;
    clearInterval(watch);
    assertEquals(comings, []);
  });
});

Deno.test("who was away comes back as the same person while nobody took the name", async () => {
  await withChat(SHORT, async ({ chat, next }) => {
    const session = await signIn(chat, "ada", { address: "192.0.2.1" });
    const first = await enterSession(chat, session);
    chat.people.arrive(first);
    const left = next("room:lobby", "presence.left");
    chat.people.depart(first);
    await left;
    const again = await enterSession(chat, (await findSession(chat, session.token))!);
    assertEquals(again.user, first.user);
    assertEquals([...again.rooms], ["lobby"]);
  });
});

Deno.test("who was away and whose name was taken is refused, with a name that is free", async () => {
  await withChat(SHORT, async ({ chat, enter, next }) => {
    const session = await signIn(chat, "ada", { address: "192.0.2.1" });
    const first = await enterSession(chat, session);
    chat.people.arrive(first);
    const left = next("room:lobby", "presence.left");
    chat.people.depart(first);
    await left;
    await enter("ada");
    const { code, suggestion } = await assertRejects(() => enterSession(chat, session), ProtocolError);
    assertEquals([code, suggestion], ["username_taken", "ada-2"]);
  });
});

Deno.test("enter() gives one person to many who ask at once", async () => {
  await withChat({}, async ({ chat }) => {
    const session = await signIn(chat, "ada", { address: "192.0.2.1" });
    const people = await Promise.all(Array.from({ length: 10 }, () => enterSession(chat, session)));
    assertEquals(new Set(people).size, 1);
  });
});

Deno.test("who is expected back after a restart counts as here without noise, and leaves after the grace time", async () => {
  await withChat(SHORT, async ({ chat, comings, next }) => {
    const { user } = await signIn(chat, "ada", { address: "192.0.2.1" });
    const left = next("room:lobby", "presence.left");
    await chat.people.expect(user);
    assertEquals([chat.people.presence.count("lobby"), comings], [1, []]);
    await left;
    assertEquals(comings, ["presence.left lobby ada"]);
  });
});

Deno.test("who signs out is gone at once: from the rooms, and from the name", async () => {
  await withChat({}, async ({ chat, listen, enter }) => {
    const session = await signIn(chat, "ada", { address: "192.0.2.1" });
    const ada = await enterSession(chat, session);
    chat.people.arrive(ada);
    const [lobby, own] = [listen("room:lobby"), listen(`session:${session.tokenHash}`)];
    await signOut(chat, session);
    assertEquals(lobby.map(({ type }) => type).toSorted(), ["member.left", "presence.left"]);
    assertEquals(own, [{ type: "closing", code: 4001, reason: "signed out" }]);
    assertEquals(await findSession(chat, session.token), undefined);
    chat.people.depart(ada);
    assertEquals((await enter("ada")).connections, 0);
  });
});

Deno.test("rename() tells the rooms and the person's connections, and presence shows the new name", async () => {
  await withChat({}, async ({ chat, listen, enter }) => {
    const session = await signIn(chat, "ada", { address: "192.0.2.1" });
    const ada = await enterSession(chat, session);
    chat.people.arrive(ada);
    await enter("bo");
    const [lobby, own] = [listen("room:lobby"), listen(`user:${ada.user.id}`)];
    const renamed = await rename(chat, session, "Lady-Ada");
    assertEquals(lobby.map((event) => event.type === "member.renamed" && [event.user.name, event.was]), [[
      "Lady-Ada",
      "ada",
    ]]);
    assertEquals(own, [{ type: "user.renamed", user: renamed }]);
    assertEquals(chat.people.presence.list("lobby", 10), [renamed]);
    const { code } = await assertRejects(() => rename(chat, session, "Bo"), ProtocolError);
    assertEquals(code, "username_taken");
  });
});

Deno.test("presence is told in each room that a person is in, also one they make later", async () => {
  await withChat({}, async ({ chat, enter, comings }) => {
    const ada = await enter("ada");
    await createRoom(chat, ada, { name: "early", topic: "" });
    chat.people.arrive(ada);
    await createRoom(chat, ada, { name: "late", topic: "" });
    assertEquals(comings, [
      "presence.joined lobby ada",
      "presence.joined early ada",
      "presence.joined late ada",
    ]);
    chat.people.dismiss(ada);
    assertEquals(comings.slice(3).map((line) => line.split(" ")[0]), [
      "presence.left",
      "presence.left",
      "presence.left",
    ]);
  });
});
