import { assertEquals } from "@std/assert";
import { makeRoom, makeUser, numbers, post, readAll, type StoreCase } from "./case.ts";

/** What rooms promise. */
export const ROOM_CASES: StoreCase[] = [
  {
    promise: "a new room's first event is its making, told by who made it",
    async test(store) {
      const ada = await makeUser(store, "ada");
      const room = await makeRoom(store, "tea", ada);
      assertEquals(room, {
        id: "tea",
        name: "tea",
        topic: "about tea",
        epoch: "epoch of tea",
        seq: 1,
        messages: 0,
      });
      assertEquals(await store.rooms.get("tea"), room);
      const [made] = await readAll(store, "tea");
      assertEquals([made!.seq, made!.type, made!.user, made!.messageId], [1, "room.created", ada, ""]);
      assertEquals(JSON.parse(made!.body), { name: "tea", topic: "about tea" });
    },
  },
  {
    promise: "a room may be made by nobody",
    async test(store) {
      await makeRoom(store, "lobby", null);
      assertEquals((await readAll(store, "lobby"))[0]!.user, null);
    },
  },
  {
    promise: "an id is given once, also to those who ask at the same time",
    async test(store, reopen) {
      const ada = await makeUser(store, "ada");
      const ask = () => store.rooms.create({ id: "tea", name: "tea", topic: "", epoch: "e", user: ada });
      const made = await Promise.all(numbers(20).map(ask));
      assertEquals(made.filter((room) => room !== undefined).length, 1);
      store = await reopen();
      assertEquals(await ask(), undefined);
      assertEquals((await readAll(store, "tea")).length, 1);
    },
  },
  {
    promise: "an epoch stays with its room over a reopening",
    async test(store, reopen) {
      const { epoch } = await makeRoom(store, "tea");
      store = await reopen();
      assertEquals((await store.rooms.get("tea"))!.epoch, epoch);
    },
  },
  {
    promise: "a room that was never made is not there",
    async test(store) {
      assertEquals(await store.rooms.get("tea"), undefined);
      assertEquals(await store.rooms.list(), []);
    },
  },
  {
    promise: "list() gives all rooms by name, with their heads and the number of their members",
    async test(store) {
      const [ada, bo] = await Promise.all([makeUser(store, "ada"), makeUser(store, "bo")]);
      for (const id of ["tea", "art", "lobby"]) await makeRoom(store, id);
      await store.memberships.join("tea", ada, 10);
      await store.memberships.join("tea", bo, 10);
      await store.memberships.join("art", bo, 10);
      await store.memberships.leave("art", bo);
      await post(store, "tea", ada);
      const listed = (await store.rooms.list()).map(({ id, seq, messages, members }) => ({
        id,
        seq,
        messages,
        members,
      }));
      assertEquals(listed, [
        { id: "art", seq: 3, messages: 0, members: 0 },
        { id: "lobby", seq: 1, messages: 0, members: 0 },
        { id: "tea", seq: 4, messages: 1, members: 2 },
      ]);
    },
  },
];
