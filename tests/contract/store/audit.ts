import { assertEquals } from "@std/assert";
import type { User } from "../../../src/protocol/models.ts";
import type { Store } from "../../../src/store/store.ts";
import { DAY, makeUser, NOW, post, type StoreCase } from "./case.ts";

async function acts(store: Store, reader: User): Promise<unknown[][]> {
  const rows = await store.audit.list(reader, { limit: 100 });
  return rows.toReversed().map(({ act, by, whom, room, details }) => [
    act,
    by?.name,
    whom?.name,
    room?.id,
    details,
  ]);
}

/** What the record of those who keep order promises. */
export const AUDIT_CASES: StoreCase[] = [
  {
    promise: "each act of those who keep order is written down with it, and nothing of what others do",
    async test(store, reopen) {
      const [ada, bo] = [await makeUser(store, "ada"), await makeUser(store, "bo")];
      const room = "tea";
      await store.rooms.create({ id: room, name: "Tea", topic: "", epoch: "e", user: ada, join: true });
      await store.memberships.join(room, bo, 10);
      await post(store, room, bo);
      await post(store, room, bo);
      await store.messages.delete({ room, message: 4, user: bo });
      await store.messages.delete({ room, message: 5, user: ada });
      await store.messages.purge({ room, author: bo, user: ada, messages: [], begins: true });
      await store.rooms.change(room, ada, { topic: "new", slowMode: 5 });
      await store.rooms.change(room, ada, { topic: "new" });
      await store.memberships.setRole(room, bo, "moderator", ada);
      await store.memberships.leave(room, bo, ada, "noise");
      const at = Date.now();
      for (const kind of ["ban", "mute"] as const) {
        await store.restrictions.add({
          room,
          kind,
          user: bo,
          by: ada,
          at,
          until: Date.UTC(2100, 0),
          reason: "",
        }, 9);
        await store.restrictions.lift({ room, kind, user: bo }, ada);
      }
      const times = { createdAt: NOW, expiresAt: NOW + DAY };
      await store.invitations.make(
        { id: "i", tokenHash: "t", madeBy: ada, ...times, maxUses: 3, uses: 0 },
        9,
      );
      await store.invitations.remove("i", ada);
      await store.settings.set("access", "invited", ada);
      await store.accounts.setRole(ada, "owner", ada);
      const { ban } =
        (await store.bans.add({ user: bo, network: null, by: ada, at: NOW, until: null, reason: "x" }, 9))!;
      await store.bans.lift(ban.id, ada);
      await store.bans.add(
        { user: null, network: "192.0.2.1", by: ada, at: NOW, until: null, reason: "" },
        9,
      );
      store = await reopen();
      const until = { until: "2100-01-01T00:00:00.000Z" };
      assertEquals(await acts(store, ada), [
        ["message.delete", "ada", "bo", room, { message: 5 }],
        ["room.purge", "ada", "bo", room, undefined],
        ["room.change", "ada", undefined, room, { topic: "new", slowMode: 5 }],
        ["member.role", "ada", "bo", room, { role: "moderator" }],
        ["room.kick", "ada", "bo", room, { reason: "noise" }],
        ["room.ban", "ada", "bo", room, until],
        ["room.unban", "ada", "bo", room, undefined],
        ["room.mute", "ada", "bo", room, until],
        ["room.unmute", "ada", "bo", room, undefined],
        ["invitation.make", "ada", undefined, undefined, { invitation: "i", uses: 3 }],
        ["invitation.end", "ada", undefined, undefined, { invitation: "i" }],
        ["settings.access", "ada", undefined, undefined, { access: "invited" }],
        ["server.role", "ada", "ada", undefined, { role: "owner" }],
        ["server.ban", "ada", "bo", undefined, { reason: "x" }],
        ["server.unban", "ada", "bo", undefined, undefined],
        ["server.ban", "ada", undefined, undefined, { network: "192.0.2.1" }],
      ]);
    },
  },
  {
    promise: "it is read in pages, and of a private room only by who is in it; what is old goes",
    async test(store) {
      const [ada, bo] = [await makeUser(store, "ada"), await makeUser(store, "bo")];
      for (const [id, kind] of [["tea", undefined], ["den", "private"]] as const) {
        await store.rooms.create({ id, name: id, topic: "", epoch: "e", user: ada, join: true, kind });
        for (const topic of ["a", "b"]) await store.rooms.change(id, ada, { topic });
      }
      const topics = async (reader: User, page: { before?: number; limit: number }) =>
        (await store.audit.list(reader, page)).map(({ room, details }) => `${room!.id} ${details!.topic}`);
      assertEquals(await topics(ada, { limit: 3 }), ["den b", "den a", "tea b"]);
      assertEquals(await topics(bo, { limit: 3 }), ["tea b", "tea a"]);
      const [newest] = await store.audit.list(bo, { limit: 1 });
      assertEquals(await topics(bo, { before: newest!.id, limit: 3 }), ["tea a"]);
      const oldest = (await store.audit.list(ada, { limit: 9 })).at(-1)!;
      assertEquals(await store.audit.removeBefore(oldest.at), 0);
      assertEquals(await store.audit.removeBefore(Date.now() + 1), 4);
      assertEquals(await store.audit.list(ada, { limit: 3 }), []);
    },
  },
];
