import { assertEquals, assertRejects } from "@std/assert";
import { readHistory } from "../../../src/chat/history.ts";
import { postMessage } from "../../../src/chat/messages.ts";
import type { HistoryAnchor } from "../../../src/protocol/commands.ts";
import { ProtocolError } from "../../../src/protocol/errors.ts";
import { DEFAULT_LIMITS } from "../../../src/protocol/limits.ts";
import { withChat } from "./support.ts";

const OPTIONS = { limits: { ...DEFAULT_LIMITS, page: 8, messages: { rate: 1_000, burst: 1_000 } } };

Deno.test("readHistory() gives the page that is asked for, and whether there is more in that direction", async () => {
  await withChat(OPTIONS, async ({ chat, enter }) => {
    const ada = await enter("ada");
    await Promise.all(
      Array.from(
        { length: 18 },
        (_, index) => postMessage(chat, ada, { room: "lobby", id: `k${index}`, text: "hello" }),
      ),
    );
    const read = async (query: { limit: number } & HistoryAnchor) => {
      const { events, more } = await readHistory(chat, ada, { room: "lobby", ...query });
      return [events.map(({ seq }) => seq).join(" "), more];
    };
    assertEquals(await read({ limit: 3 }), ["18 19 20", true]);
    assertEquals(await read({ before: 4, limit: 3 }), ["1 2 3", false]);
    assertEquals(await read({ before: 1, limit: 3 }), ["", false]);
    assertEquals(await read({ before: 0, limit: 3 }), ["", false]);
    assertEquals(await read({ after: 16, limit: 3 }), ["17 18 19", true]);
    assertEquals(await read({ after: 17, limit: 3 }), ["18 19 20", false]);
    assertEquals(await read({ after: 20, limit: 3 }), ["", false]);
    assertEquals(await read({ after: 0, limit: 1e9 }), ["1 2 3 4 5 6 7 8", true]);
    assertEquals(await read({ around: 10, limit: 4 }), ["9 10 11 12", true]);
    assertEquals(await read({ around: 10, limit: 1 }), ["10", true]);
    assertEquals(await read({ around: 1, limit: 4 }), ["1 2 3 4", true]);
    assertEquals(await read({ around: 20, limit: 4 }), ["17 18 19 20", true]);
    for (const anchor of ["before", "after", "around"] as const) {
      await read({ [anchor]: Number.MAX_SAFE_INTEGER, limit: 5 });
      await read({ [anchor]: 0, limit: 5 });
    }
  });
});

Deno.test("readHistory() refuses who is not in the room in the same words as for no room", async () => {
  await withChat(OPTIONS, async ({ chat, enter }) => {
    const [ada, bo] = [await enter("ada"), await enter("bo")];
    await chat.store.rooms.create({ id: "tea", name: "tea", topic: "", epoch: "e", user: ada.user });
    const messages = await Promise.all(["tea", "nowhere", "../../etc", ""].map(async (room) => {
      const { code, message } = await assertRejects(
        () => readHistory(chat, bo, { room, limit: 5 }),
        ProtocolError,
      );
      return `${code} ${message}`;
    }));
    assertEquals(new Set(messages).size, 1);
  });
});
