import { assertEquals, assertGreater } from "@std/assert";
import { joinRoom, markRead } from "../../../src/chat/memberships.ts";
import { postMessage } from "../../../src/chat/messages.ts";
import { createRoom } from "../../../src/chat/rooms.ts";
import { mayBeUnread, readAllUnread, readUnread } from "../../../src/chat/unread.ts";
import { DEFAULT_LIMITS } from "../../../src/protocol/limits.ts";
import { withChat } from "./support.ts";

const ROOMS = 20;
const MESSAGES = 400;
const OPTIONS = { limits: { ...DEFAULT_LIMITS, messages: { rate: 1e6, burst: 1e6 } } };

Deno.test("readUnread() of many rooms lets others be served in between, and is right at the end all the same", async () => {
  await withChat(OPTIONS, async ({ chat, enter }) => {
    const [ada, bo] = [await enter("ada"), await enter("bo")];
    const rooms: string[] = [];
    for (let number = 0; number < ROOMS; number++) {
      const { id } = await createRoom(chat, ada, { name: `room ${number}`, topic: "" });
      rooms.push(id);
      await joinRoom(chat, bo, id);
      await Promise.all(
        Array.from(
          { length: MESSAGES },
          (_, index) => postMessage(chat, ada, { room: id, id: `${id}.${index}`, text: "hello" }),
        ),
      );
    }
    let turns = 0;
    let over = false;
    const count = () => {
      turns++;
      if (!over) setImmediate(count);
    };
    setImmediate(count);
    const reading = readUnread(chat, bo, rooms);
    // It comes while the first rooms are counted already.
    const late = new Promise<void>((resolve) =>
      setImmediate(async () => {
        await postMessage(chat, ada, { room: rooms[0]!, id: "late", text: "hello" });
        resolve();
      })
    );
    const found = await reading;
    const heads = rooms.map((room) => chat.rooms.get(room)!.seq);
    over = true;
    await late;
    assertGreater(turns, 2, "turns of the event loop meanwhile");
    assertEquals(rooms.map((room) => found.get(room)!.asOf), heads);
    assertEquals(
      rooms.map((room) => found.get(room)!.unread),
      rooms.map((_, n) => MESSAGES + (n === 0 ? 1 : 0)),
    );
  });
});

Deno.test("readAllUnread() hears what is said in rooms that were read, and what is read elsewhere, while it counts", async () => {
  await withChat(OPTIONS, async ({ chat, enter }) => {
    const [ada, bo] = [await enter("ada"), await enter("bo")];
    await markRead(chat, bo, { room: "lobby", seq: chat.rooms.get("lobby")!.seq });
    const rooms: string[] = [];
    for (let number = 0; number < ROOMS; number++) {
      const { id } = await createRoom(chat, ada, { name: `room ${number}`, topic: "" });
      rooms.push(id);
      await joinRoom(chat, bo, id);
      await Promise.all(
        Array.from(
          { length: MESSAGES },
          (_, index) => postMessage(chat, ada, { room: id, id: `${id}.${index}`, text: "hello" }),
        ),
      );
    }
    const first = rooms[0]!;
    const reading = readAllUnread(chat, bo);
    const meanwhile = new Promise<void>((resolve) =>
      setImmediate(async () => {
        await Promise.all([
          postMessage(chat, ada, { room: "lobby", id: "late", text: "hello" }),
          markRead(chat, bo, { room: first, seq: chat.rooms.get(first)!.seq }),
        ]);
        resolve();
      })
    );
    const found = await reading;
    assertEquals([found.get(first)!.unread, found.get("lobby")!.unread], [0, 1]);
    await meanwhile;
  });
});

Deno.test("mayBeUnread() knows without asking that nothing is unread where people only come and go", async () => {
  await withChat(OPTIONS, async ({ chat, enter }) => {
    const ada = await enter("ada");
    const mark = ada.reads.get("lobby")!;
    const bo = await enter("bo");
    assertGreater(chat.rooms.get("lobby")!.seq, mark.seq, "the head");
    assertEquals(mayBeUnread(chat, ada, "lobby"), false);
    const { seq } = await postMessage(chat, bo, { room: "lobby", id: "one", text: "hello" });
    await enter("cy");
    assertEquals(mayBeUnread(chat, ada, "lobby"), true);
    assertEquals((await readAllUnread(chat, ada)).get("lobby")!.unread, 1);
    await markRead(chat, ada, { room: "lobby", seq });
    assertEquals(mayBeUnread(chat, ada, "lobby"), false);
    assertEquals((await readAllUnread(chat, ada)).get("lobby"), {
      asOf: chat.rooms.get("lobby")!.seq,
      unread: 0,
      mentions: 0,
    });
  });
});
