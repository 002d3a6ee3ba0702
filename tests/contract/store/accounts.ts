import { assertEquals } from "@std/assert";
import { DAY, HOUR, makeUser, NOW, numbers, type StoreCase } from "./case.ts";

const LATER = NOW + 1_000 * DAY;
const DRAFT = { skeleton: "ada", passwordHash: "hash 1", now: NOW };

/** What accounts promise. */
export const ACCOUNT_CASES: StoreCase[] = [
  {
    promise: "who comes by a name alone is a guest without a password, and found by no name",
    async test(store) {
      const ada = await makeUser(store, "ada");
      assertEquals(await store.accounts.get(ada), { user: ada, role: "guest", passwordHash: undefined });
      assertEquals(await store.accounts.findByName("ada"), undefined);
      assertEquals(await store.accounts.get({ id: "u99" }), undefined);
    },
  },
  {
    promise:
      "create() makes an account of a guest, who stays the same user, and whose name is theirs for good",
    async test(store, reopen) {
      const ada = await makeUser(store, "ada");
      assertEquals(await store.accounts.create(ada, DRAFT), "made");
      const account = { user: ada, role: "member", passwordHash: "hash 1" } as const;
      assertEquals(await store.accounts.get(ada), account);
      store = await reopen();
      assertEquals(await store.accounts.findByName("ada"), account);
      assertEquals(await store.usernames.taken(["ada"], LATER), new Set(["ada"]));
      await store.usernames.release(ada);
      await store.usernames.holdAll(NOW);
      assertEquals(await store.usernames.taken(["ada"], LATER), new Set(["ada"]));
      const bo = await makeUser(store, "bo");
      const claim = { skeleton: "ada", now: LATER, heldUntil: null };
      assertEquals(await store.usernames.hold(bo, claim), false);
      assertEquals(await store.usernames.hold(ada, claim), true);
    },
  },
  {
    promise: "an account that is renamed has its new name for good, and its old one is free",
    async test(store) {
      const ada = await makeUser(store, "ada");
      await store.accounts.create(ada, DRAFT);
      await store.users.rename(ada, { name: "Lady", skeleton: "lady", now: NOW, heldUntil: NOW });
      assertEquals(await store.usernames.taken(["ada", "lady"], LATER), new Set(["lady"]));
      assertEquals((await store.accounts.findByName("lady"))?.user, { id: ada.id, name: "Lady" });
      assertEquals(await store.accounts.findByName("ada"), undefined);
    },
  },
  {
    promise: "create() is refused where the name went to another, and where there is an account already",
    async test(store) {
      const ada = await makeUser(store, "ada");
      const claim = { skeleton: "ada", now: NOW + HOUR, heldUntil: null };
      const bo = await makeUser(store, "bo");
      assertEquals(await store.usernames.hold(bo, claim), true);
      assertEquals(await store.accounts.create(ada, { ...DRAFT, now: NOW + HOUR }), "taken");
      assertEquals((await store.accounts.get(ada))?.role, "guest");
      const made = await Promise.all(
        numbers(3).map((n) => store.accounts.create(bo, { ...DRAFT, passwordHash: `hash ${n}` })),
      );
      assertEquals(made, ["made", "exists", "exists"]);
      assertEquals((await store.accounts.get(bo))?.passwordHash, "hash 1");
    },
  },
  {
    promise: "who was connected when they got their account is still known as connected after a start",
    async test(store, reopen) {
      const ada = await makeUser(store, "ada");
      await store.usernames.hold(ada, { skeleton: "ada", now: NOW, heldUntil: null });
      await store.accounts.create(ada, DRAFT);
      store = await reopen();
      assertEquals(await store.usernames.holdAll(NOW), [ada]);
      await store.usernames.release(ada);
      assertEquals(await store.usernames.holdAll(NOW), []);
    },
  },
  {
    promise: "signUp() with a password makes an account at once, or nothing",
    async test(store) {
      const draft = { name: "Ada", skeleton: "ada", now: NOW, heldUntil: NOW, expiresAt: NOW + DAY };
      const made = await store.users.signUp({
        ...draft,
        tokenHash: "a",
        passwordHash: "hash",
        device: "a phone",
      });
      assertEquals(await store.accounts.findByName("ada"), {
        user: made!.user,
        role: "member",
        passwordHash: "hash",
      });
      assertEquals((await store.sessions.ofUser(made!.user, NOW))[0]?.device, "a phone");
      assertEquals(
        await store.users.signUp({ ...draft, tokenHash: "b", passwordHash: "other", now: LATER }),
        undefined,
      );
      assertEquals((await store.accounts.findByName("ada"))?.passwordHash, "hash");
      assertEquals(await store.sessions.find("b", { now: NOW, expiresAt: NOW }), undefined);
    },
  },
  {
    promise:
      "setPassword() replaces the password, forgets the browsers that were known, and ends the user's links",
    async test(store) {
      const [ada, bo] = await Promise.all([makeUser(store, "ada"), makeUser(store, "bo")]);
      await store.accounts.create(ada, DRAFT);
      await store.devices.remember(ada, { tokenHash: "d1", now: NOW }, 5);
      await store.devices.remember(bo, { tokenHash: "d2", now: NOW }, 5);
      for (const user of [ada, bo]) {
        await store.links.make({ tokenHash: user.name, kind: "transfer", user, expiresAt: NOW + DAY });
      }
      await store.accounts.setPassword(ada, { hash: "hash 2", now: NOW });
      assertEquals([
        await store.links.isLive("ada", "transfer", NOW),
        await store.links.isLive("bo", "transfer", NOW),
      ], [
        false,
        true,
      ]);
      assertEquals((await store.accounts.get(ada))?.passwordHash, "hash 2");
      assertEquals([await store.devices.isKnown(ada, "d1"), await store.devices.isKnown(bo, "d2")], [
        false,
        true,
      ]);
    },
  },
  {
    promise: "a server has no owner until somebody is made it",
    async test(store, reopen) {
      const ada = await makeUser(store, "ada");
      assertEquals(await store.accounts.hasOwner(), false);
      await store.accounts.setRole(ada, "owner", ada);
      store = await reopen();
      assertEquals([await store.accounts.hasOwner(), (await store.accounts.get(ada))?.role], [true, "owner"]);
      await store.accounts.setRole(ada, "member", ada);
      assertEquals(await store.accounts.hasOwner(), false);
    },
  },
  {
    promise: "a user's line about themselves is theirs in every place, until it is taken away",
    async test(store, reopen) {
      const ada = await makeUser(store, "ada");
      const busy = { ...ada, status: "having tea" };
      assertEquals(await store.users.setStatus(ada, "having tea"), busy);
      store = await reopen();
      assertEquals(await store.users.get(ada.id), busy);
      assertEquals((await store.sessions.find("token of ada", { now: NOW, expiresAt: NOW }))?.user, busy);
      const name = { name: "Ada", skeleton: "ada", now: NOW, heldUntil: null };
      assertEquals(await store.users.rename(busy, name), { ...busy, name: "Ada" });
      assertEquals(await store.users.setStatus(ada, ""), { id: ada.id, name: "Ada" });
    },
  },
];
