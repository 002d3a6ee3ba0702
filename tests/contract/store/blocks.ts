import { assert, assertEquals } from "@std/assert";
import { makeRoom, makeUser, NOW, post, type StoreCase } from "./case.ts";

/** What blocking promises. */
export const BLOCK_CASES: StoreCase[] = [
  {
    promise: "whom one has blocked is kept until it is taken back, once, and never more than so many",
    async test(store, reopen) {
      const [ada, bo, cy] = await Promise.all(["ada", "bo", "cy"].map((name) => makeUser(store, name)));
      assert(ada && bo && cy);
      const limits = { now: NOW, max: 1 };
      const added = await Promise.all([
        store.blocks.add(ada, bo, limits),
        store.blocks.add(ada, bo, limits),
        store.blocks.add(ada, cy, limits),
      ]);
      assertEquals(added, [true, true, false]);
      store = await reopen();
      assertEquals(await store.blocks.ofUser(ada), [{ id: bo.id, name: "bo" }]);
      assertEquals(await store.blocks.ofUser(bo), []);
      assertEquals(await store.blocks.blockers(bo, [ada.id, cy.id, ada.id, "x"]), [{
        id: ada.id,
        name: "ada",
      }]);
      assertEquals(await store.blocks.blockers(ada, [bo.id, cy.id]), []);
      assertEquals([await store.blocks.remove(ada, bo.id), await store.blocks.remove(ada, bo.id)], [
        true,
        false,
      ]);
      assertEquals(await store.blocks.remove(ada, "x"), false);
      assertEquals(await store.blocks.ofUser(ada), []);
    },
  },
  {
    promise: "who is in a room of one's own, or has written in one, can be blocked; nobody else is found",
    async test(store) {
      const [ada, bo, cy] = await Promise.all(["ada", "bo", "cy"].map((name) => makeUser(store, name)));
      assert(ada && bo && cy);
      for (const room of ["tea", "den"]) await makeRoom(store, room);
      for (const user of [ada, bo]) await store.memberships.join("tea", user, 10);
      await store.memberships.join("den", cy, 10);
      const heard = async () => {
        const found = await Promise.all([ada, bo, cy].map(({ id }) => store.blocks.findHeard(ada, id)));
        return found.map((user) => user?.name);
      };
      assertEquals(await heard(), [undefined, "bo", undefined]);
      await post(store, "tea", bo);
      await store.memberships.leave("tea", bo);
      assertEquals(await heard(), [undefined, "bo", undefined]);
      await store.memberships.join("tea", cy, 10);
      assertEquals(await heard(), [undefined, "bo", "cy"]);
      await store.memberships.leave("tea", cy);
      assertEquals(await heard(), [undefined, "bo", undefined]);
      assertEquals(await store.blocks.findHeard(ada, "x"), undefined);
    },
  },
  {
    promise:
      "who is blocked calls nobody who blocked them, in no list and no count, and does again when it is taken back",
    async test(store) {
      const [ada, bo] = await Promise.all(["ada", "bo"].map((name) => makeUser(store, name)));
      assert(ada && bo);
      await makeRoom(store, "tea");
      for (const user of [ada, bo]) await store.memberships.join("tea", user, 10);
      const draft = { room: "tea", type: "message.posted", user: bo, body: "hi" } as const;
      await store.messages.post({ ...draft, clientId: "k1", details: { mentions: [ada.id] } });
      await store.messages.post({ ...draft, clientId: "k2", details: { everyone: "room" } });
      const calls = async () => {
        const [count] = await store.unread.count(ada, [{ room: "tea", after: 0, head: 99, most: 10 }]);
        const listed = await store.mentions.ofUser(ada, { limit: 10 });
        return [count!.mentions, count!.mentioned.length, listed.length];
      };
      assertEquals(await calls(), [2, 2, 2]);
      await store.blocks.add(ada, bo, { now: NOW, max: 1 });
      assertEquals(await calls(), [0, 0, 0]);
      await store.blocks.remove(ada, bo.id);
      assertEquals(await calls(), [2, 2, 2]);
    },
  },
];
