import { assert, assertEquals } from "@std/assert";
import type { Store } from "../../../src/store/store.ts";
import type { User } from "../../../src/protocol/models.ts";
import { makeRoom, makeUser, numbers, post, readAll, type StoreCase } from "./case.ts";

/** What direct rooms promise. */
export const DIRECT_ROOM_CASES: StoreCase[] = [
  {
    promise: "the same people always have the same direct room, whoever asks and in whatever order",
    async test(store, reopen) {
      const [ada, bo, cy] = await makeUsers(store, "ada", "bo", "cy");
      const asked = await Promise.all([
        open(store, ada!, [ada!, bo!, cy!]),
        open(store, bo!, [cy!, ada!, bo!]),
        open(store, cy!, [bo!, cy!, ada!]),
      ]);
      assertEquals(new Set(asked.map(({ room }) => room.id)).size, 1);
      const [two] = [await open(store, ada!, [ada!, bo!])];
      assert(two!.room.id !== asked[0]!.room.id);
      store = await reopen();
      assertEquals((await open(store, bo!, [bo!, ada!])).room.id, two!.room.id);
      assertEquals(asked.map(({ joined }) => joined.length), [3, 0, 0]);
    },
  },
  {
    promise: "a direct room tells who opened it, brings everyone in and names them",
    async test(store) {
      const [ada, bo] = await makeUsers(store, "ada", "bo");
      const { room, joined } = await open(store, ada!, [ada!, bo!]);
      assertEquals([room.kind, room.people, room.seq], ["direct", [ada!, bo!], 3]);
      assertEquals(joined, [{ user: ada!, read: { seq: 2, ordinal: 0 } }, {
        user: bo!,
        read: { seq: 3, ordinal: 0 },
      }]);
      const log = await readAll(store, room.id);
      assertEquals(log.map(({ type, user, body }) => [type, user?.name, JSON.parse(body).by?.name]), [
        ["room.created", "ada", undefined],
        ["member.joined", "ada", undefined],
        ["member.joined", "bo", "ada"],
      ]);
      const [membership] = await store.memberships.ofUser(bo!);
      assertEquals([membership!.room.people, membership!.role], [[ada!, bo!], "member"]);
    },
  },
  {
    promise: "who left a direct room is in it again when it is opened",
    async test(store) {
      const [ada, bo] = await makeUsers(store, "ada", "bo");
      const { room } = await open(store, ada!, [ada!, bo!]);
      await store.memberships.leave(room.id, bo!);
      assertEquals((await open(store, ada!, [ada!, bo!])).joined.map(({ user }) => user.name), ["bo"]);
      assertEquals((await store.memberships.ofUser(bo!)).length, 1);
    },
  },
  {
    promise: "direct rooms are in no list, count for no limit of other rooms and are not joined by others",
    async test(store) {
      const [ada, bo, cy] = await makeUsers(store, "ada", "bo", "cy");
      const { room } = await open(store, ada!, [ada!, bo!]);
      await makeRoom(store, "tea");
      assertEquals((await store.rooms.list()).map(({ id }) => id), ["tea"]);
      assertEquals(await store.rooms.count(ada!), { total: 1, made: 0 });
      assertEquals((await store.memberships.join("tea", ada!, 1)).outcome, "joined");
      assertEquals((await store.memberships.join(room.id, cy!, 10)).outcome, "no_room");
      assertEquals((await store.memberships.join(room.id, cy!, 10, ada!)).outcome, "no_room");
    },
  },
  {
    promise: "nobody gets into more direct rooms than can be, and those there are still open",
    async test(store) {
      const [ada, ...others] = await makeUsers(store, "ada", "bo", "cy", "di");
      for (const other of others.slice(0, 2)) await open(store, other, [ada!, other], 2);
      const full = await store.rooms.openDirect(draft(others[2]!, [ada!, others[2]!], 2));
      assertEquals(full, { outcome: "full", user: ada! });
      assertEquals((await open(store, ada!, [ada!, others[0]!], 2)).joined, []);
    },
  },
  {
    promise:
      "find() gives those of one's rooms by the beginning of their names, and strangers by the whole name",
    async test(store) {
      const users = await makeUsers(store, "ada", "alan", "albert", "bo", "al");
      const [ada, alan, albert, bo, al] = users;
      await makeRoom(store, "tea");
      for (const user of [ada!, alan!, albert!, bo!]) await store.memberships.join("tea", user, 10);
      const find = async (skeleton: string, limit = 10) =>
        (await store.users.find(ada!, { skeleton, limit })).map(({ name, known }) =>
          `${name} ${known ?? false}`
        );
      assertEquals(await find("al"), ["al false", "alan true", "albert true"]);
      assertEquals(await find("alb"), ["albert true"]);
      assertEquals(await find("a"), ["alan true", "albert true"]);
      assertEquals(await find("al", 2), ["al false", "alan true"]);
      assertEquals(await find("ada"), []);
      assertEquals(await find("a%"), []);
      const known = await store.users.known(ada!, [bo!.id, al!.id, "u999", "nobody", alan!.id]);
      assertEquals(known, [alan!, bo!]);
    },
  },
  {
    promise: "messages of a direct room count as in any other",
    async test(store) {
      const [ada, bo] = await makeUsers(store, "ada", "bo");
      const { room } = await open(store, ada!, [ada!, bo!]);
      await Promise.all(numbers(3).map(() => post(store, room.id, ada!)));
      const [membership] = await store.memberships.ofUser(bo!);
      assertEquals([membership!.room.messages, membership!.read.ordinal], [3, 0]);
    },
  },
];

async function makeUsers(store: Store, ...names: string[]): Promise<User[]> {
  const users: User[] = [];
  for (const name of names) users.push(await makeUser(store, name));
  return users;
}

function draft(user: User, people: User[], max: number) {
  return { id: `d-${crypto.randomUUID()}`, epoch: "e", user, people, max };
}

async function open(store: Store, user: User, people: User[], max = 100) {
  const opened = await store.rooms.openDirect(draft(user, people, max));
  assert(opened.outcome === "open");
  return opened;
}
