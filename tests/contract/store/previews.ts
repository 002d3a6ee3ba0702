import { assertEquals } from "@std/assert";
import type { Store } from "../../../src/store/store.ts";
import { HOUR, NOW, readAll, type StoreCase } from "./case.ts";
import { makeMessage } from "./messages.ts";

const PREVIEW = { url: "https://a.example/", title: "A page", site: "A" };
const ROOM = { room: "lobby" };
const KEEP = { now: NOW, expiresAt: NOW + HOUR, max: { pages: 3, bytes: 1_000 } };

/** What previews promise. */
export const PREVIEW_CASES: StoreCase[] = [
  {
    promise: "a message has one preview, which is an event, and is there again after a start",
    async test(store, reopen) {
      const { message } = await makeMessage(store, "https://a.example/");
      assertEquals(await add(store, message), { outcome: "stored", seq: message + 1 });
      assertEquals(await add(store, message), { outcome: "same" });
      assertEquals((await add(store, message + 1)).outcome, "no_message");
      store = await reopen();
      assertEquals(await of(store, message), PREVIEW);
      assertEquals(await store.previews.of("lobby", { first: message + 1, last: message + 9 }), new Map());
      assertEquals(await store.previews.of("nowhere", { first: 0, last: 100 }), new Map());
      const { type, user, body, details } = (await readAll(store, "lobby")).at(-1)!;
      assertEquals([type, user, JSON.parse(body), details], ["message.previewed", null, PREVIEW, {
        message,
      }]);
    },
  },
  {
    promise: "an edit takes the preview away, and one of a text that was is not shown",
    async test(store) {
      const { ada, message } = await makeMessage(store, "https://a.example/");
      await add(store, message);
      const edit = (text: string) => store.messages.edit({ ...ROOM, message, user: ada, text, max: 10 });
      assertEquals((await edit("https://b.example/")).outcome, "stored");
      assertEquals(await of(store, message), undefined);
      assertEquals(await add(store, message), { outcome: "same" });
      assertEquals(await add(store, message, message + 2), { outcome: "stored", seq: message + 3 });
      assertEquals(await of(store, message), PREVIEW);
      // What changes nothing takes nothing away.
      assertEquals((await edit("https://b.example/")).outcome, "same");
      assertEquals(await of(store, message), PREVIEW);
    },
  },
  {
    promise: "who takes the preview of a message away sees none there any more, whatever the message becomes",
    async test(store, reopen) {
      const { ada, message } = await makeMessage(store, "https://a.example/");
      const remove = () => store.previews.remove({ ...ROOM, message, user: ada });
      assertEquals(await remove(), { outcome: "same" });
      await add(store, message);
      assertEquals(await store.previews.isUnwanted("lobby", message), false);
      assertEquals(await remove(), { outcome: "stored", seq: message + 2 });
      assertEquals(await remove(), { outcome: "same" });
      store = await reopen();
      assertEquals(await of(store, message), undefined);
      assertEquals(await store.previews.isUnwanted("lobby", message), true);
      await store.messages.edit({ ...ROOM, message, user: ada, text: "https://b.example/", max: 10 });
      assertEquals(await add(store, message, message + 3), { outcome: "same" });
      const { type, details } = (await readAll(store, "lobby"))[message + 1]!;
      assertEquals([type, details], ["message.preview.removed", { message }]);
    },
  },
  {
    promise: "nothing is left of the previews of a deleted message, nor of the pages that they were of",
    async test(store) {
      const { ada, message } = await makeMessage(store, "https://a.example/");
      await store.previews.keepPage("key", { title: "A page" }, KEEP);
      await store.previews.keepPage("other", { title: "Another" }, KEEP);
      await add(store, message);
      await store.messages.edit({ ...ROOM, message, user: ada, text: "https://b.example/", max: 10 });
      await add(store, message, message + 2);
      await store.messages.delete({ ...ROOM, message, user: ada });
      assertEquals(await of(store, message), undefined);
      assertEquals(JSON.stringify(await readAll(store, "lobby")).includes("A page"), false);
      assertEquals(await store.previews.page("key", NOW), undefined);
      assertEquals(await store.previews.page("other", NOW), { title: "Another" });
      assertEquals((await add(store, message, message + 2)).outcome, "no_message");
    },
  },
  {
    promise:
      "what pages said is kept until it runs out, also that they said nothing, and no more than so many",
    async test(store, reopen) {
      const { previews } = store;
      assertEquals(await previews.page("a", NOW), undefined);
      await previews.keepPage("a", { title: "one" }, KEEP);
      await previews.keepPage("b", null, { ...KEEP, expiresAt: NOW + 2 * HOUR });
      await previews.keepPage("a", { title: "two" }, KEEP);
      assertEquals([await previews.page("a", NOW), await previews.page("b", NOW)], [{ title: "two" }, null]);
      assertEquals(await previews.page("a", NOW + HOUR), undefined);
      await previews.keepPage("c", null, { ...KEEP, expiresAt: NOW + 3 * HOUR });
      // One too many: that which runs out first goes.
      await previews.keepPage("d", null, { ...KEEP, expiresAt: NOW + 4 * HOUR });
      assertEquals(await kept(store), ["b", "c", "d"]);
      // Too many bytes.
      await previews.keepPage("e", { title: "x".repeat(986) }, { ...KEEP, expiresAt: NOW + 5 * HOUR });
      assertEquals(await kept(store), ["d", "e"]);
      store = await reopen();
      assertEquals(await kept(store), ["d", "e"]);
    },
  },
];

function add(store: Store, message: number, version = message) {
  return store.previews.add({ ...ROOM, message, version, key: "key", preview: PREVIEW });
}

async function of(store: Store, message: number) {
  return (await store.previews.of("lobby", { first: message, last: message })).get(message);
}

async function kept(store: Store): Promise<string[]> {
  const keys = ["a", "b", "c", "d", "e"];
  const pages = await Promise.all(keys.map((key) => store.previews.page(key, NOW)));
  return keys.filter((_, index) => pages[index] !== undefined);
}
