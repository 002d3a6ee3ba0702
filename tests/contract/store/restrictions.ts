import { assertEquals } from "@std/assert";
import type { User } from "../../../src/protocol/models.ts";
import type { RestrictionDraft, RestrictionKind } from "../../../src/store/order_records.ts";
import type { Store } from "../../../src/store/store.ts";
import { makeRoom, makeUser, numbers, post, readAll, type StoreCase } from "./case.ts";

const FOR_LONG = Date.UTC(2100, 0);

function draft(
  kind: RestrictionKind,
  user: User,
  { by, until = null, reason = "", room = "tea" }: {
    by: User;
    until?: number | null;
    reason?: string;
    room?: string;
  },
): RestrictionDraft {
  return { room, kind, user, by, at: Date.now(), until, reason };
}

/** A room with ada and bo in it. */
async function meet(store: Store): Promise<[User, User]> {
  const users: [User, User] = [await makeUser(store, "ada"), await makeUser(store, "bo")];
  await makeRoom(store, "tea");
  for (const user of users) await store.memberships.join("tea", user, 10);
  return users;
}

/** What restrictions promise. */
export const RESTRICTION_CASES: StoreCase[] = [
  {
    promise:
      "who is banned from a room is out of it, and comes in neither alone nor with help until it is lifted",
    async test(store, reopen) {
      const [ada, bo] = await meet(store);
      const banned = draft("ban", bo, { by: ada, until: FOR_LONG, reason: "noise" });
      assertEquals(await store.restrictions.add(banned, 10), { outcome: "stored", left: true });
      const last = (await readAll(store, "tea")).at(-1)!;
      assertEquals([last.type, last.user, last.body], ["member.left", bo, JSON.stringify({ by: ada })]);
      store = await reopen();
      const refused = { outcome: "banned", ban: { by: ada, until: FOR_LONG, reason: "noise" } } as const;
      assertEquals(await store.memberships.join("tea", bo, 10), refused);
      assertEquals(await store.memberships.join("tea", bo, 10, ada), refused);
      assertEquals(await store.memberships.find("tea", bo.id), undefined);
      const place = { room: "tea", kind: "ban", user: bo } as const;
      assertEquals([await store.restrictions.lift(place, ada), await store.restrictions.lift(place, ada)], [
        true,
        false,
      ]);
      assertEquals((await store.memberships.join("tea", bo, 10)).outcome, "joined");
    },
  },
  {
    promise: "a ban that has ended keeps nobody out, one of who is not there ends no membership",
    async test(store) {
      const [ada, bo] = await meet(store);
      await store.memberships.leave("tea", bo);
      const before = (await readAll(store, "tea")).length;
      const over = draft("ban", bo, { by: ada, until: Date.now() - 1 });
      assertEquals(await store.restrictions.add(over, 10), { outcome: "stored", left: false });
      assertEquals((await readAll(store, "tea")).length, before);
      assertEquals((await store.memberships.join("tea", bo, 10)).outcome, "joined");
      assertEquals(await store.restrictions.of("tea", Date.now()), []);
      assertEquals([
        await store.restrictions.removeExpired(Date.now()),
        await store.restrictions.removeExpired(0),
      ], [
        1,
        0,
      ]);
    },
  },
  {
    promise: "a mute leaves the membership, is found with all others, and takes the place of a former one",
    async test(store, reopen) {
      const [ada, bo] = await meet(store);
      const first = draft("mute", bo, { by: ada, reason: "first" });
      await store.restrictions.add(first, 10);
      const second = { ...first, at: first.at + 1, reason: "second", until: FOR_LONG };
      assertEquals(await store.restrictions.add(second, 10), { outcome: "stored", left: false });
      store = await reopen();
      assertEquals(await store.restrictions.mutes(Date.now()), [second]);
      assertEquals(await store.restrictions.of("tea", Date.now()), [second]);
      assertEquals(await store.restrictions.mutes(FOR_LONG), []);
      assertEquals((await store.memberships.find("tea", bo.id))?.role, "member");
    },
  },
  {
    promise: "a room has no more of a kind than it may have; one in the place of another is no more",
    async test(store) {
      const [ada, bo] = await meet(store);
      const users = await Promise.all(numbers(2).map((number) => makeUser(store, `guest-${number}`)));
      const add = (user: User, kind: RestrictionKind = "mute") =>
        store.restrictions.add(draft(kind, user, { by: ada }), 2).then(({ outcome }) => outcome);
      assertEquals([await add(users[0]!), await add(users[1]!), await add(bo)], ["stored", "stored", "full"]);
      assertEquals([await add(users[1]!), await add(bo, "ban")], ["stored", "stored"]);
      const elsewhere = draft("mute", bo, { by: ada, room: "nowhere" });
      assertEquals(await store.restrictions.add(elsewhere, 2), { outcome: "no_room" });
    },
  },
  {
    promise: "a room's slow mode is kept, told once, and found",
    async test(store, reopen) {
      const [ada] = await meet(store);
      assertEquals(await store.rooms.slow(), []);
      await store.rooms.change("tea", ada, { slowMode: 30 });
      await store.rooms.change("tea", ada, { slowMode: 30 });
      store = await reopen();
      assertEquals((await store.rooms.slow()).map(({ id, slowMode }) => [id, slowMode]), [["tea", 30]]);
      const told = (await readAll(store, "tea")).filter(({ type }) => type === "room.changed");
      assertEquals(told.map(({ body }) => body), ['{"slowMode":30}']);
      assertEquals((await store.rooms.change("tea", ada, { slowMode: 0 }))!.slowMode, undefined);
    },
  },
  {
    promise:
      "all that one user posted to a room is found in parts, each message once, and deleted without a trace of it",
    async test(store) {
      const [ada, bo] = await meet(store);
      await makeRoom(store, "art");
      await Promise.all(
        numbers(450).map((n) => post(store, n % 3 === 0 ? "art" : "tea", bo, { text: `secret ${n}` })),
      );
      await post(store, "tea", ada, { text: "mine" });
      assertEquals([await store.messages.hasPosted("tea", bo), await store.messages.hasPosted("art", ada)], [
        true,
        false,
      ]);
      const found: number[] = [];
      let parts = 0;
      for (let after: string | undefined = ""; after !== undefined; parts++) {
        const part: { seqs: number[]; next: string | undefined } = await store.messages.ofUser(
          "tea",
          bo,
          after,
        );
        found.push(...part.seqs);
        after = part.next;
      }
      assertEquals([found.length, new Set(found).size, parts], [300, 300, 3]);
      const change = { room: "tea", author: bo, user: ada, begins: true };
      assertEquals(await store.messages.purge({ ...change, messages: found }), 300);
      assertEquals(await store.messages.purge({ ...change, messages: found, begins: false }), 0);
      const log = await readAll(store, "tea");
      assertEquals(log.some(({ body }) => body.includes("secret")), false);
      const told = log.filter(({ type }) => type === "message.deleted");
      assertEquals([told.length, told[0]!.user, told[0]!.details?.author], [300, ada, bo.id]);
      assertEquals(log.find(({ seq }) => seq === found[0])!.details, { deleted: true, removed: true });
      assertEquals((await readAll(store, "art")).filter(({ body }) => body.includes("secret")).length, 150);
      assertEquals(log.filter(({ body }) => body === "mine").length, 1);
    },
  },
];
