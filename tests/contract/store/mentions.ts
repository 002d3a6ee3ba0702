import { assertEquals } from "@std/assert";
import type { Store } from "../../../src/store/store.ts";
import type { User } from "../../../src/protocol/models.ts";
import type { EventDetails } from "../../../src/store/records.ts";
import { makeRoom, makeUser, readAll, type StoreCase } from "./case.ts";

/** What is promised of those whom messages call. */
export const MENTION_CASES: StoreCase[] = [
  {
    promise: "those are found by their names who are members and hold the name",
    async test(store) {
      await makeRoom(store, "lobby");
      const [ada, bo] = [await makeUser(store, "ada"), await makeUser(store, "bo")];
      await makeUser(store, "cy");
      for (const user of [ada, bo]) await store.memberships.join("lobby", user, 10);
      await store.usernames.release(bo);
      const found = await store.mentions.membersNamed("lobby", ["ada", "bo", "cy", "dee", "ada"]);
      assertEquals([...found], [["ada", ada]]);
      assertEquals((await store.mentions.membersNamed("nowhere", ["ada"])).size, 0);
      assertEquals((await store.mentions.membersNamed("lobby", [])).size, 0);
    },
  },
  {
    promise: "whom a message calls is in the log, an edit changes it, and a deletion takes it away",
    async test(store, reopen) {
      await makeRoom(store, "lobby");
      const [ada, bo] = [await makeUser(store, "ada"), await makeUser(store, "bo")];
      const message = await postCalling(store, ada, "@bo", { mentions: [bo.id] });
      const edit = (text: string, called?: EventDetails) =>
        store.messages.edit({ room: "lobby", message, user: ada, text, called, max: 10 });
      await edit("@room", { everyone: "room" });
      store = await reopen();
      assertEquals((await readAll(store, "lobby")).slice(-2).map(({ details }) => details), [
        { mentions: [bo.id] },
        { message, everyone: "room" },
      ]);
      const edited = await store.messages.edited("lobby", { first: 1, last: 9 });
      assertEquals(edited.get(message)?.called, { everyone: "room" });
      assertEquals((await store.messages.versions("lobby", message)).map(({ called }) => called), [
        { mentions: [bo.id] },
        { everyone: "room" },
      ]);
      await store.messages.delete({ room: "lobby", message, user: ada });
      assertEquals((await readAll(store, "lobby")).slice(-3, -1).map(({ details }) => details), [
        { deleted: true },
        { message },
      ]);
    },
  },
  {
    promise: "a message that calls is stored once under its id",
    async test(store) {
      await makeRoom(store, "lobby");
      const ada = await makeUser(store, "ada");
      const draft = {
        room: "lobby",
        type: "message.posted",
        user: ada,
        clientId: "k",
        body: "@room",
      } as const;
      const first = await store.messages.post({ ...draft, details: { everyone: "room" } });
      const again = await store.messages.post({ ...draft, details: { everyone: "room" } });
      assertEquals([first, again].map((one) => one.outcome === "stored" && [one.seq, one.repeated]), [
        [2, false],
        [2, true],
      ]);
      const other = { ...draft, body: "other", details: { everyone: "room" } } as const;
      assertEquals((await store.messages.post(other)).outcome, "id_reused");
      assertEquals(
        (await store.messages.post({ ...other, room: "nowhere", clientId: "n" })).outcome,
        "no_room",
      );
    },
  },
  {
    promise:
      "what is unread is counted between a mark and a head, own and deleted messages apart, near or far",
    async test(store) {
      await makeRoom(store, "lobby");
      const [ada, bo] = [await makeUser(store, "ada"), await makeUser(store, "bo")];
      for (const user of [ada, bo]) await store.memberships.join("lobby", user, 10);
      const first = await postCalling(store, ada, "@bo", { mentions: [bo.id] });
      const gone = await postCalling(store, ada, "@bo @room", { mentions: [bo.id], everyone: "room" });
      const own = await postCalling(store, bo, "@room", { everyone: "room" });
      const both = await postCalling(store, ada, "@bo @here", { mentions: [bo.id], everyone: "here" });
      await store.messages.delete({ room: "lobby", message: own, user: bo });
      await store.messages.delete({ room: "lobby", message: gone, user: ada });
      const count = async (after: number, head: number, most = 10) => {
        const [counts] = await store.unread.count(bo, [{ room: "lobby", after, head, most }]);
        return [counts!.own, counts!.deleted, counts!.mentions, counts!.mentioned];
      };
      for (const head of [both + 2, both + 10_000]) {
        assertEquals(await count(0, head), [1, 1, 2, [first, both]]);
        assertEquals(await count(first, head), [1, 1, 1, [both]]);
        assertEquals(await count(gone, head), [1, 0, 1, [both]]);
        assertEquals(await count(0, head, 1), [1, 1, 2, [both]]);
        assertEquals(await count(both, head), [0, 0, 0, []]);
      }
      assertEquals(await count(0, gone), [0, 0, 1, [first]]);
      assertEquals((await store.unread.count(bo, [{ room: "no", after: 0, head: 9, most: 1 }]))[0]!.own, 0);
    },
  },
  {
    promise: "a read mark can be set before where it was, with the ordinal that the log has there",
    async test(store, reopen) {
      await makeRoom(store, "lobby");
      const ada = await makeUser(store, "ada");
      await store.memberships.join("lobby", ada, 10);
      const seq = await postCalling(store, ada, "@room", { everyone: "room" });
      await store.memberships.markRead("lobby", ada, seq);
      assertEquals(await store.memberships.setRead("lobby", ada, seq - 1), { seq: seq - 1, ordinal: 0 });
      assertEquals(await store.memberships.setRead("lobby", ada, seq + 1), undefined);
      assertEquals(await store.memberships.setRead("attic", ada, 1), undefined);
      store = await reopen();
      assertEquals((await store.memberships.ofUser(ada))[0]!.read, { seq: seq - 1, ordinal: 0 });
      assertEquals(await store.memberships.setRead("lobby", ada, 0), { seq: 0, ordinal: 0 });
    },
  },
];

let count = 0;

async function postCalling(store: Store, user: User, body: string, details: EventDetails): Promise<number> {
  const clientId = `call${++count}`;
  const posted = await store.messages.post({
    room: "lobby",
    type: "message.posted",
    user,
    clientId,
    body,
    details,
  });
  if (posted.outcome !== "stored") throw new Error(posted.outcome);
  return posted.seq;
}
