import { assert, assertEquals } from "@std/assert";
import { HOUR, makeUser, NOW, numbers, type StoreCase } from "./case.ts";

/** What holding names promises. */
export const USERNAME_CASES: StoreCase[] = [
  {
    promise: "a name is held until its time, and free from then on",
    async test(store) {
      const ada = await makeUser(store, "ada");
      assertEquals(await store.usernames.taken(["ada", "bo"], NOW + HOUR - 1), new Set(["ada"]));
      assertEquals(await store.usernames.taken(["ada", "bo"], NOW + HOUR), new Set());
      assertEquals(await store.usernames.taken(["ada"], NOW, ada), new Set());
    },
  },
  {
    promise: "a name held without an end stays held, over a reopening too",
    async test(store, reopen) {
      const ada = await makeUser(store, "ada");
      assertEquals(await store.usernames.hold(ada, { skeleton: "ada", now: NOW, heldUntil: null }), true);
      store = await reopen();
      assertEquals(await store.usernames.taken(["ada"], Number.MAX_SAFE_INTEGER), new Set(["ada"]));
    },
  },
  {
    promise:
      "a name whose hold has run out goes to who asks next, and its user has none until they ask again",
    async test(store) {
      const [ada, bo] = await Promise.all([makeUser(store, "ada"), makeUser(store, "bo")]);
      const later = { skeleton: "ada", now: NOW + HOUR, heldUntil: NOW + 2 * HOUR };
      assertEquals(await store.usernames.hold(bo, { ...later, now: NOW + HOUR - 1 }), false);
      assertEquals(await store.usernames.hold(bo, later), true);
      assertEquals(await store.usernames.hold(ada, later), false);
      assertEquals(await store.usernames.taken(["ada", "bo"], NOW + HOUR), new Set(["ada"]));
      assertEquals(await store.usernames.hold(ada, { ...later, now: NOW + 2 * HOUR }), true);
    },
  },
  {
    promise: "of those who ask for a free name at once, one gets it",
    async test(store) {
      const users = await Promise.all(numbers(10).map((number) => makeUser(store, `user-${number}`)));
      const held = await Promise.all(
        users.map((user) => store.usernames.hold(user, { skeleton: "ada", now: NOW, heldUntil: NOW + HOUR })),
      );
      assertEquals(held.filter((one) => one).length, 1);
      const owner = users[held.indexOf(true)]!;
      assertEquals(await store.usernames.taken(["ada"], NOW, owner), new Set());
    },
  },
  {
    promise: "a user holds one name: the new one takes the place of the old",
    async test(store) {
      const ada = await makeUser(store, "ada");
      await store.usernames.hold(ada, { skeleton: "lady ada", now: NOW, heldUntil: null });
      assertEquals(await store.usernames.taken(["ada", "lady ada"], NOW), new Set(["lady ada"]));
    },
  },
  {
    promise: "release() frees a name at once, and only that user's",
    async test(store) {
      const [ada] = await Promise.all([makeUser(store, "ada"), makeUser(store, "bo")]);
      await store.usernames.release(ada);
      await store.usernames.release(ada);
      assertEquals(await store.usernames.taken(["ada", "bo"], NOW), new Set(["bo"]));
      assert((await makeUser(store, "ada-2")).id !== ada.id);
    },
  },
  {
    promise:
      "holdAll() gives those who were connected, at each start until they are let go, and cuts other holds",
    async test(store, reopen) {
      const [ada, bo] = await Promise.all([
        makeUser(store, "ada"),
        makeUser(store, "bo"),
        makeUser(store, "cy"),
      ]);
      await store.usernames.hold(ada, { skeleton: "ada", now: NOW, heldUntil: null });
      await store.usernames.hold(bo, { skeleton: "bo", now: NOW, heldUntil: null });
      await store.usernames.hold(bo, { skeleton: "bo", now: NOW, heldUntil: NOW + 2 });
      store = await reopen();
      assertEquals(await store.usernames.holdAll(NOW + 10), [ada]);
      assertEquals(await store.usernames.taken(["ada", "bo", "cy"], NOW + 9), new Set(["ada", "cy"]));
      assertEquals(await store.usernames.taken(["ada", "bo", "cy"], NOW + 10), new Set(["ada"]));
      store = await reopen();
      assertEquals(await store.usernames.holdAll(NOW + 20), [ada]);
      await store.usernames.hold(ada, { skeleton: "ada", now: NOW + 20, heldUntil: NOW + 20 });
      assertEquals(await store.usernames.holdAll(NOW + 30), []);
      assertEquals(await store.usernames.taken(["ada"], NOW + 20), new Set());
    },
  },
];
