import { assertEquals } from "@std/assert";
import { change, type ChangeEvent } from "../../../../src/client/state/change.ts";
import type { Message } from "../../../../src/protocol/models.ts";

const ada = { id: "u1", name: "ada" };
const LOGGED = { room: "r", seq: 9, at: "2026-01-01T00:00:00.000Z", message: 1 };
const MESSAGE: Message = { id: "m1", author: ada, clientId: "k1", text: "one", ordinal: 1 };

function reaction(type: "reaction.added" | "reaction.removed", emoji: string, id: string): ChangeEvent {
  return { type, ...LOGGED, emoji, user: { id, name: id } };
}

Deno.test("change() gives a message its new text and says that it was edited", () => {
  const edited = change(MESSAGE, { type: "message.edited", ...LOGGED, text: "two", user: ada });
  assertEquals(edited, { ...MESSAGE, text: "two", edited: { at: LOGGED.at, seq: 9 } });
});

Deno.test("change() leaves nothing of a deleted message but its place, and changes it no more", () => {
  const full: Message = {
    ...MESSAGE,
    replyTo: 3,
    edited: { at: LOGGED.at, seq: 8 },
    reactions: [{ emoji: "👍", users: ["u1"], count: 1 }],
  };
  const deleted = change(full, { type: "message.deleted", ...LOGGED, user: ada });
  assertEquals(deleted, { ...MESSAGE, text: "", deleted: true });
  assertEquals(change(deleted, reaction("reaction.added", "👍", "u2")), deleted);
  assertEquals(change(deleted, { type: "message.edited", ...LOGGED, text: "", user: ada }), deleted);
});

Deno.test("change() counts reactions once a person, and drops a kind that nobody gives any more", () => {
  const steps = [
    ["reaction.added", "👍", "u1", "👍 1 u1"],
    ["reaction.added", "👍", "u1", "👍 1 u1"],
    ["reaction.added", "🎉", "u2", "👍 1 u1, 🎉 1 u2"],
    ["reaction.added", "👍", "u2", "👍 2 u1+u2, 🎉 1 u2"],
    ["reaction.removed", "👍", "u1", "👍 1 u2, 🎉 1 u2"],
    ["reaction.removed", "👍", "u2", "🎉 1 u2"],
    ["reaction.added", "👍", "u1", "🎉 1 u2, 👍 1 u1"],
  ] as const;
  let message = MESSAGE;
  for (const [type, emoji, id, shown] of steps) {
    message = change(message, reaction(type, emoji, id));
    const { reactions = [] } = message;
    assertEquals(
      reactions.map(({ emoji, users, count }) => `${emoji} ${count} ${users.join("+")}`).join(", "),
      shown,
    );
  }
  for (const [emoji, id] of [["🎉", "u2"], ["👍", "u1"]] as const) {
    message = change(message, reaction("reaction.removed", emoji, id));
  }
  assertEquals(message, MESSAGE);
});

Deno.test("change() names a hundred people and counts the others", () => {
  let message = MESSAGE;
  for (let index = 0; index < 130; index++) {
    message = change(message, reaction("reaction.added", "👍", `u${index}`));
  }
  assertEquals([message.reactions![0]!.users.length, message.reactions![0]!.count], [100, 130]);
});
