import { assertEquals } from "@std/assert";
import type { User } from "../../../src/protocol/models.ts";
import type { Store } from "../../../src/store/store.ts";
import { makeUser, numbers, readAll, type StoreCase } from "./case.ts";
import { makeMessage } from "./messages.ts";

const MAX = { kinds: 50, all: 1_000 };

/** What reactions promise. */
export const REACTION_CASES: StoreCase[] = [
  {
    promise: "reactions are given in the order in which their kinds and their people came",
    async test(store, reopen) {
      const { ada, message } = await makeMessage(store, "one");
      const bo = await makeUser(store, "bo");
      const change = { room: "lobby", message, max: MAX };
      const add = (user: User, emoji: string) => store.reactions.add({ ...change, user, emoji });
      for (const [user, emoji] of [[bo, "👍"], [ada, "🎉"], [ada, "👍"]] as const) await add(user, emoji);
      store = await reopen();
      assertEquals(await read(store, ada), ["👍 2 bo,ada mine", "🎉 1 ada mine"]);
      assertEquals(await read(store, bo), ["👍 2 bo,ada mine", "🎉 1 ada"]);
      await store.reactions.remove({ ...change, user: bo, emoji: "👍" });
      assertEquals(await read(store, bo), ["👍 1 ada", "🎉 1 ada"]);
      await store.reactions.remove({ ...change, user: ada, emoji: "👍" });
      await store.reactions.add({ ...change, user: bo, emoji: "👍" });
      assertEquals(await read(store, bo), ["🎉 1 ada", "👍 1 bo mine"]);
      const records = await readAll(store, "lobby");
      assertEquals(
        records.slice(message).map(({ type, user, body, details }) => [type, user!.name, body, details]),
        [
          ["reaction.added", "bo", "👍", { message }],
          ["reaction.added", "ada", "🎉", { message }],
          ["reaction.added", "ada", "👍", { message }],
          ["reaction.removed", "bo", "👍", { message }],
          ["reaction.removed", "ada", "👍", { message }],
          ["reaction.added", "bo", "👍", { message }],
        ],
      );
    },
  },
  {
    promise: "a reaction that is there already, and one that is taken back and was not there, are no events",
    async test(store) {
      const { ada, message } = await makeMessage(store, "one");
      const change = { room: "lobby", message, user: ada, emoji: "👍", max: MAX };
      const outcomes = await Promise.all([
        store.reactions.remove(change),
        store.reactions.add(change),
        store.reactions.add(change),
        store.reactions.remove(change),
        store.reactions.remove(change),
      ]);
      assertEquals(outcomes.map(({ outcome }) => outcome), ["same", "stored", "same", "stored", "same"]);
      assertEquals(await read(store, ada), []);
      assertEquals((await store.rooms.get("lobby"))!.seq, message + 2);
    },
  },
  {
    promise: "a message has so many kinds of reactions and so many in all, and no more",
    async test(store) {
      const { ada, message } = await makeMessage(store, "one");
      const people = await Promise.all(numbers(3).map((number) => makeUser(store, `bo${number}`)));
      const add = async (user: User, emoji: string) =>
        (await store.reactions.add({ room: "lobby", message, user, emoji, max: { kinds: 2, all: 4 } }))
          .outcome;
      assertEquals(
        [await add(ada, "👍"), await add(ada, "🎉"), await add(ada, "🚀"), await add(people[0]!, "👍")],
        ["stored", "stored", "full", "stored"],
      );
      assertEquals([await add(people[1]!, "👍"), await add(people[2]!, "👍")], ["stored", "full"]);
      await store.reactions.remove({ room: "lobby", message, user: ada, emoji: "🎉" });
      assertEquals(await add(ada, "🚀"), "stored");
    },
  },
  {
    promise: "of many who gave the same, the first are named, and one is told of oneself",
    async test(store) {
      const { ada, message } = await makeMessage(store, "one");
      const people = await Promise.all(numbers(5).map((number) => makeUser(store, `bo${number}`)));
      for (const user of [...people, ada]) {
        await store.reactions.add({ room: "lobby", message, user, emoji: "👍", max: MAX });
      }
      assertEquals(await read(store, ada, 2), ["👍 6 bo1,bo2 mine"]);
      assertEquals(await read(store, people[4]!, 2), ["👍 6 bo1,bo2 mine"]);
      assertEquals(await read(store, await makeUser(store, "eve"), 2), ["👍 6 bo1,bo2"]);
    },
  },
  {
    promise: "with the message its reactions go",
    async test(store) {
      const { ada, message } = await makeMessage(store, "one");
      await store.reactions.add({ room: "lobby", message, user: ada, emoji: "👍", max: MAX });
      await store.messages.delete({ room: "lobby", message, user: ada });
      assertEquals(await read(store, ada), []);
    },
  },
];

async function read(store: Store, self: User, most = 100): Promise<string[]> {
  const reactions = await store.reactions.of("lobby", { first: 1, last: 1_000, most, self });
  return reactions.map(({ emoji, count, users, mine }) =>
    `${emoji} ${count} ${users.map(({ name }) => name)}${mine ? " mine" : ""}`
  );
}
