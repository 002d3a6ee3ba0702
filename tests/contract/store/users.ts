import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { DAY, HOUR, makeRoom, makeUser, NOW, numbers, post, readAll, type StoreCase } from "./case.ts";

const HELD = { now: NOW, heldUntil: null };

/** What users promise. */
export const USER_CASES: StoreCase[] = [
  {
    promise: "signUp() makes a user, their name and their session at once",
    async test(store) {
      const ada = await makeUser(store, "ada");
      assertEquals(await store.users.get(ada.id), { id: ada.id, name: "ada" });
      assertEquals(await store.usernames.taken(["ada"], NOW), new Set(["ada"]));
      const session = await store.sessions.find("token of ada", { now: NOW, expiresAt: NOW + 30 * DAY });
      assertEquals(session, { user: ada, expiresAt: NOW + 30 * DAY });
    },
  },
  {
    promise: "of those who sign up with one name at once, one gets it",
    async test(store) {
      const signUps = await Promise.all(
        numbers(20).map((number) =>
          store.users.signUp({
            name: number % 2 === 0 ? "Ada" : "ada",
            skeleton: "ada",
            tokenHash: `token ${number}`,
            now: NOW,
            heldUntil: NOW + HOUR,
            expiresAt: NOW + DAY,
          })
        ),
      );
      const winners = signUps.flatMap((user, index) => user === undefined ? [] : [index]);
      assertEquals(winners.length, 1);
      for (const number of numbers(20)) {
        const session = await store.sessions.find(`token ${number}`, { now: NOW, expiresAt: NOW + DAY });
        assertEquals(session !== undefined, number - 1 === winners[0]);
      }
    },
  },
  {
    promise: "those who sign up into a room at once are in it in their order, and who is refused is in none",
    async test(store) {
      await makeRoom(store, "lobby");
      const committed: (string | undefined)[][] = [];
      store.onCommitted((records) => committed.push(records.map(({ user }) => user?.name)));
      const signUps = await Promise.all(["ada", "bo", "ada", "cy"].map((name, index) =>
        store.users.signUp({
          name,
          skeleton: name,
          tokenHash: `token ${index}`,
          now: NOW,
          heldUntil: null,
          expiresAt: NOW + DAY,
          room: "lobby",
        })
      ));
      assertEquals(signUps.map((made) => made?.user.name), ["ada", "bo", undefined, "cy"]);
      assertEquals(committed, [["ada", "bo", "cy"]]);
      for (const [index, seq] of [[0, 2], [1, 3], [3, 4]] as const) {
        const [membership, ...others] = await store.memberships.ofUser(signUps[index]!.user);
        assertEquals(signUps[index]!.read, { seq, ordinal: 0 });
        assertEquals([membership?.room.id, membership?.read, others], ["lobby", { seq, ordinal: 0 }, []]);
      }
      assertEquals((await readAll(store, "lobby")).map(({ type }) => type).slice(1), [
        "member.joined",
        "member.joined",
        "member.joined",
      ]);
      assertEquals(
        await store.usernames.taken(["ada", "bo", "cy"], NOW + 100 * DAY),
        new Set(["ada", "bo", "cy"]),
      );
    },
  },
  {
    promise: "a user's id is never given again",
    async test(store, reopen) {
      const ada = await makeUser(store, "ada");
      await store.sessions.remove("token of ada");
      await store.usernames.release(ada);
      store = await reopen();
      const next = await makeUser(store, "ada");
      assertNotEquals(next.id, ada.id);
    },
  },
  {
    promise: "an id that is nobody's gives no user",
    async test(store) {
      await makeUser(store, "ada");
      for (const id of ["", "u", "u0", "u999", "1", "u1 ", "u01", "u1e0", "x1", "u9007199254740993"]) {
        assertEquals(await store.users.get(id), undefined, id);
      }
    },
  },
  {
    promise: "rename() tells each of the user's rooms, and shows the new name everywhere",
    async test(store, reopen) {
      const [ada, bo] = await Promise.all([makeUser(store, "ada"), makeUser(store, "bo")]);
      for (const room of ["tea", "art", "lobby"]) await makeRoom(store, room);
      await store.memberships.join("tea", ada, 10);
      await store.memberships.join("art", ada, 10);
      await store.memberships.join("lobby", bo, 10);
      await post(store, "tea", ada);
      const told: string[] = [];
      store.onCommitted((records) =>
        told.push(...records.map(({ room, seq, user }) => `${room} ${seq} ${user?.name}`))
      );
      const lady = { id: ada.id, name: "Lady Ada" };
      assertEquals(await store.users.rename(ada, { name: "Lady Ada", skeleton: "lady ada", ...HELD }), lady);
      assertEquals(told.toSorted(), ["art 3 Lady Ada", "tea 4 Lady Ada"]);
      store = await reopen();
      assertEquals(await store.users.get(ada.id), lady);
      const records = await readAll(store, "tea");
      assertEquals(records.slice(1).map(({ user }) => user), [lady, lady, lady]);
      const last = records.at(-1)!;
      assertEquals([last.type, last.seq, last.ordinal], ["member.renamed", 4, 1]);
      assertEquals(JSON.parse(last.body), { name: "Lady Ada", was: "ada" });
      assertEquals((await readAll(store, "lobby")).length, 2);
      const session = await store.sessions.find("token of ada", { now: NOW, expiresAt: NOW + 30 * DAY });
      assertEquals(session!.user, lady);
    },
  },
  {
    promise: "rename() frees the old name and holds the new one",
    async test(store) {
      const ada = await makeUser(store, "ada");
      await store.users.rename(ada, { name: "bo", skeleton: "bo", ...HELD });
      assertEquals(await store.usernames.taken(["ada", "bo"], NOW + 10 * DAY), new Set(["bo"]));
    },
  },
  {
    promise: "rename() to a name that another holds changes nothing",
    async test(store) {
      const [ada, bo] = await Promise.all([makeUser(store, "ada"), makeUser(store, "bo")]);
      await makeRoom(store, "tea");
      await store.memberships.join("tea", ada, 10);
      assertEquals(await store.users.rename(ada, { name: "Bo", skeleton: "bo", ...HELD }), undefined);
      assertEquals([await store.users.get(ada.id), await store.users.get(bo.id)], [ada, bo]);
      assertEquals(await store.usernames.taken(["ada"], NOW), new Set(["ada"]));
      assertEquals((await readAll(store, "tea")).length, 2);
    },
  },
  {
    promise: "rename() to the same name tells nobody; in another case it does",
    async test(store) {
      const ada = await makeUser(store, "ada");
      await makeRoom(store, "tea");
      await store.memberships.join("tea", ada, 10);
      assertEquals(await store.users.rename(ada, { name: "ada", skeleton: "ada", ...HELD }), ada);
      assertEquals((await readAll(store, "tea")).length, 2);
      assertEquals((await store.users.rename(ada, { name: "Ada", skeleton: "ada", ...HELD }))?.name, "Ada");
      assertEquals((await readAll(store, "tea")).length, 3);
    },
  },
  {
    promise: "of those who take one name at once, one gets it",
    async test(store) {
      const users = await Promise.all(numbers(10).map((number) => makeUser(store, `user-${number}`)));
      const renamed = await Promise.all(
        users.map((user) => store.users.rename(user, { name: "ada", skeleton: "ada", ...HELD })),
      );
      assertEquals(renamed.filter((user) => user !== undefined).length, 1);
      const names = await Promise.all(users.map(async ({ id }) => (await store.users.get(id))!.name));
      assertEquals(names.filter((name) => name === "ada").length, 1);
      assert(names.every((name, index) => name === "ada" || name === `user-${index + 1}`));
    },
  },
];
