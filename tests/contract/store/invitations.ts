import { assertEquals } from "@std/assert";
import type { User } from "../../../src/protocol/models.ts";
import { DAY, makeUser, NOW, numbers, type StoreCase } from "./case.ts";

function draft(madeBy: User, id: string, { maxUses = 1, expiresAt = NOW + DAY, createdAt = NOW } = {}) {
  return { id, tokenHash: `token ${id}`, madeBy, createdAt, expiresAt, maxUses, uses: 0 };
}

function signUp(name: string, invitation: string) {
  const times = { now: NOW, heldUntil: NOW, expiresAt: NOW + DAY };
  return { name, skeleton: name, tokenHash: `session ${name}`, invitation, ...times };
}

/** What invitations promise. */
export const INVITATION_CASES: StoreCase[] = [
  {
    promise:
      "an invitation lets in as many as it says, however many come at once, and a refused name costs none",
    async test(store, reopen) {
      const ada = await makeUser(store, "ada");
      await store.invitations.make(draft(ada, "i", { maxUses: 2 }), 10);
      store = await reopen();
      assertEquals(await store.users.signUp(signUp("ada", "token i")), undefined);
      const came = await Promise.all(
        numbers(4).map((number) => store.users.signUp(signUp(`guest-${number}`, "token i"))),
      );
      assertEquals(came.map((user) => user !== undefined), [true, true, false, false]);
      assertEquals(await store.invitations.isLive("token i", NOW), false);
      assertEquals(await store.invitations.list(NOW), []);
      assertEquals(await store.users.signUp(signUp("bo", "token x")), undefined);
      assertEquals(await store.usernames.taken(["bo", "guest-3"], NOW - 1), new Set());
    },
  },
  {
    promise: "those that have not ended are listed, the newest first, with how often they were used",
    async test(store) {
      const ada = await makeUser(store, "ada");
      await store.invitations.make(draft(ada, "a", { maxUses: 5 }), 10);
      await store.invitations.make(draft(ada, "b", { createdAt: NOW + 1 }), 10);
      await store.invitations.make(draft(ada, "c", { expiresAt: NOW + 2 }), 10);
      await store.users.signUp(signUp("bo", "token a"));
      const listed = await store.invitations.list(NOW + 2);
      assertEquals(listed.map(({ id, uses }) => [id, uses]), [["b", 0], ["a", 1]]);
      const { tokenHash: _, ...kept } = draft(ada, "b", { createdAt: NOW + 1 });
      assertEquals(listed[0], kept);
      assertEquals(await store.invitations.isLive("token c", NOW + 1), true);
      assertEquals(await store.invitations.isLive("token c", NOW + 2), false);
      assertEquals(await store.invitations.removeExpired(NOW + 2), 1);
      assertEquals((await store.invitations.list(NOW)).length, 2);
    },
  },
  {
    promise: "one that was taken back lets nobody in; there are never more than so many",
    async test(store) {
      const ada = await makeUser(store, "ada");
      const made = await Promise.all(
        ["a", "b", "c"].map((id) => store.invitations.make(draft(ada, id), 2)),
      );
      assertEquals(made, [true, true, false]);
      assertEquals([await store.invitations.remove("a", ada), await store.invitations.remove("a", ada)], [
        true,
        false,
      ]);
      assertEquals(await store.users.signUp(signUp("bo", "token a")), undefined);
      assertEquals(await store.invitations.make(draft(ada, "c"), 2), true);
    },
  },
];
