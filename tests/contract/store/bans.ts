import { assertEquals } from "@std/assert";
import type { User } from "../../../src/protocol/models.ts";
import { makeUser, NOW, type StoreCase } from "./case.ts";

function draft(
  by: User,
  of: { user?: User; network?: string },
  { until = null as number | null, reason = "" } = {},
) {
  return { user: of.user ?? null, network: of.network ?? null, by, at: NOW, until, reason };
}

/** What bans from the server promise. */
export const BAN_CASES: StoreCase[] = [
  {
    promise: "a banned user has no session and no link any more, and nobody else loses theirs",
    async test(store, reopen) {
      const [ada, bo] = [await makeUser(store, "ada"), await makeUser(store, "bo")];
      await store.sessions.start(bo, { tokenHash: "second", device: "", now: NOW, expiresAt: NOW + 1e9 }, 10);
      await store.links.make({ tokenHash: "link", kind: "transfer", user: bo, expiresAt: NOW + 1e9 });
      const kept = (await store.bans.add(draft(ada, { user: bo }, { reason: "noise" }), 10))!;
      assertEquals(kept.sessions.toSorted(), ["second", "token of bo"]);
      store = await reopen();
      const times = { now: NOW, expiresAt: NOW };
      assertEquals(await store.sessions.find("token of bo", times), undefined);
      assertEquals(await store.links.isLive("link", "transfer", NOW), false);
      assertEquals((await store.sessions.find("token of ada", times))?.user, ada);
      assertEquals(await store.bans.list(NOW), [{
        ...draft(ada, { user: bo }, { reason: "noise" }),
        id: kept.ban.id,
      }]);
    },
  },
  {
    promise: "a ban takes the place of a former one of the same; it ends by itself or by being lifted, once",
    async test(store) {
      const [ada, bo] = [await makeUser(store, "ada"), await makeUser(store, "bo")];
      const network = "192.0.2.1";
      await store.bans.add(draft(ada, { network }, { until: NOW + 5 }), 10);
      const { ban } = (await store.bans.add(draft(ada, { network }, { until: NOW + 10 }), 10))!;
      const own = (await store.bans.add(draft(ada, { user: bo }), 10))!.ban;
      assertEquals((await store.bans.list(NOW + 9)).map(({ id }) => id), [own.id, ban.id]);
      assertEquals((await store.bans.list(NOW + 10)).map(({ id }) => id), [own.id]);
      assertEquals([await store.bans.removeExpired(NOW + 10), await store.bans.removeExpired(NOW + 10)], [
        1,
        0,
      ]);
      assertEquals(await store.bans.lift(own.id, ada), own);
      assertEquals([await store.bans.lift(own.id, ada), await store.bans.lift(ban.id, ada)], [
        undefined,
        undefined,
      ]);
    },
  },
  {
    promise: "there are no more bans than there may be",
    async test(store) {
      const ada = await makeUser(store, "ada");
      const add = async (network: string) => (await store.bans.add(draft(ada, { network }), 2)) !== undefined;
      assertEquals([await add("a"), await add("b"), await add("c"), await add("b")], [
        true,
        true,
        false,
        true,
      ]);
    },
  },
];
