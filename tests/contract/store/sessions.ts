import { assertEquals } from "@std/assert";
import { DAY, HOUR, makeUser, NOW, type StoreCase } from "./case.ts";

const LIFE = 30 * DAY;

/** What sessions promise. */
export const SESSION_CASES: StoreCase[] = [
  {
    promise: "a session is found by its token alone, until it runs out",
    async test(store) {
      const ada = await makeUser(store, "ada");
      const find = (token: string, now: number) => store.sessions.find(token, { now, expiresAt: 0 });
      assertEquals(await find("token of ada", NOW + LIFE - 1), { user: ada, expiresAt: NOW + LIFE });
      assertEquals(await find("token of ada", NOW + LIFE), undefined);
      for (
        const token of ["", "token of", "token of ada ", "TOKEN OF ADA", "token of bo", "%", "' OR 1=1 --"]
      ) {
        assertEquals(await find(token, NOW), undefined);
      }
    },
  },
  {
    promise: "a session in use moves its end, at most once a day, and keeps it over a reopening",
    async test(store, reopen) {
      await makeUser(store, "ada");
      const find = async (now: number) =>
        (await store.sessions.find("token of ada", { now, expiresAt: now + LIFE }))?.expiresAt;
      assertEquals(await find(NOW + HOUR), NOW + LIFE);
      assertEquals(await find(NOW + DAY), NOW + LIFE);
      assertEquals(await find(NOW + DAY + HOUR), NOW + DAY + HOUR + LIFE);
      assertEquals(await find(NOW + DAY + 2 * HOUR), NOW + DAY + HOUR + LIFE);
      store = await reopen();
      assertEquals(await find(NOW + DAY + HOUR + LIFE - 1), NOW + DAY + HOUR + LIFE - 1 + LIFE);
      assertEquals(await find(NOW + 100 * DAY), undefined);
    },
  },
  {
    promise: "a session's end never moves back",
    async test(store) {
      await makeUser(store, "ada");
      const find = async (expiresAt: number) =>
        (await store.sessions.find("token of ada", { now: NOW, expiresAt }))?.expiresAt;
      assertEquals(await find(NOW + DAY), NOW + LIFE);
      assertEquals(await find(NOW + LIFE), NOW + LIFE);
    },
  },
  {
    promise: "remove() ends one session, also twice",
    async test(store) {
      const bo = await Promise.all([makeUser(store, "ada"), makeUser(store, "bo")]).then(([, bo]) => bo);
      await store.sessions.remove("token of ada");
      await store.sessions.remove("token of ada");
      const times = { now: NOW, expiresAt: NOW + LIFE };
      assertEquals(await store.sessions.find("token of ada", times), undefined);
      assertEquals((await store.sessions.find("token of bo", times))?.user, bo);
    },
  },
  {
    promise:
      "removeExpired() removes what has run out and gives its number, and leaves users and names alone",
    async test(store) {
      const ada = await makeUser(store, "ada");
      await makeUser(store, "bo");
      await store.sessions.find("token of bo", { now: NOW + 2 * DAY, expiresAt: NOW + 2 * DAY + LIFE });
      assertEquals(await store.sessions.removeExpired(NOW + LIFE - 1), 0);
      assertEquals(await store.sessions.removeExpired(NOW + LIFE), 1);
      assertEquals(await store.sessions.removeExpired(NOW + LIFE), 0);
      assertEquals(await store.sessions.find("token of ada", { now: NOW, expiresAt: 0 }), undefined);
      assertEquals((await store.sessions.find("token of bo", { now: NOW, expiresAt: 0 }))?.user.name, "bo");
      assertEquals(await store.users.get(ada.id), ada);
    },
  },
  {
    promise: "a user's sessions are theirs alone, the latest seen first, with what they were begun on",
    async test(store, reopen) {
      const [ada, bo] = await Promise.all([makeUser(store, "ada"), makeUser(store, "bo")]);
      const times = { now: NOW + HOUR, expiresAt: NOW + HOUR + LIFE };
      assertEquals(
        await store.sessions.start(ada, { tokenHash: "second", device: "a phone", ...times }, 5),
        [],
      );
      store = await reopen();
      const [phone, first, ...others] = await store.sessions.ofUser(ada, NOW);
      assertEquals(phone, {
        tokenHash: "second",
        device: "a phone",
        createdAt: NOW + HOUR,
        seenAt: NOW + HOUR,
      });
      assertEquals([first?.tokenHash, others], ["token of ada", []]);
      assertEquals((await store.sessions.find("second", times))?.user, ada);
      assertEquals((await store.sessions.ofUser(bo, NOW)).map(({ tokenHash }) => tokenHash), ["token of bo"]);
      assertEquals(await store.sessions.ofUser(ada, NOW + HOUR + LIFE), []);
    },
  },
  {
    promise: "that a session was seen is noted at most every ten minutes",
    async test(store) {
      const ada = await makeUser(store, "ada");
      const seenAt = async (now: number) => {
        await store.sessions.find("token of ada", { now, expiresAt: NOW });
        return (await store.sessions.ofUser(ada, NOW))[0]!.seenAt - NOW;
      };
      const minute = 60_000;
      assertEquals(await seenAt(NOW + 10 * minute), 0);
      assertEquals(await seenAt(NOW + 10 * minute + 1), 10 * minute + 1);
      assertEquals(await seenAt(NOW + 20 * minute), 10 * minute + 1);
    },
  },
  {
    promise: "with one session too many, the one not seen for longest ends, never the new one",
    async test(store) {
      const ada = await makeUser(store, "ada");
      const start = (tokenHash: string, now: number) =>
        store.sessions.start(ada, { tokenHash, device: "", now, expiresAt: NOW + LIFE }, 3);
      assertEquals(await start("b", NOW + 1), []);
      assertEquals(await start("c", NOW + 2), []);
      assertEquals(await start("d", NOW - 1), ["token of ada"]);
      assertEquals((await store.sessions.ofUser(ada, NOW)).map(({ tokenHash }) => tokenHash), [
        "c",
        "b",
        "d",
      ]);
    },
  },
  {
    promise: "removeOthers() ends all sessions of a user but one, and nobody else's",
    async test(store) {
      const [ada, bo] = await Promise.all([makeUser(store, "ada"), makeUser(store, "bo")]);
      for (const tokenHash of ["b", "c"]) {
        await store.sessions.start(ada, { tokenHash, device: "", now: NOW, expiresAt: NOW + LIFE }, 9);
      }
      assertEquals((await store.sessions.removeOthers(ada, "b")).toSorted(), ["c", "token of ada"]);
      assertEquals(await store.sessions.removeOthers(ada, "b"), []);
      assertEquals((await store.sessions.ofUser(ada, NOW)).length, 1);
      assertEquals((await store.sessions.ofUser(bo, NOW)).length, 1);
    },
  },
];
