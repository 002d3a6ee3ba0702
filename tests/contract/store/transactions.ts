import { assert, assertEquals, assertRejects } from "@std/assert";
import { StoreError } from "../../../src/store/store.ts";
import { DAY, HOUR, makeRoom, makeUser, NOW, numbers, post, readAll, type StoreCase } from "./case.ts";

/** What commits promise. */
export const TRANSACTION_CASES: StoreCase[] = [
  {
    promise: "a write that fails harms none of those that arrived with it, and leaves no gap",
    async test(store, reopen) {
      const ada = await makeUser(store, "ada");
      await Promise.all([makeRoom(store, "lobby"), makeRoom(store, "tea")]);
      const told: string[] = [];
      store.onCommitted((records) => told.push(...records.map(({ room, seq }) => `${room} ${seq}`)));
      const failing = () =>
        store.users.signUp({
          name: "bo",
          skeleton: "bo",
          // The token of another session: there can be only one.
          tokenHash: "token of ada",
          now: NOW,
          heldUntil: NOW + HOUR,
          expiresAt: NOW + DAY,
        });
      const settled = await Promise.allSettled([
        post(store, "lobby", ada),
        failing(),
        post(store, "tea", ada),
        store.memberships.join("lobby", ada, 10),
        failing(),
        store.rooms.create({ id: "new", name: "new", topic: "", epoch: "e1", user: ada }),
        post(store, "lobby", ada),
        post(store, "new", ada),
      ]);
      assertEquals(settled.map(({ status }) => status === "fulfilled"), [
        true,
        false,
        true,
        true,
        false,
        true,
        true,
        true,
      ]);
      assert(
        settled.slice(6).every((one) =>
          one.status === "fulfilled" && (one.value as { outcome: string }).outcome === "stored"
        ),
      );
      store = await reopen();
      for (const [room, length] of [["lobby", 4], ["tea", 2], ["new", 2]] as const) {
        assertEquals((await readAll(store, room)).map(({ seq }) => seq), numbers(length), room);
        assertEquals((await store.rooms.get(room))!.seq, length);
      }
      assertEquals(told.toSorted(), ["lobby 2", "lobby 3", "lobby 4", "new 1", "new 2", "tea 2"]);
      assertEquals(await store.usernames.taken(["bo"], NOW), new Set());
    },
  },
  {
    promise: "a write that fails alone stores nothing, and the next one is served",
    async test(store) {
      const ada = await makeUser(store, "ada");
      await makeRoom(store, "lobby");
      await assertRejects(() =>
        makeUser(store, "ada-2").then(() =>
          store.users.signUp({
            name: "bo",
            skeleton: "bo",
            tokenHash: "token of ada",
            now: NOW,
            heldUntil: NOW + HOUR,
            expiresAt: NOW + DAY,
          })
        )
      );
      assertEquals(await store.usernames.taken(["bo"], NOW), new Set());
      assertEquals((await post(store, "lobby", ada)).outcome, "stored");
    },
  },
  {
    promise: "everything is there after a reopening",
    async test(store, reopen) {
      const [ada, bo] = await Promise.all([makeUser(store, "ada"), makeUser(store, "bo")]);
      await makeRoom(store, "lobby", ada);
      await makeRoom(store, "tea", bo);
      await store.memberships.join("lobby", ada, 10);
      await store.memberships.join("tea", ada, 10);
      await Promise.all(numbers(10).map(() => post(store, "lobby", ada)));
      await store.memberships.markRead("lobby", ada, 7);
      await store.usernames.hold(bo, { skeleton: "bo", now: NOW, heldUntil: null });
      const look = async () => ({
        lobby: await readAll(store, "lobby"),
        rooms: await store.rooms.list(),
        memberships: await store.memberships.ofUser(ada),
        user: await store.users.get(bo.id),
        session: await store.sessions.find("token of ada", { now: NOW, expiresAt: NOW + 30 * DAY }),
        taken: await store.usernames.taken(["ada", "bo", "cy"], NOW + 2 * HOUR),
      });
      const before = await look();
      assertEquals(before.lobby.length, 12);
      assertEquals([...before.taken], ["bo"]);
      store = await reopen();
      assertEquals(await look(), before);
    },
  },
  {
    promise: "close() commits what waits; what comes after it is refused and is not there",
    async test(store, reopen) {
      const ada = await makeUser(store, "ada");
      await makeRoom(store, "lobby");
      const waiting = numbers(10).map(() => post(store, "lobby", ada));
      const closing = store.close();
      const late = post(store, "lobby", ada);
      await Promise.all([
        ...waiting.map(async (one) => assertEquals((await one).outcome, "stored")),
        assertRejects(() => late, StoreError),
      ]);
      await closing;
      await store.close();
      await assertRejects(() => store.check(), StoreError);
      store = await reopen();
      assertEquals((await readAll(store, "lobby")).length, 11);
    },
  },
  {
    promise: "check() resolves while the store can be written to, as often as it is asked",
    async test(store) {
      await store.check();
      await Promise.all(numbers(10).map(() => store.check()));
    },
  },
];
