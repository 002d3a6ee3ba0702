import { assertEquals } from "@std/assert";
import type { User } from "../../../src/protocol/models.ts";
import type { PasskeyDraft } from "../../../src/store/people_records.ts";
import { DAY, makeUser, NOW, numbers, type StoreCase } from "./case.ts";

function draftOf(user: User, id: string, more: Partial<PasskeyDraft> = {}): PasskeyDraft {
  return {
    id,
    user,
    handle: `handle of ${user.name}`,
    site: "chat.example.org",
    publicKey: new Uint8Array([1, 2, 255]),
    counter: 3,
    transports: ["internal", "usb"],
    synced: false,
    name: "a phone",
    now: NOW,
    skeleton: user.name,
    ...more,
  };
}

/** What passkeys promise. */
export const PASSKEY_CASES: StoreCase[] = [
  {
    promise:
      "a passkey makes an account of a guest, who stays the same user, and whose name is theirs for good",
    async test(store, reopen) {
      const ada = await makeUser(store, "ada");
      const draft = draftOf(ada, "p1");
      assertEquals(await store.passkeys.add(draft, 10), "added");
      store = await reopen();
      const { now, skeleton: _, ...kept } = draft;
      const record = { ...kept, createdAt: now, usedAt: null };
      assertEquals(await store.passkeys.find("p1"), record);
      assertEquals(await store.passkeys.ofUser(ada), [record]);
      const account = { user: ada, role: "member", passwordHash: undefined } as const;
      assertEquals(await store.accounts.findByName("ada"), account);
      assertEquals(await store.usernames.taken(["ada"], NOW + 1_000 * DAY), new Set(["ada"]));
      assertEquals([await store.passkeys.find("p2"), await store.passkeys.count(ada)], [undefined, 1]);
    },
  },
  {
    promise:
      "signUp() with a passkey makes an account at once, or nothing: neither a name nor a passkey is two users'",
    async test(store) {
      const ada = {
        name: "Ada",
        skeleton: "ada",
        now: NOW,
        heldUntil: NOW,
        expiresAt: NOW + DAY,
        tokenHash: "a",
      };
      const { user: _, skeleton: __, now: ___, ...passkey } = draftOf({ id: "u1", name: "Ada" }, "p1");
      const user = (await store.users.signUp({ ...ada, passkey }))?.user;
      const account = { user: user!, role: "member", passwordHash: undefined } as const;
      assertEquals(await store.accounts.findByName("ada"), account);
      assertEquals(await store.passkeys.find("p1"), {
        ...passkey,
        user: user!,
        createdAt: NOW,
        usedAt: null,
      });
      const bo = { ...ada, name: "Bo", skeleton: "bo", tokenHash: "b" };
      assertEquals(await store.users.signUp({ ...bo, passkey }), undefined);
      const other = { ...passkey, id: "p2" };
      assertEquals(await store.users.signUp({ ...ada, tokenHash: "b", passkey: other }), undefined);
      assertEquals(await store.passkeys.find("p2"), undefined);
      assertEquals(await store.sessions.find("b", { now: NOW, expiresAt: NOW }), undefined);
      assertEquals(await store.users.signUp({ ...bo, passkey: other }) !== undefined, true);
    },
  },
  {
    promise: "a guest whose name went to another gets no passkey and no account",
    async test(store) {
      const [ada, bo] = await Promise.all([makeUser(store, "ada"), makeUser(store, "bo")]);
      await store.usernames.hold(bo, { skeleton: "ada", now: NOW + DAY, heldUntil: null });
      assertEquals(await store.passkeys.add(draftOf(ada, "p1", { now: NOW + DAY }), 10), "taken");
      assertEquals(await store.passkeys.count(ada), 0);
      assertEquals((await store.accounts.get(ada))?.role, "guest");
    },
  },
  {
    promise:
      "a user has at most so many passkeys, whoever adds them at the same time, and each is one user's",
    async test(store) {
      const [ada, bo] = await Promise.all([makeUser(store, "ada"), makeUser(store, "bo")]);
      const added = await Promise.all(numbers(4).map((n) => store.passkeys.add(draftOf(ada, `p${n}`), 3)));
      assertEquals(added, ["added", "added", "added", "full"]);
      assertEquals(await store.passkeys.add(draftOf(bo, "p1"), 3), "exists");
      assertEquals((await store.passkeys.find("p1"))?.user, ada);
      assertEquals((await store.accounts.get(bo))?.role, "guest");
    },
  },
  {
    promise: "use() notes when and with which counter, and is false for a counter that has not grown",
    async test(store) {
      const ada = await makeUser(store, "ada");
      await store.passkeys.add(draftOf(ada, "p1"), 10);
      await store.passkeys.add(draftOf(ada, "p2", { counter: 0 }), 10);
      const use = (id: string, counter: number) =>
        store.passkeys.use(id, { counter, synced: true, now: NOW + 5 });
      assertEquals(await Promise.all([use("p1", 4), use("p1", 4), use("p1", 2), use("p1", 0)]), [
        true,
        false,
        false,
        false,
      ]);
      const { counter, synced, usedAt } = (await store.passkeys.find("p1"))!;
      assertEquals([counter, synced, usedAt], [4, true, NOW + 5]);
      // One that does not count stays at 0, until it does.
      assertEquals(await Promise.all([use("p2", 0), use("p2", 0), use("p2", 1), use("p2", 0)]), [
        true,
        true,
        true,
        false,
      ]);
      assertEquals(await use("p3", 1), false);
    },
  },
  {
    promise: "a passkey is renamed and removed by its user alone; the last way to sign in stays",
    async test(store) {
      const [ada, bo] = await Promise.all([makeUser(store, "ada"), makeUser(store, "bo")]);
      for (const id of ["p1", "p2"]) await store.passkeys.add(draftOf(ada, id), 10);
      await store.passkeys.add(draftOf(bo, "p3"), 10);
      assertEquals([await store.passkeys.rename(bo, "p1", "mine"), await store.passkeys.remove(bo, "p1")], [
        false,
        "none",
      ]);
      assertEquals(await store.passkeys.rename(ada, "p1", "a key"), true);
      assertEquals((await store.passkeys.find("p1"))?.name, "a key");
      const removed = await Promise.all(["p1", "p2"].map((id) => store.passkeys.remove(ada, id)));
      assertEquals(removed, ["removed", "last"]);
      assertEquals(
        await store.accounts.create(ada, { skeleton: "ada", passwordHash: "hash", now: NOW }),
        "made",
      );
      assertEquals(await store.passkeys.remove(ada, "p2"), "removed");
      assertEquals(await store.passkeys.remove(ada, "p2"), "none");
      assertEquals((await store.accounts.get(ada))?.role, "member");
    },
  },
  {
    promise: "who has an account by a passkey gets one password by create(), and no second one",
    async test(store) {
      const ada = await makeUser(store, "ada");
      await store.passkeys.add(draftOf(ada, "p1"), 10);
      const create = (passwordHash: string) =>
        store.accounts.create(ada, { skeleton: "ada", passwordHash, now: NOW });
      assertEquals([await create("hash 1"), await create("hash 2")], ["made", "exists"]);
      assertEquals((await store.accounts.get(ada))?.passwordHash, "hash 1");
    },
  },
];
