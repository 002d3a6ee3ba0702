import { assert, assertEquals } from "@std/assert";
import { postMessage } from "../../../src/chat/messages.ts";
import { createRoom } from "../../../src/chat/rooms.ts";
import type { ServerEvent } from "../../../src/protocol/events.ts";
import { DEFAULT_LIMITS } from "../../../src/protocol/limits.ts";
import { withChat } from "./support.ts";

const FAST = { limits: { ...DEFAULT_LIMITS, messages: { rate: 1_000, burst: 1_000 } } };

Deno.test("what one turn stores in a room is published as one batch, in the order of its numbers", async () => {
  await withChat(FAST, async ({ chat, enter }) => {
    const ada = await enter("ada");
    await createRoom(chat, ada, { name: "tea", topic: "" });
    const batches: Record<string, ServerEvent[][]> = { lobby: [], tea: [] };
    for (const room of ["lobby", "tea"]) {
      await chat.pubsub.subscribe(`room:${room}`, (events) => void batches[room]!.push([...events]));
    }
    await Promise.all(Array.from({ length: 20 }, (_, index) => {
      const room = index % 2 === 0 ? "lobby" : "tea";
      return postMessage(chat, ada, { room, id: `k${index}`, text: `${index}` });
    }));
    for (const [room, [batch, ...others]] of Object.entries(batches)) {
      assertEquals(others, []);
      const first = (batch![0] as { seq: number }).seq;
      assertEquals(
        batch!.map((event) => "seq" in event && event.seq),
        Array.from({ length: 10 }, (_, index) => first + index),
      );
      assert(batch!.every((event) => event.type === "message.posted" && event.room === room));
    }
  });
});

Deno.test("the room's head has moved, and everyone has heard, before the author is answered", async () => {
  await withChat({}, async ({ chat, enter, listen }) => {
    const ada = await enter("ada");
    const heard = listen("room:lobby");
    const before = chat.rooms.get("lobby")!;
    const { seq: old, messages } = before;
    const posted = await postMessage(chat, ada, { room: "lobby", id: "k1", text: "hello" });
    const head = chat.rooms.get("lobby")!;
    assertEquals([head.seq, head.messages, posted.seq], [old + 1, messages + 1, old + 1]);
    assertEquals(heard.length, 1);
    const [event] = heard;
    assert(event?.type === "message.posted");
    assertEquals(event.message, {
      id: posted.messageId,
      author: ada.user,
      clientId: "k1",
      text: "hello",
      ordinal: messages + 1,
    });
    assertEquals(new Date(event.at).toISOString(), event.at);
  });
});

Deno.test("a repeated message is published once", async () => {
  await withChat({}, async ({ chat, enter, listen }) => {
    const ada = await enter("ada");
    const heard = listen("room:lobby");
    const draft = { room: "lobby", id: "k1", text: "hello" };
    const posted = await Promise.all([postMessage(chat, ada, draft), postMessage(chat, ada, draft)]);
    assertEquals(posted.map(({ seq }) => seq), [posted[0]!.seq, posted[0]!.seq]);
    assertEquals(posted.map(({ repeated }) => repeated), [false, true]);
    assertEquals(heard.length, 1);
  });
});
