import { assertEquals } from "@std/assert";
import { makeUser, NOW, type StoreCase } from "./case.ts";

/** What remembering browsers promises. */
export const DEVICE_CASES: StoreCase[] = [
  {
    promise: "a browser is known for the user who was in it last, and for no other",
    async test(store, reopen) {
      const [ada, bo] = await Promise.all([makeUser(store, "ada"), makeUser(store, "bo")]);
      await store.devices.remember(ada, { tokenHash: "d1", now: NOW }, 5);
      store = await reopen();
      assertEquals([await store.devices.isKnown(ada, "d1"), await store.devices.isKnown(bo, "d1")], [
        true,
        false,
      ]);
      assertEquals(await store.devices.isKnown(ada, "d2"), false);
      await store.devices.remember(bo, { tokenHash: "d1", now: NOW }, 5);
      assertEquals([await store.devices.isKnown(ada, "d1"), await store.devices.isKnown(bo, "d1")], [
        false,
        true,
      ]);
    },
  },
  {
    promise:
      "of too many browsers those unseen for longest are forgotten, and so are those unseen since a time",
    async test(store) {
      const ada = await makeUser(store, "ada");
      for (const [tokenHash, now] of [["a", NOW + 3], ["b", NOW + 1], ["c", NOW + 2], ["d", NOW]] as const) {
        await store.devices.remember(ada, { tokenHash, now }, 3);
      }
      const known = () => Promise.all(["a", "b", "c", "d"].map((hash) => store.devices.isKnown(ada, hash)));
      assertEquals(await known(), [true, false, true, true]);
      assertEquals(await store.devices.forgetUnseen(NOW + 3), 2);
      assertEquals(await known(), [true, false, false, false]);
    },
  },
];
