import { assert, assertEquals } from "@std/assert";
import { makeRoom, makeUser, numbers, post, readAll, type StoreCase } from "./case.ts";

/** What memberships and read marks promise. */
export const MEMBERSHIP_CASES: StoreCase[] = [
  {
    promise: "join() tells the room, and begins with nothing unread",
    async test(store) {
      const ada = await makeUser(store, "ada");
      const room = await makeRoom(store, "tea");
      await post(store, "tea", ada);
      const joined = await store.memberships.join("tea", ada, 10);
      const membership = {
        room: { ...room, seq: 3, messages: 1 },
        read: { seq: 3, ordinal: 1 },
        role: "member" as const,
        settings: { involvement: "everything" as const, favourite: null },
      };
      assertEquals(joined, { outcome: "joined", membership });
      const last = (await readAll(store, "tea")).at(-1)!;
      assertEquals([last.type, last.user, last.clientId, last.messageId], ["member.joined", ada, "", ""]);
      assertEquals(await store.memberships.ofUser(ada), [membership]);
    },
  },
  {
    promise: "who joins again stays a member with their read mark, and nobody is told",
    async test(store, reopen) {
      const ada = await makeUser(store, "ada");
      await makeRoom(store, "tea");
      await Promise.all(numbers(10).map(() => store.memberships.join("tea", ada, 10)));
      await post(store, "tea", ada);
      store = await reopen();
      const again = await store.memberships.join("tea", ada, 10);
      assert(again.outcome === "already");
      assertEquals([again.membership.read, again.membership.room.seq], [{ seq: 2, ordinal: 0 }, 3]);
      assertEquals((await readAll(store, "tea")).length, 3);
    },
  },
  {
    promise: "join() keeps to the greatest number of rooms, also where many are joined at once",
    async test(store) {
      const ada = await makeUser(store, "ada");
      const rooms = numbers(6).map((number) => `r${number}`);
      for (const room of rooms) await makeRoom(store, room);
      const outcomes = (await Promise.all(rooms.map((room) => store.memberships.join(room, ada, 4)))).map((
        { outcome },
      ) => outcome);
      assertEquals(outcomes, ["joined", "joined", "joined", "joined", "full", "full"]);
      assertEquals((await store.memberships.join("r1", ada, 4)).outcome, "already");
      assertEquals((await store.rooms.get("r6"))!.seq, 1);
      await store.memberships.leave("r1", ada);
      assertEquals((await store.memberships.join("r6", ada, 4)).outcome, "joined");
    },
  },
  {
    promise: "join() and leave() of a room that does not exist change nothing",
    async test(store) {
      const ada = await makeUser(store, "ada");
      assertEquals(await store.memberships.join("nowhere", ada, 10), { outcome: "no_room" });
      assertEquals(await store.memberships.leave("nowhere", ada), false);
      assertEquals(await store.memberships.markRead("nowhere", ada, 1), undefined);
      assertEquals(await store.memberships.ofUser(ada), []);
    },
  },
  {
    promise: "leave() tells the room once",
    async test(store) {
      const ada = await makeUser(store, "ada");
      await makeRoom(store, "tea");
      await store.memberships.join("tea", ada, 10);
      const left = await Promise.all(numbers(5).map(() => store.memberships.leave("tea", ada)));
      assertEquals(left.filter((one) => one).length, 1);
      assertEquals((await readAll(store, "tea")).map(({ type }) => type), [
        "room.created",
        "member.joined",
        "member.left",
      ]);
      assertEquals(await store.memberships.ofUser(ada), []);
    },
  },
  {
    promise: "ofUser() gives a user's own rooms, with heads as they are",
    async test(store) {
      const [ada, bo] = await Promise.all([makeUser(store, "ada"), makeUser(store, "bo")]);
      for (const room of ["tea", "art", "lobby"]) await makeRoom(store, room);
      await store.memberships.join("tea", ada, 10);
      await store.memberships.join("art", ada, 10);
      await store.memberships.join("art", bo, 10);
      await post(store, "art", bo);
      const rooms = (await store.memberships.ofUser(ada)).map(({ room, read }) =>
        `${room.id} ${room.seq} ${read.seq}`
      );
      assertEquals(rooms.toSorted(), ["art 4 2", "tea 2 2"]);
    },
  },
  {
    promise: "markRead() moves forward only, to events that exist, with their ordinals",
    async test(store, reopen) {
      const ada = await makeUser(store, "ada");
      await makeRoom(store, "tea");
      await store.memberships.join("tea", ada, 10);
      await Promise.all(numbers(5).map(() => post(store, "tea", ada)));
      const mark = (seq: number) => store.memberships.markRead("tea", ada, seq);
      assertEquals(await mark(4), { seq: 4, ordinal: 2 });
      assertEquals(await mark(3), { seq: 4, ordinal: 2 });
      assertEquals(await mark(99), { seq: 4, ordinal: 2 });
      assertEquals(await Promise.all([mark(7), mark(6), mark(5)]), Array(3).fill({ seq: 7, ordinal: 5 }));
      store = await reopen();
      assertEquals((await store.memberships.ofUser(ada))[0]!.read, { seq: 7, ordinal: 5 });
    },
  },
  {
    promise: "markRead() gives nothing to who is not a member",
    async test(store) {
      const [ada, bo] = await Promise.all([makeUser(store, "ada"), makeUser(store, "bo")]);
      await makeRoom(store, "tea");
      await store.memberships.join("tea", ada, 10);
      assertEquals(await store.memberships.markRead("tea", bo, 1), undefined);
      await store.memberships.leave("tea", ada);
      assertEquals(await store.memberships.markRead("tea", ada, 1), undefined);
    },
  },
];
