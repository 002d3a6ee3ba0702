import { assert, assertEquals } from "@std/assert";
import type { ServerRole } from "../../../src/protocol/models.ts";
import type { Store } from "../../../src/store/store.ts";
import { DAY, makeUser, NOW, type StoreCase } from "./case.ts";

const ALL: ServerRole[] = ["owner", "admin", "member", "guest"];

async function list(store: Store, more: Partial<Parameters<Store["users"]["list"]>[0]> = {}) {
  const query = { skeleton: "", words: "", roles: ALL, limit: 10, now: NOW + 1, ...more };
  return await store.users.list(query);
}

/** What the list of users promises. */
export const USER_LIST_CASES: StoreCase[] = [
  {
    promise:
      "users are listed with their sessions, who came last first, in pages; a guest without a session is not",
    async test(store) {
      const [ada, bo, cy] = await Promise.all(["ada", "bo", "cy"].map((name) => makeUser(store, name)));
      assert(ada && bo && cy);
      const draft = { device: "a phone", now: NOW + 5, expiresAt: NOW + DAY };
      await store.sessions.start(ada, { tokenHash: "second", ...draft }, 10);
      await store.accounts.create(bo, { skeleton: "bo", passwordHash: "hash", now: NOW });
      await store.sessions.remove("token of bo");
      const listed = await list(store);
      assertEquals(listed.map(({ user, role, sessions, seenAt }) => [user.name, role, sessions, seenAt]), [
        ["cy", "guest", 1, NOW],
        ["bo", "member", 0, null],
        ["ada", "guest", 2, NOW + 5],
      ]);
      await store.sessions.remove("token of cy");
      const names = async (more: Parameters<typeof list>[1]) =>
        (await list(store, more)).map(({ user }) => user.name);
      assertEquals(await names({}), ["bo", "ada"]);
      assertEquals(await names({ limit: 1 }), ["bo"]);
      assertEquals(await names({ before: listed[1]!.no }), ["ada"]);
      assertEquals(await names({ now: NOW + 2 * DAY, roles: ["guest"] }), ["ada"]);
      assertEquals(await names({ now: NOW + 40 * DAY }), ["bo"]);
    },
  },
  {
    promise: "users are found by any piece of their names, or by how they look, and by their roles",
    async test(store) {
      for (const name of ["Ada", "adam", "Bo_Ada", "cy"]) await makeUser(store, name);
      const names = async (more: Parameters<typeof list>[1]) =>
        (await list(store, more)).map(({ user }) => user.name);
      assertEquals(await names({ words: "ADA", skeleton: "ada" }), ["Bo_Ada", "adam", "Ada"]);
      assertEquals(await names({ words: "аdа", skeleton: "ada" }), ["adam", "Ada"]);
      assertEquals(await names({ words: "%", skeleton: "%" }), []);
      const [adam] = await list(store, { words: "adam", skeleton: "adam" });
      await store.accounts.setRole(adam!.user, "admin", adam!.user);
      assertEquals(await names({ roles: ["admin", "owner"] }), ["adam"]);
      assertEquals((await store.accounts.staff()).map(({ user, role }) => [user.name, role]), [[
        "adam",
        "admin",
      ]]);
    },
  },
];
