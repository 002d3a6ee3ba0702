import { assertEquals } from "@std/assert";
import { makeUser, NOW, numbers, type StoreCase } from "./case.ts";

/** What links that work once promise. */
export const LINK_CASES: StoreCase[] = [
  {
    promise: "a link works once, whoever comes at the same time, and gives whom it is for",
    async test(store, reopen) {
      const ada = await makeUser(store, "ada");
      await store.links.make({ tokenHash: "t", kind: "transfer", user: ada, expiresAt: NOW + 10 });
      store = await reopen();
      assertEquals(await store.links.isLive("t", "transfer", NOW), true);
      assertEquals(await store.links.find("t", "transfer", NOW), { user: ada });
      const taken = await Promise.all(numbers(3).map(() => store.links.take("t", "transfer", NOW)));
      assertEquals(taken, [{ user: ada }, undefined, undefined]);
      assertEquals(await store.links.find("t", "transfer", NOW), undefined);
      assertEquals(await store.links.isLive("t", "transfer", NOW), false);
    },
  },
  {
    promise: "a link works until its time, and for what it is meant alone",
    async test(store) {
      const ada = await makeUser(store, "ada");
      await store.links.make({ tokenHash: "t", kind: "transfer", user: ada, expiresAt: NOW + 10 });
      assertEquals(await store.links.take("t", "owner", NOW), undefined);
      assertEquals(await store.links.find("t", "owner", NOW), undefined);
      assertEquals(await store.links.find("t", "transfer", NOW + 10), undefined);
      assertEquals(await store.links.take("t", "transfer", NOW + 10), undefined);
      assertEquals(await store.links.isLive("t", "transfer", NOW + 10), false);
      assertEquals(await store.links.removeExpired(NOW + 9), 0);
      assertEquals(await store.links.take("t", "transfer", NOW + 9), { user: ada });
      assertEquals(await store.links.removeExpired(NOW + 10), 0);
    },
  },
  {
    promise: "a new link takes the place of the former one of its kind and user",
    async test(store) {
      const [ada, bo] = await Promise.all([makeUser(store, "ada"), makeUser(store, "bo")]);
      const make = (tokenHash: string, user: typeof ada | null) =>
        store.links.make({
          tokenHash,
          kind: user === null ? "owner" : "transfer",
          user,
          expiresAt: NOW + 10,
        });
      for (const name of ["1", "2"]) {
        await make(`ada ${name}`, ada);
        await make(`bo ${name}`, bo);
        await make(`owner ${name}`, null);
      }
      for (const hash of ["ada 1", "bo 1"]) {
        assertEquals(await store.links.take(hash, "transfer", NOW), undefined);
      }
      assertEquals(await store.links.take("owner 1", "owner", NOW), undefined);
      assertEquals(await store.links.take("ada 2", "transfer", NOW), { user: ada });
      assertEquals(await store.links.take("bo 2", "transfer", NOW), { user: bo });
      assertEquals(await store.links.take("owner 2", "owner", NOW), { user: null });
    },
  },
];
