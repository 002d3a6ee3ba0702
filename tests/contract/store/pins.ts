import { assertEquals } from "@std/assert";
import type { Store } from "../../../src/store/store.ts";
import { post, readAll, type StoreCase } from "./case.ts";
import { makeMessage } from "./messages.ts";

/** What pins promise. */
export const PIN_CASES: StoreCase[] = [
  {
    promise: "pinned messages are listed, the newest pin first, and a pin is an event once",
    async test(store, reopen) {
      const { ada, message } = await makeMessage(store, "one");
      await post(store, "lobby", ada, { text: "two" });
      const pin = (message: number) => store.pins.add({ room: "lobby", message, user: ada, max: 10 });
      assertEquals(await pin(message + 1), { outcome: "stored", seq: message + 2 });
      assertEquals(await pin(message), { outcome: "stored", seq: message + 3 });
      assertEquals(await pin(message), { outcome: "same" });
      store = await reopen();
      assertEquals(await list(store), ["one", "two"]);
      assertEquals(await store.pins.of("lobby", { first: message + 1, last: 100 }), new Set([message + 1]));
      const remove = { room: "lobby", message: message + 1, user: ada };
      assertEquals(await store.pins.remove(remove), { outcome: "stored", seq: message + 4 });
      assertEquals(await store.pins.remove(remove), { outcome: "same" });
      assertEquals(await list(store), ["one"]);
      const records = (await readAll(store, "lobby")).slice(-3);
      assertEquals(records.map(({ type, details }) => [type, details]), [
        ["message.pinned", { message: message + 1 }],
        ["message.pinned", { message }],
        ["message.unpinned", { message: message + 1 }],
      ]);
    },
  },
  {
    promise: "a room has so many pins and no more, and a deleted message is pinned no more",
    async test(store) {
      const { ada, message } = await makeMessage(store, "one");
      await post(store, "lobby", ada, { text: "two" });
      const pin = async (message: number) =>
        (await store.pins.add({ room: "lobby", message, user: ada, max: 1 })).outcome;
      assertEquals([await pin(message), await pin(message + 1), await pin(1)], [
        "stored",
        "full",
        "no_message",
      ]);
      await store.messages.delete({ room: "lobby", message, user: ada });
      assertEquals(await list(store), []);
      assertEquals([await pin(message), await pin(message + 1)], ["no_message", "stored"]);
      assertEquals(await store.pins.list("nowhere"), []);
    },
  },
];

async function list(store: Store): Promise<string[]> {
  return (await store.pins.list("lobby")).map(({ body }) => body);
}
