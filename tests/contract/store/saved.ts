import { assert, assertEquals } from "@std/assert";
import type { User } from "../../../src/protocol/models.ts";
import type { Store } from "../../../src/store/store.ts";
import { makeRoom, makeUser, post, type StoreCase } from "./case.ts";

/** What saved messages promise. */
export const SAVED_CASES: StoreCase[] = [
  {
    promise: "saved messages are those of one user, the last saved first, each once, and can be paged",
    async test(store, reopen) {
      const [ada, bo] = [await makeUser(store, "ada"), await makeUser(store, "bo")];
      const [one, two, three] = await makeMessages(store, [ada, bo], 3) as [number, number, number];
      for (const message of [two, one, three]) {
        assertEquals(await store.saved.add(ada, { room: "lobby", message }, 10), "saved");
      }
      assertEquals(await store.saved.add(ada, { room: "lobby", message: two }, 10), "same");
      assertEquals(await store.saved.add(bo, { room: "lobby", message: two }, 10), "saved");
      store = await reopen();
      const newest = await store.saved.ofUser(ada, { limit: 2 });
      assertEquals(newest.map(({ room, message }) => [room, message]), [["lobby", three], ["lobby", one]]);
      const older = await store.saved.ofUser(ada, { before: newest.at(-1)!.no, limit: 2 });
      assertEquals(older.map(({ message }) => message), [two]);
      assertEquals(await store.saved.inRoom(ada, "lobby"), [one, two, three]);
      assertEquals(await store.saved.inRoom(ada, "nowhere"), []);
      assertEquals(await store.saved.remove(ada, { room: "lobby", message: one }), true);
      assertEquals(await store.saved.remove(ada, { room: "lobby", message: one }), false);
      assertEquals(await listed(store, ada), [three, two]);
      assertEquals(await listed(store, bo), [two]);
    },
  },
  {
    promise: "a user saves so many messages and no more, and only what is a message",
    async test(store) {
      const ada = await makeUser(store, "ada");
      const [one, two] = await makeMessages(store, [ada], 2) as [number, number];
      assertEquals(await store.saved.add(ada, { room: "lobby", message: 1 }, 1), "no_message");
      assertEquals(await store.saved.add(ada, { room: "lobby", message: two + 1 }, 1), "no_message");
      assertEquals(await store.saved.add(ada, { room: "nowhere", message: one }, 1), "no_message");
      assertEquals(await store.saved.add(ada, { room: "lobby", message: one }, 1), "saved");
      assertEquals(await store.saved.add(ada, { room: "lobby", message: two }, 1), "full");
      assertEquals(await store.saved.add(ada, { room: "lobby", message: one }, 1), "same");
    },
  },
  {
    promise: "a saved message that was deleted stays in the list; of a room that was left none is there",
    async test(store) {
      const ada = await makeUser(store, "ada");
      const [one, two] = await makeMessages(store, [ada], 2) as [number, number];
      for (const message of [one, two]) await store.saved.add(ada, { room: "lobby", message }, 10);
      await store.messages.delete({ room: "lobby", message: one, user: ada });
      assertEquals(await store.saved.add(ada, { room: "lobby", message: one }, 10), "no_message");
      assertEquals(await listed(store, ada), [two, one]);
      await store.memberships.leave("lobby", ada);
      assertEquals(await listed(store, ada), []);
      await store.memberships.join("lobby", ada, 10);
      assertEquals(await listed(store, ada), [two, one]);
    },
  },
];

/** Makes the lobby with these in it, and so many messages of the first. */
async function makeMessages(store: Store, users: User[], count: number): Promise<number[]> {
  await makeRoom(store, "lobby");
  for (const user of users) await store.memberships.join("lobby", user, 10);
  const messages: number[] = [];
  for (let index = 0; index < count; index++) {
    const appended = await post(store, "lobby", users[0]!);
    assert(appended.outcome === "stored");
    messages.push(appended.seq);
  }
  return messages;
}

async function listed(store: Store, user: User): Promise<number[]> {
  return (await store.saved.ofUser(user, { limit: 10 })).map(({ message }) => message);
}
