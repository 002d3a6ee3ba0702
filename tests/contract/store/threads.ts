import { assertEquals } from "@std/assert";
import type { User } from "../../../src/protocol/models.ts";
import type { Store } from "../../../src/store/store.ts";
import { makeRoom, makeUser, post, readAll, type StoreCase } from "./case.ts";

const ROOM = "lobby";

/** What is promised of threads. */
export const THREAD_CASES: StoreCase[] = [
  {
    promise: "a reply has a number of the room's log, and none of its messages'",
    async test(store, reopen) {
      const { ada, bo, root } = await begin(store);
      const first = await reply(store, { user: bo, root, text: "first" });
      await post(store, ROOM, ada);
      const second = await reply(store, { user: ada, root, text: "second" });
      store = await reopen();
      const records = (await readAll(store, ROOM)).filter(({ type }) => type === "message.posted");
      assertEquals(records.map(({ seq, ordinal }) => [seq, ordinal]), [
        [root, 1],
        [first, 1],
        [second - 1, 2],
        [second, 2],
      ]);
      assertEquals((await store.rooms.get(ROOM))!.messages, 2);
      const page = (before?: number, limit = 9) =>
        store.threads.page({ room: ROOM, message: root }, { before, limit });
      assertEquals((await page()).map(({ body, details }) => [body, details]), [
        ["first", { thread: root }],
        ["second", { thread: root }],
      ]);
      assertEquals((await page(undefined, 1)).map(({ seq }) => seq), [second]);
      assertEquals((await page(second)).map(({ seq }) => seq), [first]);
      assertEquals(await store.threads.page({ room: "attic", message: root }, { limit: 9 }), []);
    },
  },
  {
    promise: "a thread has so many replies as are not deleted, and a deleted one stays in its place",
    async test(store) {
      const { ada, bo, root } = await begin(store);
      const [first, second] = [
        await reply(store, { user: bo, root, text: "first" }),
        await reply(store, { user: ada, root, text: "second" }),
      ];
      const replies = async () => [...await store.threads.replies(ROOM, { first: 1, last: 99 })];
      assertEquals(await replies(), [[root, { count: 2, seq: second }]]);
      await store.messages.delete({ room: ROOM, message: first, user: bo });
      assertEquals(await replies(), [[root, { count: 1, seq: second }]]);
      const [gone] = await store.threads.page({ room: ROOM, message: root }, { limit: 2 });
      assertEquals([gone!.body, gone!.details], ["", { deleted: true, thread: root }]);
      assertEquals((await readAll(store, ROOM)).at(-1)!.details, { message: first, thread: root });
      await store.messages.delete({ room: ROOM, message: second, user: ada });
      assertEquals(await replies(), []);
      assertEquals([...await store.threads.replies(ROOM, { first: root + 1, last: 99 })], []);
    },
  },
  {
    promise: "who writes in a thread and whose message it hangs on follow it, until they say otherwise",
    async test(store, reopen) {
      const { ada, bo, root } = await begin(store);
      const cy = await makeUser(store, "cy");
      await store.memberships.join(ROOM, cy, 10);
      const place = { room: ROOM, message: root };
      await reply(store, { user: bo, root, text: "first" });
      const gone = await reply(store, { user: bo, root, text: "gone" });
      const last = await reply(store, { user: bo, root, text: "last" });
      await store.messages.delete({ room: ROOM, message: gone, user: bo });
      assertEquals(await store.threads.mark(ada, place), { ...place, read: root, follows: true, unread: 2 });
      assertEquals(await store.threads.mark(bo, place), { ...place, read: root, follows: true, unread: 0 });
      assertEquals(await store.threads.mark(cy, place), { ...place, read: root, follows: false, unread: 2 });
      await store.threads.markRead(ada, { ...place, seq: last });
      await store.threads.markRead(ada, { ...place, seq: root });
      await store.threads.follow(ada, place, false);
      await store.threads.follow(cy, place, true);
      await reply(store, { user: bo, root, text: "one more" });
      store = await reopen();
      assertEquals(await store.threads.mark(ada, place), { ...place, read: last, follows: false, unread: 1 });
      assertEquals((await store.threads.followed(cy, 9)).map(({ unread }) => unread), [3]);
      assertEquals(await store.threads.followed(ada, 9), []);
      await store.memberships.leave(ROOM, cy);
      assertEquals(await store.threads.followed(cy, 9), []);
    },
  },
  {
    promise: "replies are not among what is unread in the room, one's own no more than those of others",
    async test(store) {
      const { ada, bo, root } = await begin(store);
      const mine = await reply(store, { user: bo, root, text: "mine" });
      await post(store, ROOM, bo);
      const gone = await reply(store, { user: ada, root, text: "gone" });
      await store.messages.delete({ room: ROOM, message: gone, user: ada });
      await store.messages.delete({ room: ROOM, message: mine, user: bo });
      for (const head of [gone + 2, gone + 10_000]) {
        const [counts] = await store.unread.count(bo, [{ room: ROOM, after: 0, head, most: 9 }]);
        assertEquals([counts!.own, counts!.deleted], [1, 0]);
      }
    },
  },
];

let count = 0;

async function begin(store: Store): Promise<{ ada: User; bo: User; root: number }> {
  await makeRoom(store, ROOM);
  const [ada, bo] = [await makeUser(store, "ada"), await makeUser(store, "bo")];
  for (const user of [ada, bo]) await store.memberships.join(ROOM, user, 10);
  const posted = await post(store, ROOM, ada);
  if (posted.outcome !== "stored") throw new Error(posted.outcome);
  return { ada, bo, root: posted.seq };
}

async function reply(
  store: Store,
  { user, root, text }: { user: User; root: number; text: string },
): Promise<number> {
  const posted = await store.messages.post({
    room: ROOM,
    type: "message.posted",
    user,
    clientId: `reply${++count}`,
    body: text,
    details: { thread: root },
  });
  if (posted.outcome !== "stored") throw new Error(posted.outcome);
  return posted.seq;
}
