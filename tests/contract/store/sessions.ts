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
];
