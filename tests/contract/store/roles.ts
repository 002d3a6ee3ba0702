import { assertEquals } from "@std/assert";
import type { Store } from "../../../src/store/store.ts";
import type { User } from "../../../src/protocol/models.ts";
import { makeRoom, makeUser, numbers, post, readAll, type StoreCase } from "./case.ts";

/** What private rooms, roles and what one sets for oneself promise. */
export const ROLE_CASES: StoreCase[] = [
  {
    promise: "who makes a room to be in it owns it, in one commit",
    async test(store, reopen) {
      const ada = await makeUser(store, "ada");
      const room = await makeOwned(store, "tea", ada);
      assertEquals([room!.seq, room!.kind], [2, undefined]);
      store = await reopen();
      assertEquals(await roles(store, "tea"), { ada: "owner" });
    },
  },
  {
    promise: "a private room is entered by who is brought in, and by nobody else",
    async test(store) {
      const [ada, bo, cy] = [
        await makeUser(store, "ada"),
        await makeUser(store, "bo"),
        await makeUser(store, "cy"),
      ];
      const room = await makeOwned(store, "den", ada, "private");
      assertEquals([room!.kind, (await store.rooms.get("den"))!.kind], ["private", "private"]);
      assertEquals(await store.memberships.join("den", bo, 10), { outcome: "no_room" });
      assertEquals((await store.memberships.join("den", bo, 10, ada)).outcome, "joined");
      assertEquals((await store.memberships.join("den", bo, 10)).outcome, "already");
      assertEquals((await store.memberships.join("den", cy, 0, ada)).outcome, "full");
      const last = (await readAll(store, "den")).at(-1)!;
      assertEquals([last.type, last.user, JSON.parse(last.body)], ["member.joined", bo, { by: ada }]);
    },
  },
  {
    promise: "change() changes what is different and tells only that",
    async test(store, reopen) {
      const ada = await makeUser(store, "ada");
      await makeOwned(store, "tea", ada);
      const changed = await store.rooms.change("tea", ada, {
        name: "Tea",
        topic: "about tea",
        visibility: "private",
      });
      assertEquals([changed!.name, changed!.kind, changed!.seq], ["Tea", "private", 3]);
      assertEquals((await store.rooms.change("tea", ada, { name: "Tea", archived: false }))!.seq, 3);
      assertEquals((await store.rooms.change("tea", ada, { archived: true }))!.archived, true);
      store = await reopen();
      assertEquals(await store.rooms.get("tea"), {
        ...changed!,
        seq: 4,
        archived: true,
      });
      await store.rooms.change("tea", ada, { archived: false, visibility: "public" });
      const { kind, archived } = (await store.rooms.get("tea"))!;
      assertEquals([kind, archived], [undefined, undefined]);
      assertEquals((await readAll(store, "tea")).slice(2).map(({ type, body }) => [type, JSON.parse(body)]), [
        ["room.changed", { name: "Tea", visibility: "private" }],
        ["room.changed", { archived: true }],
        ["room.changed", { archived: false, visibility: "public" }],
      ]);
      assertEquals(await store.rooms.change("nowhere", ada, { name: "x" }), undefined);
    },
  },
  {
    promise: "setRole() changes a member's role and tells it once; the last owner stays one",
    async test(store) {
      const [ada, bo, cy] = [
        await makeUser(store, "ada"),
        await makeUser(store, "bo"),
        await makeUser(store, "cy"),
      ];
      await makeOwned(store, "tea", ada);
      await store.memberships.join("tea", bo, 10);
      const { setRole } = { setRole: store.memberships.setRole.bind(store.memberships) };
      assertEquals(await setRole("tea", ada, "member", ada), "last_owner");
      assertEquals(await setRole("tea", bo, "moderator", ada), "changed");
      assertEquals(await setRole("tea", bo, "moderator", ada), "same");
      assertEquals(await setRole("tea", cy, "owner", ada), "no_member");
      assertEquals(await setRole("nowhere", ada, "owner", ada), "no_member");
      assertEquals(await setRole("tea", bo, "owner", ada), "changed");
      assertEquals(await Promise.all([setRole("tea", ada, "member", bo), setRole("tea", bo, "member", bo)]), [
        "changed",
        "last_owner",
      ]);
      assertEquals(await roles(store, "tea"), { bo: "owner", ada: "member" });
      const told = (await readAll(store, "tea")).filter(({ type }) => type === "member.changed");
      assertEquals(told.map(({ user, body }) => [user!.name, JSON.parse(body)]), [
        ["bo", { role: "moderator", by: ada }],
        ["bo", { role: "owner", by: ada }],
        ["ada", { role: "member", by: bo }],
      ]);
    },
  },
  {
    promise: "where the last owner leaves, the moderator of longest standing is owner, else the member",
    async test(store) {
      const names = ["ada", "bo", "cy", "di", "ed"];
      const users: User[] = [];
      for (const name of names) users.push(await makeUser(store, name));
      const [ada, bo, cy, di, ed] = users as [User, User, User, User, User];
      await makeOwned(store, "tea", ada);
      // In this order, which is not the one of their numbers.
      for (const user of [ed, di, cy, bo]) await store.memberships.join("tea", user, 10);
      await store.memberships.setRole("tea", bo, "moderator", ada);
      await store.memberships.leave("tea", ada);
      assertEquals((await roles(store, "tea")).bo, "owner");
      await store.memberships.leave("tea", bo);
      assertEquals(await roles(store, "tea"), { ed: "owner", cy: "member", di: "member" });
      const last = (await readAll(store, "tea")).at(-1)!;
      assertEquals([last.type, last.user, JSON.parse(last.body)], ["member.changed", ed, { role: "owner" }]);
      for (const user of [cy, ed, di]) await store.memberships.leave("tea", user);
      assertEquals(await roles(store, "tea"), {});
    },
  },
  {
    promise: "a room that nobody made has no owner, also when people leave it",
    async test(store) {
      const [ada, bo] = [await makeUser(store, "ada"), await makeUser(store, "bo")];
      await makeRoom(store, "lobby");
      for (const user of [ada, bo]) await store.memberships.join("lobby", user, 10);
      await store.memberships.leave("lobby", ada);
      assertEquals(await roles(store, "lobby"), { bo: "member" });
    },
  },
  {
    promise: "leave() says who sent somebody away",
    async test(store) {
      const [ada, bo] = [await makeUser(store, "ada"), await makeUser(store, "bo")];
      await makeOwned(store, "tea", ada);
      await store.memberships.join("tea", bo, 10);
      assertEquals(await store.memberships.leave("tea", bo, ada), true);
      assertEquals(await store.memberships.leave("tea", bo, ada), false);
      assertEquals(JSON.parse((await readAll(store, "tea")).at(-1)!.body), { by: ada });
    },
  },
  {
    promise: "what one sets for a room stays, is one's own and ends with the membership",
    async test(store, reopen) {
      const [ada, bo] = [await makeUser(store, "ada"), await makeUser(store, "bo")];
      await makeRoom(store, "tea");
      for (const user of [ada, bo]) await store.memberships.join("tea", user, 10);
      assertEquals(await store.memberships.set("tea", ada, { involvement: "mentions" }), {
        involvement: "mentions",
        favourite: null,
      });
      await store.memberships.set("tea", ada, { favourite: 1.5 });
      store = await reopen();
      const settings = async (user: User) => (await store.memberships.ofUser(user))[0]!.settings;
      assertEquals(await settings(ada), { involvement: "mentions", favourite: 1.5 });
      assertEquals(await settings(bo), { involvement: "everything", favourite: null });
      assertEquals(await store.memberships.set("tea", ada, { favourite: null }), {
        involvement: "mentions",
        favourite: null,
      });
      assertEquals(await store.memberships.set("nowhere", ada, {}), undefined);
      await store.memberships.leave("tea", ada);
      assertEquals(await store.memberships.set("tea", ada, {}), undefined);
      await store.memberships.join("tea", ada, 10);
      assertEquals((await settings(ada)).involvement, "everything");
    },
  },
  {
    promise: "list() gives owners and moderators first, so many as were asked for, or who begins so",
    async test(store) {
      const users: User[] = [];
      for (const number of numbers(9)) users.push(await makeUser(store, `p${number}`));
      await makeOwned(store, "tea", users[8]!);
      for (const user of users.slice(0, 8)) await store.memberships.join("tea", user, 10);
      await store.memberships.setRole("tea", users[4]!, "moderator", users[8]!);
      await post(store, "tea", users[0]!);
      const { members, total } = await store.memberships.list("tea", { skeleton: "", limit: 4 });
      assertEquals([members.map(({ user, role }) => `${user.name} ${role}`), total], [
        ["p9 owner", "p5 moderator", "p1 member", "p2 member"],
        9,
      ]);
      const found = await store.memberships.list("tea", { skeleton: "p5", limit: 4 });
      assertEquals(found.members, [{ user: users[4]!, role: "moderator" }]);
      assertEquals(await store.memberships.list("nowhere", { skeleton: "", limit: 4 }), {
        members: [],
        total: 0,
      });
      assertEquals(await store.memberships.find("tea", users[4]!.id), { user: users[4]!, role: "moderator" });
      assertEquals(await store.memberships.find("tea", "u999"), undefined);
    },
  },
];

function makeOwned(store: Store, id: string, user: User, kind?: "public" | "private") {
  return store.rooms.create({
    id,
    name: id,
    topic: `about ${id}`,
    epoch: `epoch of ${id}`,
    user,
    kind,
    join: true,
  });
}

async function roles(store: Store, room: string): Promise<Record<string, string>> {
  const { members } = await store.memberships.list(room, { skeleton: "", limit: 100 });
  return Object.fromEntries(members.map(({ user, role }) => [user.name, role]));
}
