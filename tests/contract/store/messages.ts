import { assert, assertEquals } from "@std/assert";
import type { Store } from "../../../src/store/store.ts";
import type { User } from "../../../src/protocol/models.ts";
import { makeRoom, makeUser, post, readAll, type StoreCase } from "./case.ts";

const MAX = 100;

/** What changes of messages promise. */
export const MESSAGE_CASES: StoreCase[] = [
  {
    promise: "an edit is an event of the log, and the message's text is the newest one",
    async test(store, reopen) {
      const { ada, message } = await makeMessage(store, "one");
      const edit = (text: string) =>
        store.messages.edit({ room: "lobby", message, user: ada, text, max: MAX });
      assertEquals(await edit("two"), { outcome: "stored", seq: message + 1 });
      assertEquals(await edit("three"), { outcome: "stored", seq: message + 2 });
      store = await reopen();
      const records = await readAll(store, "lobby");
      assertEquals(records.slice(-3).map(({ type, body, details }) => [type, body, details]), [
        ["message.posted", "one", undefined],
        ["message.edited", "two", { message }],
        ["message.edited", "three", { message }],
      ]);
      const edited = await store.messages.edited("lobby", { first: 1, last: 100 });
      assertEquals([...edited].map(([seq, { text, ...rest }]) => [seq, text, rest.seq]), [
        [message, "three", message + 2],
      ]);
      assertEquals((await store.messages.versions("lobby", message)).map(({ seq, text }) => [seq, text]), [
        [message, "one"],
        [message + 1, "two"],
        [message + 2, "three"],
      ]);
    },
  },
  {
    promise: "an edit to the text that a message has already is no event, and the last that fits is kept to",
    async test(store) {
      const { ada, message } = await makeMessage(store, "one");
      const edit = async (text: string) =>
        (await store.messages.edit({ room: "lobby", message, user: ada, text, max: 2 })).outcome;
      assertEquals(
        await Promise.all(["one", "two", "two", "one", "three", "one"].map(edit)),
        ["same", "stored", "same", "stored", "full", "same"],
      );
      assertEquals((await readAll(store, "lobby")).length, message + 2);
    },
  },
  {
    promise: "edits of other messages and of messages out of the range are left out",
    async test(store) {
      const { ada } = await makeMessage(store, "one");
      const seqs = await Promise.all(["a", "b", "c"].map((text) => postAs(store, ada, text)));
      for (const message of seqs) {
        await store.messages.edit({ room: "lobby", message, user: ada, text: `new ${message}`, max: MAX });
      }
      const edited = async (first: number, last: number) =>
        [...await store.messages.edited("lobby", { first, last })].map(([seq, { text }]) => [seq, text]);
      const [, b, c] = seqs as [number, number, number];
      assertEquals(await edited(b, b), [[b, `new ${b}`]]);
      assertEquals(await edited(b, 100), [[b, `new ${b}`], [c, `new ${c}`]]);
      assertEquals(await edited(100, 200), []);
      assertEquals(await store.messages.edited("nowhere", { first: 1, last: 100 }), new Map());
    },
  },
  {
    promise:
      "a deleted message keeps its place, and neither its text nor an earlier one is anywhere in the log",
    async test(store, reopen) {
      const { ada, message } = await makeMessage(store, "secret one");
      await store.messages.edit({ room: "lobby", message, user: ada, text: "secret two", max: MAX });
      const deleted = await store.messages.delete({ room: "lobby", message, user: ada });
      assertEquals(deleted, { outcome: "stored", seq: message + 2 });
      const check = async () => {
        const records = await readAll(store, "lobby");
        assertEquals(records.slice(-3).map(({ type, body, details }) => [type, body, details]), [
          ["message.posted", "", { deleted: true }],
          ["message.edited", "", { message }],
          ["message.deleted", "", { message }],
        ]);
        assertEquals((await store.messages.edited("lobby", { first: 1, last: 100 })).size, 0);
        assertEquals(await store.messages.versions("lobby", message), []);
        assertEquals((await store.messages.get("lobby", message))!.user, ada);
      };
      await check();
      store = await reopen();
      await check();
    },
  },
  {
    promise: "a deleted message stays as it is: nothing changes it, and deleting it again is no event",
    async test(store) {
      const { ada, message } = await makeMessage(store, "one");
      const change = { room: "lobby", message, user: ada };
      await store.messages.delete(change);
      assertEquals(await store.messages.delete(change), { outcome: "same" });
      assertEquals(await store.messages.edit({ ...change, text: "two", max: MAX }), {
        outcome: "no_message",
      });
      const reaction = { ...change, emoji: "👍", max: { kinds: 50, all: 100 } };
      assertEquals(await store.reactions.add(reaction), { outcome: "no_message" });
      assertEquals(await store.reactions.remove(reaction), { outcome: "no_message" });
      assertEquals((await readAll(store, "lobby")).length, message + 1);
    },
  },
  {
    promise: "what is no message cannot be changed, and the same holds where there is no such room",
    async test(store) {
      const { ada } = await makeMessage(store, "one");
      for (const [room, message] of [["lobby", 1], ["lobby", 99], ["lobby", 0], ["nowhere", 1]] as const) {
        const change = { room, message, user: ada };
        assertEquals([
          await store.messages.get(room, message),
          await store.messages.versions(room, message),
          await store.messages.edit({ ...change, text: "two", max: MAX }),
          await store.messages.delete(change),
        ], [undefined, [], { outcome: "no_message" }, { outcome: "no_message" }]);
      }
    },
  },
  {
    promise: "the client id of a deleted message gives the same answer again",
    async test(store) {
      const { ada, message } = await makeMessage(store, "one", "k-deleted");
      await store.messages.delete({ room: "lobby", message, user: ada });
      const again = await post(store, "lobby", ada, { text: "one", id: "k-deleted" });
      assertEquals(again.outcome === "stored" && [again.seq, again.repeated], [message, true]);
    },
  },
  {
    promise: "what an event has beyond its text is read as it was written, and told so",
    async test(store, reopen) {
      const { ada, message } = await makeMessage(store, "one");
      const told: unknown[] = [];
      store.onCommitted((records) => told.push(...records.map(({ details }) => details)));
      await store.log.append({
        room: "lobby",
        type: "message.posted",
        user: ada,
        clientId: "k-answer",
        body: "two",
        details: { replyTo: message },
      });
      assertEquals(told, [{ replyTo: message }]);
      store = await reopen();
      assertEquals((await readAll(store, "lobby")).at(-1)!.details, { replyTo: message });
    },
  },
  {
    promise: "the newest of the messages that were deleted after a place are named, without replies",
    async test(store, reopen) {
      const { ada, message } = await makeMessage(store, "one");
      const [two, three] = [await postAs(store, ada, "two"), await postAs(store, ada, "three")];
      const reply = await store.messages.post({
        room: "lobby",
        type: "message.posted",
        user: ada,
        clientId: "k-reply",
        body: "reply",
        details: { thread: message },
      });
      assert(reply.outcome === "stored");
      const remove = async (message: number) => {
        const deleted = await store.messages.delete({ room: "lobby", message, user: ada });
        assert(deleted.outcome === "stored");
        return deleted.seq;
      };
      const first = await remove(message);
      for (const seq of [three, two, reply.seq]) await remove(seq);
      store = await reopen();
      assertEquals(await store.messages.deletedSince("lobby", first, 10), [three, two]);
      assertEquals(await store.messages.deletedSince("lobby", first, 1), [three]);
      assertEquals(await store.messages.deletedSince("lobby", two, 10), [two, message]);
      assertEquals(await store.messages.deletedSince("nowhere", 1, 10), []);
    },
  },
];

/** Makes a room with one message in it. */
export async function makeMessage(
  store: Store,
  text: string,
  id?: string,
): Promise<{ ada: User; message: number }> {
  const ada = await makeUser(store, "ada");
  await makeRoom(store, "lobby");
  return { ada, message: await postAs(store, ada, text, id) };
}

async function postAs(store: Store, user: User, text: string, id?: string): Promise<number> {
  const appended = await post(store, "lobby", user, { text, id });
  assert(appended.outcome === "stored");
  return appended.seq;
}
